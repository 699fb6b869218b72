import { z } from 'zod'
import { rootNames } from '#src/features/commands.ts'
import { checkClock, whyOf } from '#src/kernel/clock-skew.ts'
import type { Finding } from '#src/kernel/finding.ts'
import { nameInSlack } from './command-name.ts'
import { times } from './limits.ts'
import { botScopes } from './manifest.ts'

type Connection = {
  bot: string
  app?: string | undefined
  signingSecret?: string | undefined
  apiUrl?: string | undefined
  prefix: string
  http: { port: number; host: string }
  now(): Temporal.Instant
}

/** Where the app's settings are. */
const settings = 'https://api.slack.com/apps'

/** What Slack itself says of our tokens, and what of the rest can be said from here. */
export async function checkSlack({
  bot,
  app,
  signingSecret,
  apiUrl,
  prefix,
  http,
  now,
}: Connection): Promise<Finding[]> {
  const base = `${(apiUrl ?? 'https://slack.com/api/').replace(/\/+$/u, '')}/`
  const reached = await checkClock('Slack', `${base}api.test`, now)
  if (reached[0]?.ok !== true) return reached

  const way = app ? await checkAppToken(base, app) : [signingSecretFinding(signingSecret ?? ''), addressFinding(http)]
  return [...reached, ...(await checkBotToken(base, bot)), ...way, commandsFinding(prefix)]
}

async function checkBotToken(base: string, token: string): Promise<Finding[]> {
  const what = 'Slack accepts the bot token'
  const asked = await ask(base, 'auth.test', token)
  if (!asked.ok) {
    const todo = `${asked.why}. Copy it anew from ${settings}, your app, "OAuth & Permissions", "Bot User OAuth Token", into SLACK_BOT_TOKEN.`
    return [{ ok: false, what, todo }]
  }
  const { team, user } = asked.said
  return [{ ok: true, what: `${what}: ${user} in ${team}` }, scopesFinding(asked.scopes)]
}

function scopesFinding(granted: string[] | null): Finding {
  const what = 'The Slack app has the scopes that it needs'
  if (granted === null) return { ok: true, what: 'Slack did not say which scopes the app has' }
  const missing = botScopes.filter((scope) => !granted.includes(scope))
  if (missing.length === 0) return { ok: true, what }
  const todo = `It lacks ${missing.join(', ')}. Paste adapters/slack/manifest.json into "App Manifest" at ${settings}, save, then "Install App", "Reinstall to Workspace".`
  return { ok: false, what, todo }
}

/** Asks for a socket and does not open it. */
async function checkAppToken(base: string, token: string): Promise<Finding[]> {
  const what = 'Slack accepts the app-level token, and Socket Mode is on'
  const asked = await ask(base, 'apps.connections.open', token)
  if (asked.ok) return [{ ok: true, what }]
  const todo =
    asked.why === 'socket_mode_not_enabled'
      ? `${asked.why}. Switch it on at ${settings}, your app, "Socket Mode".`
      : `${asked.why}. Make one at ${settings}, your app, "Basic Information", "App-Level Tokens", with the scope connections:write, for SLACK_APP_TOKEN.`
  return [{ ok: false, what, todo }]
}

/** A signature cannot be asked for; only its look can be judged. */
function signingSecretFinding(secret: string): Finding {
  const what = `The signing secret has ${secret.length} characters; whether it is the right one shows with Slack's first request`
  if (/^[0-9a-f]{32}$/u.test(secret) || !/^[0-9a-f]*$/u.test(secret)) return { ok: true, what }
  const todo = `Slack's have 32: copy it anew from ${settings}, your app, "Basic Information", "Signing Secret".`
  return { ok: false, what: `The signing secret has ${secret.length} characters`, todo }
}

function addressFinding({ port }: Connection['http']): Finding {
  return {
    ok: true,
    what: `Slack's requests are heard on port ${port}, at /slack/events: that address, over https, is to be in the manifest (npm run derive -- --request-url https://your.host/slack/events)`,
  }
}

/** Slack tells no bot which commands its app has. */
function commandsFinding(prefix: string): Finding {
  const names = rootNames.map((root) => `/${nameInSlack(root, prefix)}`).join(', ')
  const manifest = prefix ? `npm run derive -- --prefix ${prefix}` : 'adapters/slack/manifest.json'
  return { ok: true, what: `The manifest (${manifest}) gives the app these commands: ${names}` }
}

const shape = z.object({
  ok: z.boolean(),
  error: z.string().default('no reason given'),
  team: z.string().default(''),
  user: z.string().default(''),
})

type Asked = { ok: true; said: z.infer<typeof shape>; scopes: string[] | null } | { ok: false; why: string }

async function ask(base: string, method: string, token: string): Promise<Asked> {
  try {
    const response = await fetch(`${base}${method}`, {
      method: 'POST',
      // As in checkClock: no connection of an earlier question.
      headers: { authorization: `Bearer ${token}`, connection: 'close' },
      signal: AbortSignal.timeout(times.request),
    })
    const said = shape.safeParse(await response.json())
    if (!said.success) return { ok: false, why: `the answer (${response.status}) is none of Slack's` }
    if (!said.data.ok) return { ok: false, why: said.data.error }
    const scopes = response.headers.get('x-oauth-scopes')
    return { ok: true, said: said.data, scopes: scopes?.split(',').map((scope) => scope.trim()) ?? null }
  } catch (error) {
    return { ok: false, why: whyOf(error) }
  }
}
