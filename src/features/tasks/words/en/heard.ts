import type { Ambiguity, RhythmAmbiguity } from '#src/time/reading.ts'

/** How something was read that can be read in another way, behind what was typed. */
const readAs: Record<Ambiguity | RhythmAmbiguity, string> = {
  'day-first': 'the day before the month',
  'month-first': 'the month before the day',
  'half-of-day': 'in working hours',
  'later-of-two': 'the later of the two',
  'next-week': 'of next week',
  'its-end': 'by its end',
  'of-the-month': 'of the month, not every so many weeks',
  'each-second': 'each second one, not the second of the month',
  plural: 'every week',
  'moved-forward': 'an hour later, since the clock is put forward then',
  today: 'today',
  'first-of-two': 'the first of the two, since the clock is put back then',
}

/** What was heard in a line, and what was left in the text. `given`: as it was typed. */
export const heard = {
  readAs,
  read: (given: string, how: string) => `I read “${given}” as ${how}.`,
  dueInText: (given: string) => `No due time: “${given}” stays in the text.`,
  nearDuty: (given: string, near: string) =>
    `“#${given}” stays in the text: there is no such duty. Did you mean ${near}?`,
  nearPriority: (given: string) => `“!${given}” stays in the text. Priorities are !low !normal !high !urgent`,
  nearPerson: (given: string, near: string) =>
    `“${given}” stays in the text: no assistant has that name. Did you mean ${near}?`,
  noAssistant: (given: string) => `“${given}” stays in the text: that is no assistant here.`,
  personInText: (given: string) => `“${given}” stays in the text. Whoever is to do it stands alone, first or last.`,
}
