/**
 * Whether a request failed because no answer came in time: the platform has it, and may be at it still. What a time limit throws is called
 * `TimeoutError` where it is `AbortSignal.timeout`, as Slack's client has it, and `AbortError` where it is a timer's `abort()`, as discord.js has it.
 */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'TimeoutError' || error.name === 'AbortError' || isUnanswered(error.cause)
}
