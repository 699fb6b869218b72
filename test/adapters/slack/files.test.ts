import { afterAll, describe, expect, it } from 'vitest'
import type { Answer } from '#src/kernel/request.ts'
import type { Card, CardFile } from '#src/kernel/card.ts'
import { eventually } from '#sandbox/eventually.ts'
import { say } from '../core.ts'
import { aFile, aLostFile } from '../files.ts'
import { closeAll, ready, type Ready } from './stage.ts'

afterAll(closeAll)

const post = (...files: CardFile[]): Card => ({ title: 'P7 <New> looms', tone: 'plain', body: 'They are here.', files })

/** What this person sees, in channels or in direct messages: the words of each message, and its files. */
function seenIn({ slack }: Ready, user: { id: string }, where: 'channels' | 'dms') {
  const { [where]: rooms } = slack.view(user.id)
  return rooms.flatMap(({ messages }) =>
    messages.map(({ plain, files }) => [plain.split('\n')[0], files.map(({ title, size }) => [title, size])]),
  )
}

const uploads = (stage: Ready) => stage.asked('files.completeUploadExternal')
const warnings = (stage: Ready) => stage.logged('warn').map(({ text }) => text)

const failing = { platform: 'slack', name: 'files.completeUploadExternal', kind: 'status', status: 503 } as const

describe('a card with files, in a channel of Slack', () => {
  const told = (stage: Ready, card: Card) =>
    stage.adapter.chat.post({ place: stage.team, channel: stage.acme.id }, card, '1')

  it('is followed by them, once and all in one message, under what it is about', async () => {
    const stage = await ready()

    const sent = await told(stage, post(aFile('loom.png', 'image/png', 40), aFile('करघा.mp4', 'video/mp4', 60)))

    expect(sent.outcome).toBe('sent')
    expect(seenIn(stage, stage.asha, 'channels')).toEqual([
      ['P7 <New> looms', []],
      [
        'P7 <New> looms',
        [
          ['loom.png', 40],
          ['करघा.mp4', 60],
        ],
      ],
    ])
    expect(uploads(stage)).toHaveLength(1)
    expect(stage.logged('warn')).toEqual([])
  })

  it('is told all the same where they are not taken, and neither is told twice', async () => {
    const stage = await ready()
    stage.sandbox.faults.add(failing)

    const sent = await told(stage, post(aFile('loom.png')))

    expect(sent.outcome).toBe('sent')
    expect(seenIn(stage, stage.asha, 'channels')).toEqual([['P7 <New> looms', []]])
    expect(uploads(stage)).toHaveLength(1)
    expect(warnings(stage)).toEqual(['the files of a card could not be sent'])
  })

  it('has none where the card itself was not taken', async () => {
    const stage = await ready()

    const sent = await stage.adapter.chat.post(
      { place: stage.team, channel: stage.general.id },
      post(aFile('loom.png')),
      '1',
    )

    expect(sent.outcome).toBe('gone')
    expect(stage.asked('files.getUploadURLExternal')).toEqual([])
  })

  it('leaves out what is not kept any more, and is followed by nothing where nothing is', async () => {
    const stage = await ready()

    await told(stage, post(aLostFile('old.png'), aFile('loom.png')))
    await told(stage, post(aLostFile('old.png')))

    expect(seenIn(stage, stage.asha, 'channels')).toEqual([
      ['P7 <New> looms', []],
      ['P7 <New> looms', [['loom.png', 4]]],
      ['P7 <New> looms', []],
    ])
    expect(stage.logged('warn')).toEqual([])
  })

  it('brings them no second time when it changes', async () => {
    const stage = await ready()
    const sent = await told(stage, post(aFile('loom.png')))
    if (sent.outcome !== 'sent') throw new Error(sent.why)

    await stage.adapter.chat.edit(stage.team, sent.message, post(aFile('loom.png')))

    expect(uploads(stage)).toHaveLength(1)
  })
})

describe('an answer with files that were asked for, in Slack', () => {
  const handOver = { elsewhere: 'They are in your direct message.', failed: 'They could not be sent.' }
  const answer = (...files: CardFile[]): Answer => say('P7', { ...post(...files), title: 'P7', handOver })
  const dms = (stage: Ready) => seenIn(stage, stage.asha, 'dms')

  it.each(['socket', 'http'] as const)('brings them to the asker directly, and says so, over %s', async (over) => {
    const stage = await ready(() => answer(aFile('loom.png'), aFile('brief.pdf')), { over })

    const typed = await stage.type('/tasks')
    const shown = await stage.sees(stage.asha, /They are here/u)

    expect(typed).toEqual({ ok: true })
    expect(shown.plain).toContain('They are here.\nThey are in your direct message.')
    expect(shown).toMatchObject({ ephemeral: true, channel: stage.acme.id })
    expect(dms(stage)).toEqual([
      [
        'P7',
        [
          ['loom.png', 4],
          ['brief.pdf', 4],
        ],
      ],
    ])
    expect(seenIn(stage, stage.meera, 'channels')).toEqual([])
    expect(seenIn(stage, stage.meera, 'dms')).toEqual([])
  })

  it('is acknowledged before they are sent, however long that takes', async () => {
    const stage = await ready(() => answer(aFile('loom.png')))
    stage.sandbox.faults.add({ platform: 'slack', name: 'files.getUploadURLExternal', kind: 'delay', ms: 4_000 })

    const typed = await stage.type('/tasks')
    const meanwhile = seenIn(stage, stage.asha, 'channels')
    await eventually(() => {
      stage.clock.advance(1_000)
      return seenIn(stage, stage.asha, 'channels').length > 0
    })

    expect(typed).toEqual({ ok: true })
    expect(meanwhile).toEqual([])
    expect(dms(stage)).toEqual([['P7', [['loom.png', 4]]]])
  })

  it('in the direct message itself is the same', async () => {
    const stage = await ready(() => answer(aFile('loom.png')))
    const direct = await stage.adapter.chat.direct(stage.team, stage.asha.id)

    await stage.type('/tasks', direct ?? '')
    await stage.sees(stage.asha, /They are in your direct message/u)

    expect(dms(stage)).toContainEqual(['P7', [['loom.png', 4]]])
  })

  it('says that they could not be sent', async () => {
    const stage = await ready(() => answer(aFile('loom.png')))
    stage.sandbox.faults.add(failing)

    await stage.type('/tasks')
    const shown = await stage.sees(stage.asha, /They are here/u)

    expect(shown.plain).toContain('They are here.\nThey could not be sent.')
    expect(warnings(stage)).toEqual(['files could not be sent to whoever asked for them'])
  })

  it('says so too where none is kept any more', async () => {
    const stage = await ready(() => answer(aLostFile('old.png')))

    await stage.type('/tasks')

    expect((await stage.sees(stage.asha, /They are here/u)).plain).toContain('They could not be sent.')
    expect(dms(stage)).toEqual([])
  })

  it('that comes late brings them all the same', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stage = await ready(() => promise)

    await stage.type('/tasks')
    resolve(answer(aFile('loom.png')))

    expect((await stage.sees(stage.asha, /They are here/u)).plain).toContain('They are in your direct message.')
    expect(dms(stage)).toContainEqual(['P7', [['loom.png', 4]]])
  })

  it('leaves them out where they were not asked for', async () => {
    const stage = await ready(() => say('P7', post(aFile('loom.png'))))

    await stage.type('/tasks')
    await stage.sees(stage.asha, /They are here/u)

    expect(stage.asked('files.getUploadURLExternal')).toEqual([])
    expect(dms(stage)).toEqual([])
  })
})
