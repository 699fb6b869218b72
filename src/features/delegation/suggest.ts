import type { Option } from '#src/kernel/form.ts'
import type { Complete } from '#src/kernel/feature.ts'
import { readTime, spokenBy } from '#src/time/grammar.ts'
import { formatInstant } from '#src/time/words.ts'

/** What was typed as it is understood, and a few common ones. The words typed stay the value. */
export const suggestTimes: Complete = ({ by, now }, { typed }) => {
  const common =
    by.language === 'hi'
      ? ['आज शाम 6 बजे', 'कल शाम 5 बजे', 'शुक्रवार तक']
      : ['today 6pm', 'tomorrow 5pm', 'Friday', 'in 2 business days', 'eow']
  return [...(typed.trim() ? [typed] : []), ...common].flatMap((phrase): Option[] => {
    const read = readTime(phrase, spokenBy(by, now, 'due'))
    return read.kind === 'understood' || read.kind === 'past'
      ? [{ value: phrase, label: `${phrase}: ${formatInstant(read.at, by.zone, by.language, now)}` }]
      : []
  })
}
