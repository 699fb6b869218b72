import { afterEach, describe, expect, it } from 'vitest'
import { checkSlack } from '#adapters/slack/doctor.ts'
import { bareServer, json } from '../discord/bare.ts'
import { aWorkspace, closeAll, closeLater } from './stage.ts'

afterEach(closeAll)

const http = { port: 3000, host: '0.0.0.0' }
const now = () => Temporal.Now.instant()

async function checkOverHttp(signingSecret: string, prefix = '') {
  const { sandbox, app } = await aWorkspace()
  return checkSlack({ bot: app.botToken, signingSecret, apiUrl: `${sandbox.url}/slack/api`, prefix, http, now })
}

describe('the doctor of a bot that Slack reaches over HTTP', () => {
  it('says where it is to be reached, and which commands the app needs', async () => {
    const findings = await checkOverHttp('8f742231b10e8888abcd99eee28f7e1a', 'va-')

    const text = findings.map(({ what }) => what).join('\n')
    expect(findings.every(({ ok }) => ok)).toBe(true)
    expect(text).toContain('port 3000, at /slack/events')
    expect(text).toContain('/va-delegate')
    expect(text).toContain('npm run derive -- --prefix va-')
  })

  it('sees that a signing secret was not copied whole', async () => {
    const findings = await checkOverHttp('8f742231b10e8888')

    const [problem, ...more] = findings.filter(({ ok }) => !ok)
    expect(problem).toMatchObject({ what: 'The signing secret has 16 characters', todo: expect.stringContaining('32') })
    expect(JSON.stringify(findings)).not.toContain('8f742231b10e8888')
    expect(more).toEqual([])
  })
})

describe('the doctor of a bot behind something that is no Slack', () => {
  it('says so, and goes on', async () => {
    const server = await bareServer((response) => json(response, 200, { hello: 'there' }))
    closeLater(server.close)

    const findings = await checkSlack({ bot: 'xoxb-a-token', app: 'xapp-a', apiUrl: server.url, prefix: '', http, now })

    const problems = findings.flatMap((finding) => (finding.ok ? [] : [finding.todo]))
    expect(problems).toEqual([
      expect.stringMatching(/^the answer \(200\) is none of Slack's\. .*SLACK_BOT_TOKEN/u),
      expect.stringMatching(/^the answer \(200\) is none of Slack's\. .*SLACK_APP_TOKEN/u),
    ])
  })
})
