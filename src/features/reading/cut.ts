/** The text around a gap, joined as if nothing had stood there. */
export function cut(text: string, from: number, to: number): string {
  // Not by a pattern that ends in `$`: on a long run of spaces those take quadratic time.
  let kept = from
  while (kept > 0 && /[ \t,;–—-]/.test(text[kept - 1] ?? '')) kept -= 1
  const before = text.slice(0, kept)
  const after = text.slice(to).replace(/^[ \t,]+/, '')
  // What belonged to the mark goes with it; what stands before a word (`-5`) belongs to the word.
  if (before.trim() === '') return after.replace(/^(?:[\s,.:;!?।–—-]+(?=\s|$)|[,:;।–—]+)/, '')
  // Of a sentence that is gone the stop goes too.
  if (/[.!?।:]$/.test(before) && /^[.!।](?=\s|$)/.test(after))
    return cut(`${before} ${after.slice(1)}`, before.length, before.length)
  const joined = after === '' || before.endsWith('\n') || /^(?:\n|[.,;:!?)।…]+(?:\s|$))/.test(after)
  return `${before}${joined ? '' : ' '}${after}`
}
