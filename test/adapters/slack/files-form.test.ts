import { LogLevel, WebClient } from '@slack/web-api'
import { afterAll, describe, expect, it } from 'vitest'
import { answerPayload } from '#adapters/slack/answer.ts'
import { createShare } from '#adapters/slack/share.ts'
import type { Acknowledge } from '#adapters/slack/responder.ts'
import type { Answer } from '#src/kernel/request.ts'
import type { Field, Form } from '#src/kernel/form.ts'
import { aCore, aLog } from '../core.ts'
import { bareServer, json } from '../discord/bare.ts'
import { loadFile } from '../files.ts'
import { aCommand, aSubmission, typed } from './payloads.ts'
import { closeAll, closeLater, ready, returning } from './stage.ts'

afterAll(closeAll)

const files: Field = { kind: 'files', name: 'files', label: 'Files', required: false, most: 10 }
const drafting: Form = { ...returning, title: 'Draft', fields: [...returning.fields, files] }
const opensIt = (): Answer => ({ kind: 'form', form: drafting })

const silent = {
  ...{ debug() {}, info() {}, warn() {}, error() {} },
  ...{ setLevel() {}, getLevel: () => LogLevel.ERROR, setName() {} },
}

/** Answers with a form for files to a Slack that gives these answers to `views.open`, one after the other. */
async function opening(...answers: (object | 'break')[]) {
  const opened: string[] = []
  const said: string[] = []
  const server = await bareServer((response, { request, body }) => {
    if (!request.endsWith('/views.open')) {
      said.push(request)
      return json(response, 200, { ok: true, ts: '1.1', channel: 'C0ACME' })
    }
    const answer = answers[opened.length] ?? { ok: true }
    opened.push(new URLSearchParams(body).get('view') ?? '')
    return answer === 'break' ? void response.destroy() : json(response, 200, answer)
  })
  closeLater(server.close)
  const { lines, log } = aLog()
  const client = new WebClient('xoxb-a-token', {
    ...{ slackApiUrl: `${server.url}/`, retryConfig: { retries: 0 }, logger: silent },
  })
  const here = () => ({ team: { id: 'T0BANYAN', name: 'Banyan' }, prefix: '' })
  const acknowledge: Acknowledge = { done: async () => {} }
  const share = createShare({ client, loadFile })
  const answering = { client, share, core: aCore(opensIt).core, log, here }
  return {
    ...{ opened, said },
    warnings: () => lines.map(({ level, text }) => `${level}: ${text}`),
    hear: (payload: unknown, more: Partial<Acknowledge> = {}) =>
      answerPayload(answering, payload, { ...acknowledge, ...more }),
  }
}

const without = { ok: false, error: 'missing_scope', needed: 'files:read' }

describe('a form for files', () => {
  it('opens with the field for them', async () => {
    const stage = await ready(opensIt)

    await stage.type('/delegate')

    expect(await stage.form()).toMatchObject({ title: 'Draft' })
    expect(stage.asked('views.open')).toHaveLength(1)
    expect(JSON.stringify(stage.asked('views.open')[0]?.request)).toContain('file_input')
  })

  it.each(['missing_scope', 'invalid_arguments'])(
    'opens without them where Slack does not take that field of this app: %s',
    async (error) => {
      const { hear, opened, warnings } = await opening({ ...without, error })

      await hear(aCommand())

      expect(opened.map((view) => view.includes('file_input'))).toEqual([true, false])
      expect(opened[1]).toContain('"block_id":"why"')
      expect(warnings()).toEqual(['warn: a form is opened without its files'])
    },
  )

  it('is opened once where the line broke, since it may be open', async () => {
    const { hear, opened, said } = await opening('break')

    await hear(aCommand({ response_url: null }))

    expect(opened).toHaveLength(1)
    expect(said).toHaveLength(1)
  })

  it('that follows another form is opened by itself, so that a refusal is heard', async () => {
    const { hear, opened } = await opening(without)
    const answers: unknown[] = []

    await hear(aSubmission('sahayak-form:return:42', { why: typed('Two seats') }), {
      view: async (answer) => void answers.push(answer),
    })

    expect(answers).toEqual([])
    expect(opened.map((view) => view.includes('file_input'))).toEqual([true, false])
  })
})
