import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { isUnanswered } from '#adapters/shared/unanswered.ts'
import { CannotAsk, tooLate, type Sent } from '#src/kernel/chat.ts'

export type Failed = Exclude<Sent, { outcome: 'sent' }>

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json: what the adapter acts on. */
export const codes = {
  unknownChannel: 10003,
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownUser: 10013,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooManyWebhooks: 30007,
  alreadyAnswered: 40060,
  missingAccess: 50001,
  cannotEditOthers: 50005,
  takesNoMessages: 50007,
  missingPermissions: 50013,
  noThreadHere: 50024,
  invalidWebhookToken: 50027,
  threadArchived: 50083,
  threadThere: 160004,
  tooManyThreads: 160006,
} as const

/**
 * Asks for patience in words of their own: too many writes to a channel or server, edits of an old message, direct messages opened,
 * something that is switched off for a while, overload.
 */
const patienceCodes: readonly (string | number)[] = [
  ...[20016, 20022, 20028, 20029, 20031, 30046, 40003, 40004, 40006, 40062, 130000],
]

/** Errors of the line to Discord that come before anything was sent. */
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

/** How long all else waits when Discord does not know us: whoever looks after the bot is likely at it. */
const secondsUnauthorized = 60

/** What a failed request means for what was to be told. `now` as the time to try again at leaves that to the outbox. */
export function outcomeOf(error: unknown, now: Temporal.Instant): Failed {
  if (error instanceof RateLimitError) {
    const at = now.add({ milliseconds: Math.ceil(Math.max(0, error.retryAfter)) })
    return { outcome: 'later', at, why: `rate limited: ${error.route}`, everywhere: error.global, inTurn: true }
  }
  if (error instanceof DiscordAPIError) return outcomeOfAnswer(error, now)
  // Whether a server that failed did what it was asked to is anyone's guess.
  if (error instanceof HTTPError) return { outcome: 'uncertain', why: `Discord answered ${error.status}` }

  const why = whyOf(error)
  return unsent.has(codeOf(error))
    ? { outcome: 'later', at: now, why, everywhere: false }
    : { outcome: 'uncertain', why, unanswered: isUnanswered(error) }
}

function outcomeOfAnswer({ status, code, message }: DiscordAPIError, now: Temporal.Instant): Failed {
  const why = `${status} ${code}: ${message}`
  if (status === 401) return { outcome: 'later', at: now.add({ seconds: secondsUnauthorized }), why, everywhere: true }
  // Without a code of Discord's own it is what stands before Discord that spoke.
  const isDiscords = typeof code === 'number' && code !== 0
  if (!isDiscords || patienceCodes.includes(code)) return { outcome: 'later', at: now, why, everywhere: false }
  return { outcome: 'gone', why }
}

/** Whether Discord answered with this code. */
export function isCode(error: unknown, ...wanted: number[]): error is DiscordAPIError {
  return error instanceof DiscordAPIError && wanted.some((code) => error.code === code)
}

/** `nothing` when Discord says that it is not there or not for us; throws when Discord could not say. */
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
    throw new CannotAsk(`Discord could not be asked: ${failed.why}`, failed, error)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [codeOf(error), error.message || error.name].filter(Boolean).join(': ')
}
