import type { Button, Card } from '#src/kernel/card.ts'
import type { Words } from '#src/words/words.ts'

/** What has fine print: what clocks that change and a bot that was down do to it. */
const detailed = ['reminder', 'later', 'digest', 'slot', 'repeat'] as const
type Detailed = (typeof detailed)[number]

/** So many days before and after a clock change people ask what becomes of a time. */
const nearDays = 7

/**
 * A message says what its reader needs now; the rest is one press away, where the clocks of its zone change near one of its times. Else there is
 * nothing to say of a time that the line itself does not.
 */
export function detailsButtons(about: Detailed, times: Temporal.Instant[], zone: string, words: Words): Button[] {
  return times.some((at) => isNearChange(at, zone)) ? [detailsButton(about, words)] : []
}

function isNearChange(at: Temporal.Instant, zone: string): boolean {
  const local = at.toZonedDateTimeISO(zone)
  const next = local.subtract({ days: nearDays }).getTimeZoneTransition('next')
  return next !== null && Temporal.ZonedDateTime.compare(next, local.add({ days: nearDays })) <= 0
}

function detailsButton(about: Detailed, words: Words): Button {
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
