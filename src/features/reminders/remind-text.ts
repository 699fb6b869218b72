import { hindiDue } from '#src/features/reading/due-hindi.ts'
import { isSpokenOf } from '#src/features/reading/due-plain.ts'
import { isTime, meansDue, sentenceStart } from '#src/features/reading/due-in-line.ts'
import { cut } from '#src/features/reading/cut.ts'
import type { Line } from '#src/features/reading/mark.ts'
import { withoutOpaque } from '#src/features/reading/opaque.ts'
import { timesIn } from '#src/features/reading/times-in-line.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { readTime } from '#src/time/grammar.ts'
import type { Ambiguity, FoundTime, TimeContext } from '#src/time/reading.ts'
import { whyNotTime } from '#src/time/refused.ts'
import { findRhythm } from '#src/time/rhythm-grammar.ts'
import { dayPattern, wordEnd } from '#src/time/weekdays.ts'

/** Whose words they are. */
export type Reminding = Omit<TimeContext, 'use'>

/** When something is to be said, and how that was read where it could be read in two ways; or why it must be asked. */
export type Moment = { at: Temporal.Instant; phrase: string; read: Ambiguity | null } | Refusal

/** What is to be said, of which task, and when; `time` is `null` where none was found. */
type ReadReminder = {
  task: string | null
  text: string
  time: Moment | null
  /** They asked for it more than once: "every day". */
  repeats: boolean
}

const lead = new RegExp(
  `^(?:please )?(?:remind )?(?:(?:me|myself|मुझे|मुझको|mujhe)${wordEnd}\\s*)?(?:(?:about|on|of)${wordEnd}\\s*(?=#?\\d))?`,
  'iu',
)
const number = /^#?(\d{1,9})(?=[\s,.:]|$)[,.:]?\s*/u
/** Hindi says it at the end: "… याद दिलाना". */
const tail =
  /(?<![\s,])[\s,]*(?:(?:की|के बारे में) )?(?:याद (?:दिलाना|दिलाओ|दिलाएँ|दिलाएं|दिला दो|दिला देना|दिलाइए)|yaad dila(?:na|o|do))[\s.!।]*$/iu
const repeated = new RegExp(
  `(?:^|\\s)(?:(?:every|each|हर|har) (?:other |second )?(?:\\d+ )?(?:${dayPattern}|days?|weekdays?|weeks?|months?|years?|hours?|mornings?|evenings?|दिन|हफ़्ते|हफ्ते|महीने|साल|सुबह|शाम|घंटे|din|hafte|mahine)|daily|weekly|monthly|रोज़|रोज|प्रतिदिन)${wordEnd}`,
  'iu',
)
/** What joins a time to the words around it, and goes with it. */
const before = /(?:^|\s)(?:on|at|by|from|for|around|before|until|till|@)\s*$/iu
const after = new RegExp(`^\\s*(?:को|पर|तक|में|से पहले|के लिए|ko|par|tak)${wordEnd}`, 'iu')
const joint = new RegExp(`^(?:to|about|that|of|कि)${wordEnd}\\s*`, 'iu')
const behind = new RegExp(`^(?:के बारे में|की|के|का|ke bare mein)${wordEnd}\\s*`, 'iu')

/**
 * `42 tomorrow 9am`, `me to call the bank on Friday`, `in 2 hours to check the seat`, `42 कल सुबह 9 बजे`,
 * `मुझे शुक्रवार को बैंक को फोन करना याद दिलाना`.
 *
 * A number at the beginning is a task's, unless it is part of a time ("5 pm call the bank"). A time counts at the beginning
 * or at the end, in Hindi before the verb; within the words it is what one is to be reminded of.
 */
export function readReminder(input: string, speaker: Reminding): ReadReminder {
  const typed = input.normalize('NFC').trim()
  const said = typed.replace(lead, '').replace(tail, '').trim()
  const task = taskIn(said, speaker)
  const rest = task ? said.slice(task.length).replace(behind, '') : said
  const line = lineOf(rest, speaker)
  const found = timeIn(line)
  const text = found ? withoutTime(rest, found) : rest
  return {
    task: task?.number ?? null,
    text: text.replace(joint, '').replace(tail, '').trim(),
    time: found && momentIn(found, rest, speaker),
    repeats: repeated.test(line.spoken) || isRhythm(line, speaker),
  }
}

/** A field in which nothing but a time belongs. */
export function readMomentFor(phrase: string, speaker: Reminding): Moment {
  return momentOf(readTime(phrase, { ...speaker, use: 'reminder' }), phrase, speaker, 'time-not-understood')
}

function lineOf(text: string, speaker: Reminding): Line {
  const spoken = withoutOpaque(text)
  return { text, spoken, now: speaker.now, times: timesIn(spoken, { ...speaker, use: 'reminder' }), rhythm: null }
}

function isRhythm({ spoken }: Line, speaker: Reminding): boolean {
  const found = findRhythm(spoken, { ...speaker, use: 'reminder' })
  return found !== null && found.reading.kind === 'understood' && (found.atStart || found.atEnd)
}

function momentIn({ reading, start, end, from, to }: FoundTime, text: string, speaker: Reminding): Moment {
  const phrase = text.slice(start, end).trim()
  return momentOf(reading, reading.kind === 'unreadable' ? text.slice(from, to).trim() : phrase, speaker, 'time-unread')
}

/** `unread`: how it is called where it could not be read. */
function momentOf(
  reading: FoundTime['reading'],
  phrase: string,
  speaker: Reminding,
  unread: 'time-unread' | 'time-not-understood',
): Moment {
  if (reading.kind === 'understood') return { at: reading.at, phrase, read: reading.said }
  const why =
    unread === 'time-unread' && reading.kind === 'unreadable'
      ? null
      : whyNotTime(reading, phrase, { ...speaker, use: 'reminder' })
  return why ?? { code: 'time-unread', given: phrase }
}

function taskIn(said: string, speaker: Reminding): { number: string; length: number } | null {
  const found = number.exec(said)
  if (!found?.[1]) return null
  const task = { number: found[1], length: found[0].length }
  const rest = said.slice(task.length)
  if (said.startsWith('#') || rest === '') return task
  if (lineOf(said, speaker).times.some(({ start }) => start === 0)) return null
  // "5 boxes to send tomorrow" are no task; what is said of one is when, or what about it.
  const isNext = lineOf(rest, speaker).times.some((time) => time.from === 0 && isTime(time))
  return isNext || joint.test(rest) || behind.test(rest) ? task : null
}

/** The one at the beginning, else the one at the end unless it belongs to the words, else the one before a Hindi verb. */
function timeIn(line: Line): FoundTime | null {
  const { text, spoken } = line
  const times = line.times.filter((time) => isTime(time) || isHour(time, spoken))
  const first = times.find(({ atStart }) => atStart)
  if (first) return first
  const last = times.find(({ atEnd }) => atEnd)
  const before = last ? spoken.slice(0, last.from).toLowerCase() : ''
  const isOnly = last !== undefined && times.length === 1 && !isSpokenOf(before.slice(-400))
  if (last && (isOnly || isToAsk(last) || meansDue(line, last, sentenceStart(spoken, last.from)))) return last
  return hindiDue(line, 0, text.length) ?? (times.length === 1 && isHindi(text) ? (times[0] ?? null) : null)
}

/** "At 6", of which nobody would say that a task is due; and what has passed, to be asked about. */
function isHour({ from, start, reading }: FoundTime, spoken: string): boolean {
  if (reading.kind === 'past') return true
  return reading.kind === 'understood' && /^(?:at|@)/iu.test(spoken.slice(from, start))
}

/** Whoever asks to be reminded says when: what could not be understood, or has passed, is asked about. */
function isToAsk({ reading, lead: introduced }: FoundTime): boolean {
  return introduced !== null && reading.kind !== 'understood'
}

function isHindi(text: string): boolean {
  return /\p{Script=Devanagari}/u.test(text) || /(?:^|\s)(?:ko|karna|karo|hai)(?:\s|$)/iu.test(text)
}

function withoutTime(text: string, { from, to }: FoundTime): string {
  const joined = before.exec(text.slice(0, from))
  const further = after.exec(text.slice(to))
  return cut(text, joined ? joined.index : from, to + (further?.[0].length ?? 0)).trim()
}
