import { joined, marked, text, type Mark, type Span } from './markup.ts'

/** Signs that may begin or end a mark, as they stand: `**`. What is no sign is a piece already. */
export type Token = Span | { kind: 'sign'; sign: string; opens: boolean; closes: boolean }

/** Which mark a sign makes, by the sign: `**` bold. */
export type Signs = Readonly<Record<string, Mark>>

/**
 * Signs in pairs become marks; one without its other half stays as it was typed. Each sign is looked at once: the time is
 * linear, whatever was typed.
 */
export function emphasized(tokens: readonly Token[], signs: Signs): Span[] {
  const out: Span[] = []
  const open = new Map<string, number>()
  const close = (sign: string): boolean => {
    const from = open.get(sign)
    const mark = signs[sign]
    // Between the two there must be something.
    if (from === undefined || mark === undefined || from === out.length - 1) return false
    for (let at = from + 1; at < out.length; at++) out[at] = marked(out[at] ?? text(''), [mark])
    out[from] = text('')
    for (const [other, at] of open) if (at >= from) open.delete(other)
    return true
  }
  for (const token of tokens) {
    if (token.kind !== 'sign') {
      out.push(token)
      continue
    }
    let left = token.sign
    if (token.closes) left = closed(left, open, close)
    if (token.opens) {
      for (const sign of openers(left, signs)) {
        open.set(sign, out.length)
        out.push(text(sign))
      }
    } else if (left !== '') out.push(text(left))
  }
  return joined(out)
}

/** Of `***` what is left after the marks that it ends, the one that began last first. */
function closed(run: string, open: ReadonlyMap<string, number>, close: (sign: string) => boolean): string {
  let left = run
  for (;;) {
    const fits = [...open]
      .filter(([sign]) => left.startsWith(sign))
      .toSorted(([, a], [, b]) => b - a)
      .map(([sign]) => sign)
    const done = fits.find((sign) => close(sign))
    if (done === undefined) return left
    left = left.slice(done.length)
  }
}

/** `***` begins both bold and italic; four of a sign begin nothing. */
function openers(run: string, signs: Signs): string[] {
  if (run === '') return []
  if (signs[run] !== undefined) return [run]
  const [double, single] = [run.slice(0, 2), run.slice(2)]
  return signs[double] !== undefined && signs[single] !== undefined ? [double, single] : [run]
}
