import { halfOfPart } from './clock-range.ts'
import { wordEnd } from './weekdays.ts'

/** A time of day that someone said, before it is known of which day. */
export type TimeReading = {
  end: number
  /** `dayEnd`: when that person's day ends. */
  at: { hour: number; minute: number; daysLater: number } | 'dayEnd'
  /**
   * How sure it is that a time was meant at all: `clear` (5pm, eod), `shown` (17:00, noon), `part` (evening),
   * `bare` (at 5).
   */
  strength: 'clear' | 'shown' | 'part' | 'bare'
}

const english = 'morning|afternoon|evening|night'
const hindi = 'सुबह|सवेरे|दोपहर|शाम|रात|subah|dopahar|shaam|sham|raat'
const startOf: readonly (readonly [RegExp, number])[] = [
  [/^(?:morning|सुबह|सवेरे|subah)/, 9],
  [/^(?:afternoon|दोपहर|dopahar)/, 14],
  [/^(?:evening|शाम|shaam|sham)/, 18],
  [/^(?:night|रात|raat)/, 21],
]
const number = 'एक|दो|तीन|चार|पांच|पाँच|छह|छः|छे|सात|आठ|नौ|दस|ग्यारह|बारह'
const numbers = ['एक', 'दो', 'तीन', 'चार', 'पांच', 'छह', 'सात', 'आठ', 'नौ', 'दस', 'ग्यारह', 'बारह']
const sameNumber: Readonly<Record<string, string>> = { पाँच: 'पांच', छः: 'छह', छे: 'छह' }

const word = (source: string) => new RegExp(`(?:${source})${wordEnd}`, 'uy')
const dayEnd = word(
  'eod|cob|(?:the )?close of (?:business|play)(?: day)?|(?:the )?end of (?:the |my |our |business )?(?:working )?day|end of business|end of(?= today)|दिन (?:के अंत|ढलने|ख़त्म होने)',
)
const noon = word('(?:at |12 ?)?(?:noon|midday)')
const midnight = word('(?:at |12 ?)?midnight|आधी रात')
const meridiem = word(`(?:at |@ ?)?(\\d{1,2})(?:[:.](\\d{2}))? ?(a|p)(?:m|\\.m\\.?)`)
const shown = word(`(?:at |@ ?)?(\\d{1,2}):(\\d{2})(?: ?(?:hrs|hours|h))?(?: (?:in the |at )?(${english}))?`)
const military = word('(?:at )?([01]\\d|2[0-3])([0-5]\\d) ?(?:hrs|hours|h)')
const bare = word(`(?:at |@ ?)(\\d{1,2})(?: ?o'?clock)?(?: (?:in the |at )?(${english}))?`)
const bareWithPart = word(`(\\d{1,2})(?: o'?clock)?(?: (?:in the |at )(${english}))|(\\d{1,2}) o'?clock`)
const partThenClock = word(
  `(?:in the )?(${english}),? (?:at (\\d{1,2})(?::(\\d{2}))?|(?:at )?(\\d{1,2}):(\\d{2}))(?: ?(?:am|pm))?`,
)
const englishPart = word(`(?:in the |at |the )?(?:early |late )?(${english})`)
const hindiClock = word(
  `(?:(${hindi})(?: (?:के|को|में|ko|ke))? )?(?:करीब |लगभग )?(साढ़े|साढे|सवा|पौने|saadhe|sava|paune)? ?(\\d{1,2}|${number})(?:[:.](\\d{2}))? ?(?:बजे|baje)(?: (${hindi})(?: को| में| ko)?)?`,
)
const hindiHalfHours = word(`(?:(${hindi})(?: (?:के|को|में))? )?(डेढ़|डेढ|ढाई) (?:बजे|baje)`)
const hindiPart = word(`(${hindi})(?: को| में| ko)?`)

/** The time of day that is named exactly at `at` of a readable text. */
export function readTime(text: string, at: number): TimeReading | null {
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  const ended = (found: RegExpExecArray) => at + found[0].length

  const close = match(dayEnd)
  if (close) return { at: 'dayEnd', end: ended(close), strength: 'clear' }
  const twelve = match(noon)
  if (twelve) return { at: { hour: 12, minute: 0, daysLater: 0 }, end: ended(twelve), strength: 'shown' }
  // The last minute of the day that is named: "by Friday midnight" must not read as a date on Saturday.
  const night = match(midnight)
  if (night) return { at: { hour: 23, minute: 59, daysLater: 0 }, end: ended(night), strength: 'shown' }

  const half = match(meridiem)
  if (half && (Number(half[1]) > 12 || Number(half[1]) === 0)) return null
  if (half) return clocked(half[1], half[2], half[3] === 'a' ? 'morning' : 'evening', ended(half), 'clear')
  const found = match(shown)
  if (found) return clocked(found[1], found[2], found[3], ended(found), 'shown')
  const hundred = match(military)
  if (hundred) return clocked(hundred[1], hundred[2], undefined, ended(hundred), 'clear')
  const loose = match(bare)
  if (loose)
    return clocked(loose[1], '0', loose[2], ended(loose), loose[2] || loose[0].includes('clock') ? 'shown' : 'bare')
  const parted = match(bareWithPart)
  if (parted) return clocked(parted[1] ?? parted[3], '0', parted[2], ended(parted), 'shown')

  const partFirst = match(partThenClock)
  if (partFirst)
    return clocked(partFirst[2] ?? partFirst[4], partFirst[3] ?? partFirst[5], partFirst[1], ended(partFirst), 'clear')

  return readHindiTime(match, ended) ?? readPart(match(englishPart), ended)
}

function readHindiTime(
  match: (pattern: RegExp) => RegExpExecArray | null,
  ended: (found: RegExpExecArray) => number,
): TimeReading | null {
  const halves = match(hindiHalfHours)
  if (halves) return clocked(halves[2]?.startsWith('ड') ? '1' : '2', '30', halves[1] ?? 'दोपहर', ended(halves), 'clear')

  const clock = match(hindiClock)
  if (!clock) {
    const part = match(hindiPart)
    return readPart(part, ended)
  }

  const [, before, fraction, spoken = '', minutes = '0', behind] = clock
  const named = numbers.indexOf(sameNumber[spoken] ?? spoken) + 1
  const hour = named > 0 ? named : Number(spoken)
  const early = /^(?:पौने|paune)$/.test(fraction ?? '')
  const shift = !fraction ? Number(minutes) : early ? 45 : /^(?:सवा|sava)$/.test(fraction) ? 15 : 30
  // "पौने 1" is 12:45.
  const whole = early ? (hour === 1 ? 12 : hour - 1) : hour
  return clocked(String(whole), String(shift), before ?? behind, ended(clock), 'clear')
}

function readPart(found: RegExpExecArray | null, ended: (found: RegExpExecArray) => number): TimeReading | null {
  return (
    found && { at: { hour: partHour(found[1] ?? ''), minute: 0, daysLater: 0 }, end: ended(found), strength: 'part' }
  )
}

/** When a part of the day begins, where nothing more is said. */
export function partHour(part: string): number {
  return startOf.find(([pattern]) => pattern.test(part))?.[1] ?? 9
}

/** The half of the day that a word beside it gives to a time: "tonight" makes 9 into 21. */
export function inPart(at: { hour: number; minute: number; daysLater: number }, part: string) {
  const half = halfOfPart(part, at.hour)
  return half === 'pm' && at.hour < 12 ? { ...at, hour: at.hour + 12 } : at
}

function clocked(
  hours: string | undefined,
  minutes: string | undefined,
  part: string | undefined,
  end: number,
  strength: TimeReading['strength'],
): TimeReading | null {
  const written = Number(hours)
  const minute = Number(minutes ?? 0)
  if (written > 24 || minute > 59) return null

  const half = halfOfPart(part, written)
  if (written === 24) return { at: { hour: 0, minute, daysLater: 1 }, end, strength }
  if (half === null) return { at: { hour: settle(written, hours ?? ''), minute, daysLater: 0 }, end, strength }

  const hour = (written % 12) + (half === 'pm' ? 12 : 0)
  // What is said of the night after midnight is of the next day: रात 2 बजे, 1 at night.
  const small = half === 'am' && /^(?:रात|raat|night)/.test(part ?? '')
  return { at: { hour, minute, daysLater: small ? 1 : 0 }, end, strength }
}

/** An hour without am or pm is taken from 8 in the morning on; `05:30` is meant as it stands. */
export function settle(hour: number, written: string): number {
  return hour >= 1 && hour <= 7 && !written.startsWith('0') ? hour + 12 : hour
}
