/** The text around a gap, joined as if nothing had stood there. */
export function without(text: string, from: number, to: number): string {
  // Not by a pattern that ends in `$`: on a long run of spaces those take quadratic time.
  let kept = from
  while (kept > 0 && /[\s,;–—-]/.test(text[kept - 1] ?? '')) kept -= 1
  const before = text.slice(0, kept)
  const after = text.slice(to).replace(/^[ \t,]+/, '')
  // What belonged to the time goes with it; what stands before a word (`!high`, `-5`) belongs to the word.
  if (before === '') return after.replace(/^(?:[\s,.:;!?।–—-]+(?=\s|$)|[,:;।–—]+)/, '').trim()
  return `${before}${after === '' || /^(?:\n|[.;:!?)।](?:\s|$))/.test(after) ? '' : ' '}${after}`.trim()
}
