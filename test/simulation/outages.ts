import { isAfter, type Span } from './almanac.ts'

/** The same chances in each run of one seed. */
export function chances(seed: number): () => number {
  let state = seed % 2_147_483_648
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** Of the outages some take minutes, some half a day, some more than a week. */
const lengths: [chance: number, from: number, to: number][] = [
  [0.4, 10, 120],
  [0.8, 3 * 60, 30 * 60],
  [1, 2 * 24 * 60, 9 * 24 * 60],
]

/** Spans in which the bot is down: those that are given, and others by chance, which leave certain moments alone. */
export function outages({ from, until }: Span, chance: () => number, given: Span[], spared: Span[]): Span[] {
  const found = [...given]
  const between = (low: number, high: number) => Math.round(low + chance() * (high - low))
  for (let at = from; ;) {
    const kind = chance()
    const [, low, high] = lengths.find(([most]) => kind < most) ?? [1, 10, 120]
    const start = at.add({ minutes: between(24 * 60, 30 * 24 * 60) })
    const span = { from: start, until: start.add({ minutes: between(low, high) }) }
    if (isAfter(span.until, until)) return found.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))
    if (![...given, ...spared].some((other) => touches(span, other))) found.push(span)
    at = span.until
  }
}

export function touches(a: Span, b: Span): boolean {
  return !isAfter(a.from, b.until) && !isAfter(b.from, a.until)
}

export function covers(span: Span, at: Temporal.Instant): boolean {
  return !isAfter(span.from, at) && isAfter(span.until, at)
}

/** When something that is due then is looked at: then, or when the bot is back. */
export type Seen = (at: Temporal.Instant) => Temporal.Instant

export const atOnce: Seen = (at) => at

export function seenIn(down: Span[]): Seen {
  return (at) => down.find((span) => covers(span, at))?.until ?? at
}

/** What is looked at together, because it went by while nobody was there; in the order of time. */
export function together<T extends { at: Temporal.Instant }>(
  all: T[],
  seen: Seen,
): { at: Temporal.Instant; those: T[] }[] {
  const groups = Map.groupBy(
    all.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)),
    ({ at }) => seen(at).epochMilliseconds,
  )
  return [...groups].map(([at, those]) => ({ at: Temporal.Instant.fromEpochMilliseconds(at), those }))
}
