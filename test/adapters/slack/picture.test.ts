import { afterAll, describe, expect, it } from 'vitest'
import { march } from '../months.ts'
import { say } from '../core.ts'
import { closeAll, ready, type Ready } from './stage.ts'

afterAll(closeAll)

const month = say('Acme Textiles: March 2026', { month: march })
const files = ({ slack, asha }: Ready) =>
  slack.view(asha.id).dms.flatMap(({ messages }) => messages.flatMap((message) => message.files))

describe('the picture of a month, in Slack', () => {
  it('comes as a file to whoever asked, and the answer says where it is', async () => {
    const stage = await ready(() => month)

    await stage.type('/social calendar')
    const answer = await stage.sees(stage.asha, /March 2026/u)

    expect(answer.plain).toContain('The picture is in your direct message with me.')
    expect(answer.ephemeral).toBe(true)
    expect(files(stage)).toMatchObject([{ name: '2026-03.png', title: 'Acme Textiles · March 2026' }])
    expect(files(stage)[0]?.size).toBeGreaterThan(5_000)
    expect(stage.slack.view(stage.meera.id).dms.flatMap(({ messages }) => messages)).toEqual([])
  })

  it('is said in words where it cannot be sent', async () => {
    const stage = await ready(() => month)
    stage.sandbox.faults.add({
      platform: 'slack',
      name: 'files.completeUploadExternal',
      kind: 'status',
      status: 503,
      times: 9,
    })

    await stage.type('/social calendar')
    const answer = await stage.sees(stage.asha, /March 2026/u)

    expect(answer.plain).toContain('Wed 4 Mar: 9:00 P7 (Approved)')
    expect(answer.plain).not.toContain('direct message')
    expect(stage.logged('warn').map(({ text }) => text)).toEqual(['the picture of a month could not be sent'])
  })
})
