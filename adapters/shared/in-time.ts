/** What comes within that many milliseconds, else null. */
export async function inTime<T>(coming: Promise<T>, ms: number): Promise<T | null> {
  const late = Promise.withResolvers<null>()
  const limit = setTimeout(late.resolve, ms, null)
  try {
    return await Promise.race([coming, late.promise])
  } finally {
    clearTimeout(limit)
  }
}
