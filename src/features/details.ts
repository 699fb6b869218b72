import type { Button, Card } from '#src/kernel/card.ts'
import type { Words } from '#src/words/words.ts'

/** What has fine print: what clocks that change and a bot that was down do to it. */
const detailed = ['reminder', 'later', 'digest', 'slot', 'repeat'] as const
type Detailed = (typeof detailed)[number]

/** A message says what its reader needs now; the rest is one press away. */
export function detailsButton(about: Detailed, words: Words): Button {
  return { label: words.ui.details, style: 'plain', action: { press: 'details', subject: about, detail: '' } }
}

/** The fine print; of what is not known any more, that of a reminder. */
export function detailsCard(about: string, words: Words): Card {
  const known = detailed.find((name) => name === about) ?? 'reminder'
  return { title: words.ui.details, tone: 'plain', body: rulesOf(known, words) }
}

function rulesOf(about: Detailed, { reminders, later, digests, social, repeats }: Words): string {
  switch (about) {
    case 'reminder':
      return reminders.rules
    case 'later':
      return later.rules
    case 'digest':
      return digests.rules
    case 'slot':
      return social.slots.rules
    case 'repeat':
      return [
        `${repeats.facts.clocks}: ${repeats.clocks}`,
        `${repeats.facts.down}: ${repeats.down}`,
        repeats.shortMonth,
        repeats.pausing,
      ].join('\n')
  }
}
