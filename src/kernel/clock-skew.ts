import type { Finding } from './finding.ts'

/** Slack's signatures are refused after five minutes; long before that, times that people were told are not kept. */
const mostSeconds = 30
const secondsToAnswer = 10

/** Whether a platform can be reached, and whether its clock and ours agree: from the `Date` of any answer. */
export async function checkClock(platform: string, url: string, now: () => Temporal.Instant): Promise<Finding[]> {
  const asked = now()
  let said: string | null
  try {
    const response = await fetch(url, {
      // A connection kept from an earlier question may be closed by the other end while this one is on its way.
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(secondsToAnswer * 1000),
    })
    await response.body?.cancel()
    said = response.headers.get('date')
  } catch (error) {
    const todo = `${new URL(url).origin} could not be reached: ${whyOf(error)}. Check the network, and what stands between.`
    return [{ ok: false, what: `${platform} can be reached`, todo }]
  }
  const reached: Finding = { ok: true, what: `${platform} can be reached` }
  const at = said === null ? Number.NaN : Date.parse(said)
  if (Number.isNaN(at)) return [reached]

  const seconds = differenceOf(Temporal.Instant.fromEpochMilliseconds(at), asked, now())
  const what = `This machine's clock agrees with ${platform}'s`
  if (Math.abs(seconds) <= mostSeconds) return [reached, { ok: true, what }]
  const todo = `It is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'behind' : 'ahead'}. Let NTP set it: what is signed or promised goes by it.`
  return [reached, { ok: false, what, todo }]
}

/** Seconds by which their clock is ahead of ours, given that they read theirs somewhere between our two readings. */
export function differenceOf(theirs: Temporal.Instant, asked: Temporal.Instant, answered: Temporal.Instant): number {
  const at = theirs.epochMilliseconds
  if (at > answered.epochMilliseconds) return Math.floor((at - answered.epochMilliseconds) / 1000)
  if (at < asked.epochMilliseconds) return -Math.floor((asked.epochMilliseconds - at) / 1000)
  return 0
}

/** What went wrong, with the codes of what caused it: a connection's own error says little. */
export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const several = error instanceof AggregateError ? error.errors.map(whyOf) : []
  const cause = error.cause === undefined ? [] : [whyOf(error.cause)]
  const own = error.message.includes(code) ? error.message : `${code}: ${error.message}`
  return [own || code, ...several, ...cause].filter(Boolean).join('; ')
}
