import type { Found } from '#src/features/guard/secrets.ts'
import { findSecrets } from './find-secrets.ts'

/** What a message of talk is kept as is Discord's markdown (`features/talk/kept.ts`): a sign that was typed has a stroke before it. */
const escape = /\\(?=[^\p{L}\p{M}\p{N}\s])/gu

/** Secrets in what somebody wrote in a thread, by where they stand in what is kept of it. */
export async function secretsInTalk(kept: string): Promise<Found[]> {
  const strokes = [...kept.matchAll(escape)].map(({ index }) => index)
  if (strokes.length === 0) return findSecrets(kept)
  const escaped = new Set(strokes)
  // Of two strokes in a row the second is what was typed.
  const places = [...Array(kept.length).keys()].filter(
    (at) => !escaped.has(at) || (escaped.has(at - 1) && !escaped.has(at - 2)),
  )
  const found = await findSecrets(places.map((at) => kept[at]).join(''))
  return found.map(({ kind, from, to }) => ({
    kind,
    from: places[from] ?? 0,
    to: (places[to - 1] ?? kept.length - 1) + 1,
  }))
}
