import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api'
import { isUnanswered } from '#adapters/shared/unanswered.ts'
import { CannotAsk, tooLate, type Sent } from '#src/kernel/chat.ts'

export type Failed = Exclude<Sent, { outcome: 'sent' }>

/** Slack does not take our token: a matter for whoever looks after the bot, and not of this one message. */
const refusesUs: readonly string[] = [
  ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'not_allowed_token_type'],
  ...[
    'two_factor_setup_required',
    'org_login_required',
    'ekm_access_denied',
    'team_access_not_granted',
    'access_denied',
    'accesslimited',
  ],
]

/** Asks for patience; nothing was done. */
const passing: readonly string[] = [
  ...['ratelimited', 'rate_limited', 'service_unavailable', 'team_added_to_org', 'request_timeout'],
  ...['message_limit_exceeded', 'external_channel_migrating'],
  // Mended by whoever installs the app anew; what could not be told is told then.
  'missing_scope',
]

/** "It's possible some aspect of the operation succeeded before the error was raised." */
const unclear: readonly string[] = ['internal_error', 'fatal_error', 'update_failed']

/** Slack counts in more ways than it documents. */
export function isTooLong(said: string): boolean {
  return /\b(?:msg_too_long|msg_blocks_too_long)\b/u.test(said)
}

/** Errors of the line to Slack that come before anything was sent. */
const unsent = new Set<string>([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  tooLate,
])

/** How long all else waits when Slack does not know us: whoever looks after the bot is likely at it. */
const secondsUnauthorized = 60

/** What a failed call means for what was to be told. `now` as the time to try again at leaves that to the outbox. */
export function outcomeOf(error: unknown, now: Temporal.Instant): Failed {
  const why = whyOf(error)
  const later: Failed = { outcome: 'later', at: now, why, everywhere: false }
  if (error instanceof WebAPIRateLimitedError)
    return { ...later, at: now.add({ seconds: Math.ceil(error.retryAfter) }), inTurn: true }
  const said = errorSaid(error)
  if (said !== null) return outcomeOfAnswer(said, now)
  // What stands before Slack refused it; whether a server that failed did what it was asked to is anyone's guess.
  if (error instanceof WebAPIHTTPError) return error.statusCode < 500 ? later : { outcome: 'uncertain', why }
  // The library's words for a 429 that does not say for how long.
  if (/^Retry header/u.test(why)) return later
  return neverLeft(error) ? later : { outcome: 'uncertain', why, unanswered: isUnanswered(error) }
}

function outcomeOfAnswer(said: string, now: Temporal.Instant): Failed {
  if (refusesUs.includes(said)) {
    return { outcome: 'later', at: now.add({ seconds: secondsUnauthorized }), why: said, everywhere: true }
  }
  if (passing.includes(said)) return { outcome: 'later', at: now, why: said, everywhere: false }
  if (unclear.includes(said)) return { outcome: 'uncertain', why: said }
  return { outcome: 'gone', why: said }
}

/** Whether a request failed before anything of it was sent. */
export function neverLeft(error: unknown): boolean {
  return codesOf(error).some((code) => unsent.has(code))
}

/** What Slack itself answered, as its code. */
export function errorSaid(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null
}

/** Whether Slack answered that it does not take our token, now or ever. */
export function isRefused(error: unknown): boolean {
  const said = errorSaid(error)
  return said !== null && (refusesUs.includes(said) || said === 'missing_scope' || said === 'socket_mode_not_enabled')
}

/** `nothing` when Slack says that it is not there or not for us; throws when Slack could not say. */
export async function unlessGone<Found, Nothing>(
  asking: Promise<Found>,
  nothing: Nothing,
  now: Temporal.Instant,
): Promise<Found | Nothing> {
  try {
    return await asking
  } catch (error) {
    const failed = outcomeOf(error, now)
    if (failed.outcome === 'gone') return nothing
    throw new CannotAsk(`Slack could not be asked: ${failed.why}`, failed, error)
  }
}

/** The codes of an error and of all that caused it. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const several = error instanceof AggregateError ? error.errors.flatMap(codesOf) : []
  return [...own, ...several, ...codesOf(error.cause)]
}

export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const said = errorSaid(error)
  if (said !== null) return said
  return [error.message || error.name, ...codesOf(error.cause)].join(': ')
}
