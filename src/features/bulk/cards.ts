import type { Card } from '#src/kernel/card.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Reader } from '#src/words/reader.ts'

/** What became of each; `sentences`: why not, by number. */
export function bulkCard(
  { what, done, not }: Extract<Reply, { say: 'bulk' }>,
  sentences: Map<number, string>,
  { words }: Reader,
): Card {
  const { bulk } = words
  const show = (number: number) => ({
    label: words.tasks.buttons.show,
    style: 'plain' as const,
    action: { press: 'show' as const, subject: String(number), detail: '' },
  })
  return {
    title: done.length === 0 ? bulk.none[what] : bulk.done[what](done.length),
    tone: not.length === 0 ? 'good' : 'attention',
    list: [
      ...(not.length > 0 ? [{ text: bulk.not(not.length), heading: true as const }] : []),
      ...not.map(({ number }) => ({ text: `#${number}`, detail: sentences.get(number) ?? '', button: show(number) })),
      ...(not.length > 0 && done.length > 0 ? [{ text: bulk.doneHeading[what], heading: true as const }] : []),
      ...done.map(({ number, title }) => ({ text: words.tasks.heading(number, title) })),
    ],
  }
}
