import { clockText } from './digits.ts'
import { wordEnd } from './weekdays.ts'

type HalfOfDay = 'am' | 'pm' | null
type Clock = { hour: number; minute: number; half: HalfOfDay; bare: boolean }

const part = 'सुबह|सवेरे|दोपहर|शाम|रात|subah|dopahar|shaam|sham|raat'
const clock = `(?:(${part})(?:\\s*(?:के|को))?\\s*)?(\\d{1,2})(?:[:.](\\d{2}))?\\s*(a\\.?m\\.?${wordEnd}|p\\.?m\\.?${wordEnd})?(?:\\s*(?:बजे|baje)${wordEnd})?`
const separator = `\\s*(?:-|–|—|to${wordEnd}|until${wordEnd}|till${wordEnd}|से|se${wordEnd})\\s*`
const onePattern = new RegExp(`${clock}(?![\\p{L}\\p{N}:])`, 'uy')
const rangePattern = new RegExp(`${clock}${separator}${clock}(?:\\s*(?:तक|tak)${wordEnd})?(?![\\p{L}\\p{N}:])`, 'uy')

/** `9:00`, `9am`, `शाम 5 बजे` at `at` of a readable text, as `HH:MM`; a bare hour is read on a clock of 24 hours. */
export function readClock(text: string, at: number): { time: string; end: number } | null {
  onePattern.lastIndex = at
  const found = onePattern.exec(text)
  const read = found && readParts(found.slice(1, 5))
  return read ? { time: clockText(hourOf(read), read.minute), end: onePattern.lastIndex } : null
}

/**
 * `9:00-18:00`, `9am to 6pm`, `सुबह 9 से शाम 6 बजे तक` at `at` of a readable text.
 *
 * What people leave out is filled in as they mean it: `9-6` and `9am-6` end in the evening, `1-6pm` begins after noon.
 */
export function readRange(text: string, at: number): { from: string; to: string; end: number } | null {
  rangePattern.lastIndex = at
  const found = rangePattern.exec(text)
  const from = found && readParts(found.slice(1, 5))
  const to = found && readParts(found.slice(5, 9))
  if (!from || !to) return null

  if (from.half === null && to.half !== null && from.hour <= 12) {
    from.half = from.hour % 12 < to.hour % 12 ? to.half : 'am'
  }
  const start = hourOf(from) * 60 + from.minute
  if (to.half === null && to.bare && to.hour < 12 && to.hour * 60 + to.minute <= start && start < 12 * 60)
    to.half = 'pm'
  return {
    from: clockText(hourOf(from), from.minute),
    to: clockText(hourOf(to), to.minute),
    end: rangePattern.lastIndex,
  }
}

function readParts([word, hours, minutes, half]: (string | undefined)[]): Clock | null {
  const hour = Number(hours)
  const minute = Number(minutes ?? 0)
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null

  const written = half ? (half.startsWith('a') ? 'am' : 'pm') : halfOfPart(word, hour)
  if (written && (hour > 12 || hour === 0)) return null
  return { hour, minute, half: written, bare: minutes === undefined }
}

/** Which half of the day a Hindi part of the day puts an hour into: रात 9 is in the evening, रात 2 before dawn. */
export function halfOfPart(part: string | undefined, hour: number): HalfOfDay {
  if (!part || hour > 12 || hour === 0) return null
  if (/^(?:सुबह|सवेरे|subah|morning)/.test(part)) return 'am'
  if (/^(?:रात|raat|night)/.test(part)) return hour >= 6 && hour < 12 ? 'pm' : 'am'
  if (/^(?:दोपहर|dopahar)/.test(part)) return hour === 11 ? 'am' : 'pm'
  return 'pm'
}

function hourOf({ hour, half }: Clock): number {
  if (half === null) return hour % 24
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}
