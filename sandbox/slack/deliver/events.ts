import { limits } from '../limits.ts'
import { isJson, type Json } from '../json.ts'
import { isShared } from '../payloads.ts'
import { secondsOf, type App, type Channel, type Slack } from '../world.ts'
import { bring, deliver, type Failure, type Parcel } from './deliver.ts'
import type { Sockets } from './socket.ts'

/** Tells the apps of a workspace what happened. Resolves when each was reached, or missed, for the first time. */
export type Announce = (event: Json, to: Audience) => Promise<void>
export type Audience = { workspace: string; channel?: Channel; /** Only this app. */ app?: string }

export type Announcer = {
  announce: Announce
  /** Sends the challenge. Without the right answer the app's address stays unverified, and gets no events. */
  verify(app: App): Promise<boolean>
  /** The app's next event arrives twice: the same one again, or as another event about the same thing. */
  repeatNext(appId: string, as: 'same-event' | 'another-event'): void
  /** Calls off what was to arrive twice. */
  forget(): void
}

/** docs.slack.dev/reference/events: which scope each event asks for. */
const scopeOf = new Map([
  ['message.channels', 'channels:history'],
  ['message.groups', 'groups:history'],
  ['message.im', 'im:history'],
  ['message.mpim', 'mpim:history'],
  ['app_mention', 'app_mentions:read'],
  ['reaction_added', 'reactions:read'],
  ['reaction_removed', 'reactions:read'],
  ['file_shared', 'files:read'],
  ['member_joined_channel', 'channels:read'],
  ['member_left_channel', 'channels:read'],
  ['user_change', 'users:read'],
  ['team_join', 'users:read'],
])

const subscription = {
  channel: 'message.channels',
  group: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const

const reasons: { [failure in Failure]: string } = {
  timeout: 'http_timeout',
  unreachable: 'connection_failed',
  'http-error': 'http_error',
}

export function createAnnouncer(slack: Slack, sockets: Sockets): Announcer {
  const repeats = new Map<string, 'same-event' | 'another-event'>()

  /** Resolves when the first attempt has ended, well or not; what comes after follows the clock. */
  async function tell(app: App, payload: Json): Promise<void> {
    if (app.delivery.mode === 'http' && !app.urlVerified && !(await verify(app))) return
    await new Promise<void>((resolve) => attempt(app, payload, undefined, resolve))
  }

  function attempt(app: App, payload: Json, retry: Parcel['retry'], ended?: () => void): void {
    const started = slack.era()
    const parcel: Parcel = { kind: 'events_api', name: nameOf(payload), payload, ...(retry ? { retry } : {}) }
    bring(slack, sockets, app, parcel, (outcome) => {
      ended?.()
      const tries = retry?.attempt ?? 0
      const wait = limits.eventRetriesMs[tries]
      if (outcome.ok || outcome.final || wait === undefined || started !== slack.era()) return

      const again = () => {
        if (started === slack.era()) attempt(app, payload, { attempt: tries + 1, reason: reasons[outcome.why] })
      }
      if (wait === 0) again()
      else slack.clock.after(wait, again)
    })
  }

  async function verify(app: App): Promise<boolean> {
    if (app.delivery.mode !== 'http') return true
    const challenge = crypto.randomUUID()
    const outcome = await deliver(slack, sockets, app, {
      kind: 'events_api',
      name: 'url_verification',
      payload: { token: app.verification, challenge, type: 'url_verification' },
    })
    const answer = outcome.ok ? outcome.payload : undefined
    app.urlVerified = answer === challenge || (isJson(answer) && answer['challenge'] === challenge)
    return app.urlVerified
  }

  return {
    async announce(event, audience) {
      const apps = [...slack.world.apps.values()].filter(
        (app) => app.workspace === audience.workspace && hears(app, event, audience),
      )
      await Promise.all(
        apps.map(async (app) => {
          const repeat = repeats.get(app.id)
          repeats.delete(app.id)
          const first = wrap(slack, app, event, audience.channel)
          const second = repeat === 'another-event' ? wrap(slack, app, event, audience.channel) : first
          await Promise.all([tell(app, first), repeat ? tell(app, second) : undefined])
        }),
      )
    },
    verify,
    repeatNext: (appId, as) => void repeats.set(appId, as),
    forget: () => repeats.clear(),
  }
}

function hears(app: App, event: Json, { channel, app: only }: Audience): boolean {
  if (only !== undefined && only !== app.id) return false
  const name = event['type'] === 'message' && channel ? subscription[channel.kind] : String(event['type'])
  const scope = scopeOf.get(name)
  if (!app.events.has(name) || (scope !== undefined && !app.scopes.has(scope))) return false
  return channel === undefined || channel.members.has(app.botUser) || event['user'] === app.botUser
}

const nameOf = (payload: Json) => {
  const { event } = payload
  return typeof event === 'object' && event !== null && 'type' in event ? String(event.type) : 'event'
}

/**
 * In a channel that workspaces share, `team_id` is the one that it came from; through which the app hears of it is said by
 * `authorizations` and `context_team_id`: github.com/slackapi/java-slack-sdk/issues/629.
 */
function wrap(slack: Slack, app: App, event: Json, channel: Channel | undefined): Json {
  const id = slack.id('Ev')
  return {
    token: app.verification,
    team_id: sourceOf(event) ?? app.workspace,
    context_team_id: app.workspace,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: id,
    event_time: secondsOf(slack),
    authorizations: [
      { enterprise_id: null, team_id: app.workspace, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: channel !== undefined && isShared(slack, channel),
    event_context: `4-${id}`,
  }
}

/** Of a change it is whoever wrote what was changed. */
function sourceOf(event: Json): string | null {
  const { source_team: team, message, previous_message: before } = event
  if (typeof team === 'string') return team
  const inner = isJson(message) ? message : before
  return isJson(inner) && typeof inner['source_team'] === 'string' ? inner['source_team'] : null
}
