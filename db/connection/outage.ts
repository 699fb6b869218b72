/**
 * The database could not be reached, or went away on the way. What was asked of it was undone, with one exception: where
 * it went away between being told to commit and saying that it did, nobody knows, and `uncertain` says so.
 *
 * `code` is the one of the system or the driver (`ECONNREFUSED`, `CONNECT_TIMEOUT`), where there is one.
 */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
  readonly uncertain: boolean
  readonly code: string | null

  constructor(why: string, { cause, uncertain = false }: { cause?: unknown; uncertain?: boolean } = {}) {
    super(why, { cause })
    this.uncertain = uncertain
    this.code = codeOf(cause)
  }
}

/** The outage behind an error, which drizzle and others wrap; null when it is something else. */
export function outageIn(error: unknown): DatabaseAway | null {
  if (error instanceof DatabaseAway) return error
  return error instanceof Error ? outageIn(error.cause) : null
}

/** What a driver says of a connection that it could not open, or lost, as an outage. */
export function outageFrom(cause: unknown): DatabaseAway {
  return outageIn(cause) ?? new DatabaseAway(cause instanceof Error ? cause.message : String(cause), { cause })
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
