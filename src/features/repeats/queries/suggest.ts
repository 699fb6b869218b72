import { listRepeats } from '#db/repositories/repeats.ts'
import { momentWords } from '#src/features/repeats/cards.ts'
import { rhythmWords } from '#src/features/repeats/words.ts'
import { titleOf } from '#src/features/tasks/title.ts'
import type { Complete } from '#src/kernel/feature.ts'
import type { Option } from '#src/kernel/form.ts'
import { is, manages } from '#src/kernel/person.ts'
import { spokenBy } from '#src/time/grammar.ts'
import { readRhythm } from '#src/time/rhythm-grammar.ts'
import { daysOffOf } from './days-off.ts'
import { firstDay, nextOccurrence } from '#src/time/rhythm.ts'
import { readerFor } from '#src/words/reader.ts'

/** What was typed, as it is understood and when it would come first; and a few common ones. */
export const suggestRhythms: Complete = ({ by, now }, { typed }) => {
  const common =
    by.language === 'hi'
      ? ['सोमवार सुबह 9 बजे', 'दिन सुबह 9 बजे', 'महीने 1 तारीख को', 'महीने के आख़िरी शुक्रवार']
      : ['weekday at 9:00', 'Monday at 9:00', '2 weeks on Monday', 'month on the 1st', 'last Friday of the month']
  const reader = readerFor(by, now)
  return [...(typed.trim() ? [typed] : []), ...common].flatMap((phrase): Option[] => {
    const read = readRhythm(phrase, spokenBy(by, now, 'due'))
    const rhythm = read.kind === 'understood' ? read.rhythm : null
    const first = rhythm && firstDay(rhythm, by.zone, now, daysOffOf(rhythm, by, null))
    const next = rhythm && first && nextOccurrence(rhythm, first, by.zone, now, daysOffOf(rhythm, by, null))
    if (!rhythm || !next) return []
    return [{ value: phrase, label: `${phrase}: ${rhythmWords(rhythm, reader)}; ${momentWords(next.at, reader)}` }]
  })
}

/** By number or by words of the brief. */
export const suggestRepeats: Complete = async ({ tx, agency, by }) => {
  const known = await listRepeats(tx, agency.id, manages(by) ? null : is(by, 'client') ? by.clients : [])
  return known.map(({ number, brief }) => ({ value: String(number), label: `${number} · ${titleOf(brief)}` }))
}
