import { slackManifest } from '#adapters/slack/manifest.ts'
import { startSlack, type SlackAdapter } from '#adapters/slack/index.ts'
import { eventually } from '#sandbox/eventually.ts'
import { startSandbox } from '#sandbox/index.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Button } from '#src/kernel/card.ts'
import type { Form } from '#src/kernel/form.ts'
import { aCore, aLog, say, type Answering } from '../core.ts'
import { loadFile } from '../files.ts'

export const NOON = Date.parse('2026-03-02T12:00:00Z')

/** What is opened here is closed after the test. */
const open: (() => Promise<unknown>)[] = []
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close()
}
export const closeLater = (close: () => Promise<unknown>) => void open.push(close)

/**
 * A workspace with three people and the app as its manifest describes it. The app is in `acme`; `general` is open to it and
 * it is not there; `secret` it cannot even see.
 */
export async function aWorkspace({
  prefix = '',
  mode = 'frozen',
}: { prefix?: string; mode?: 'frozen' | 'running' } = {}) {
  const sandbox = await startSandbox({ mode, start: NOON })
  closeLater(() => sandbox.close())
  const { slack, clock } = sandbox
  const { id: team } = slack.addWorkspace({ name: 'Banyan' })
  const meera = slack.addUser({ name: 'meera', realName: 'Meera Iyer', tz: 'Asia/Kolkata', locale: 'hi-IN' })
  const asha = slack.addUser({ name: 'asha', realName: 'Asha Patil', tz: 'Europe/Lisbon' })
  const jun = slack.addUser({ name: 'jun', realName: 'Jun Santos', tz: 'Asia/Manila' })
  const app = slack.addApp({ manifest: slackManifest({ socketMode: true, prefix }) })
  const everyone = [meera.id, asha.id, jun.id]
  const acme = slack.addChannel({ name: 'acme', members: [...everyone, app.botUser] })
  const general = slack.addChannel({ name: 'general', members: everyone })
  const secret = slack.addChannel({ name: 'secret', private: true, members: [meera.id] })
  return { sandbox, slack, clock, team, app, meera, asha, jun, acme, general, secret, prefix }
}

export type Workspace = Awaited<ReturnType<typeof aWorkspace>>

export type Starting = {
  core?: Core
  log?: Log
  /** `none`: the process only writes. */
  over?: 'socket' | 'http' | 'none'
  tokens?: { bot?: string; app?: string; signingSecret?: string }
  apiUrl?: string
}

export async function start({ sandbox, app, prefix }: Workspace, how: Starting = {}): Promise<SlackAdapter> {
  const over = how.over ?? 'socket'
  const way = over === 'http' ? { signingSecret: app.signingSecret } : { app: app.appToken }
  const adapter = await startSlack({
    tokens: { bot: app.botToken, ...way, ...how.tokens },
    apiUrl: how.apiUrl ?? `${sandbox.url}/slack/api`,
    prefix,
    http: { port: 0, host: '127.0.0.1' },
    receive: over !== 'none',
    log: how.log ?? aLog().log,
    now: () => Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()),
    core: how.core ?? aCore(() => say('Done')).core,
    loadFile,
  })
  closeLater(() => adapter.stop())
  if (over === 'http') app.delivery = { mode: 'http', url: addressOf(adapter) }
  return adapter
}

/** Where the adapter hears what Slack delivers by HTTP. */
export const addressOf = ({ port }: SlackAdapter) => `http://127.0.0.1:${port}/slack/events`

export type Seen = { ts: string; plain: string; buttons: string[]; ephemeral: boolean; channel: string }

/** All messages that this person sees: in channels, in direct messages, and what only they see. */
export function seenBy({ slack }: Workspace, user: { id: string }): Seen[] {
  const { channels, dms } = slack.view(user.id)
  return [...channels, ...dms].flatMap(({ id: channel, messages }) =>
    messages.map(({ ts, plain, buttons, ephemeral }) => ({ ts, plain, buttons, ephemeral, channel })),
  )
}

/** The bot in a workspace, with a core that answers as the test says; Asha acts. */
export async function ready(
  answer: Answering = () => say('Done'),
  { mode, prefix, ...how }: Starting & Parameters<typeof aWorkspace>[0] = {},
) {
  const workspace = await aWorkspace({ ...(mode && { mode }), ...(prefix !== undefined && { prefix }) })
  const { core, heard } = aCore(answer)
  const { lines, log } = aLog()
  const adapter = await start(workspace, { core, log, ...how })
  const { slack, sandbox, asha, acme } = workspace

  async function sees(user: { id: string }, pattern: RegExp): Promise<Seen> {
    const look = () => seenBy(workspace, user).findLast(({ plain }) => pattern.test(plain))
    const found = await eventually(look, Boolean, { on: [slack] })
    if (!found) throw new Error('It is not there')
    return found
  }

  return {
    ...workspace,
    ...{ workspace, adapter, heard, lines, sees },
    type: (text: string, channel = acme.id) => slack.gesture({ do: 'command', as: asha.id, channel, text }),
    press: ({ ts, ephemeral }: Seen, button: string) =>
      slack.gesture({ do: 'press', as: asha.id, [ephemeral ? 'ephemeral' : 'message']: ts, button }),
    submit: (values: Record<string, string | string[]>) =>
      slack.gesture({ do: 'fill-and-submit', as: asha.id, values }),
    /** The form before Asha, as soon as there is one. */
    form: () =>
      eventually(
        () => slack.view(asha.id).modals,
        ({ length }) => length > 0,
        { on: [slack] },
      ).then(([modal]) => modal),
    logged: (level: 'info' | 'warn' | 'error') => lines.filter((line) => line.level === level),
    /** What the bot asked of Slack by that name. */
    asked: (name: string) =>
      sandbox.traffic.since(0).filter((one) => one.direction === 'from-bot' && one.name === name),
  }
}

export type Ready = Awaited<ReturnType<typeof ready>>

/** A card that everyone in `acme` sees, with these buttons. */
export async function shared({ adapter, team, acme, sees, asha }: Ready, buttons: Button[]): Promise<Seen> {
  const card = { title: '#42 for all', tone: 'waiting' as const, buttons }
  await adapter.chat.post({ place: team, channel: acme.id }, card, '1')
  return sees(asha, /#42 for all/u)
}

export const press = (label: string, subject = '42'): Button => ({
  label,
  style: 'primary',
  action: { press: 'show', subject, detail: '' },
})
export const opening = (label: string, form: Form['name'], subject = '42'): Button => ({
  label,
  style: 'plain',
  action: { press: 'open', subject, detail: form },
})

export const returning: Form = {
  name: 'return',
  subject: '42',
  title: 'Return #42',
  submit: 'Return',
  cancel: 'Cancel',
  fields: [{ kind: 'text', name: 'why', label: 'Why', required: false, multiline: true, longest: 1000 }],
}
