import type { Refusal } from '#src/refusal.ts'
import { findTimes, readTime } from '#src/time/grammar.ts'
import type { FoundTime, TimeContext } from '#src/time/reading.ts'
import { whyNotTime } from '#src/time/refused.ts'
import { dayPattern, wordEnd } from '#src/time/weekdays.ts'

/** What is to be said, of which task, and when; `time` is `null` where none was found. */
type ReadReminder = {
  task: string | null
  text: string
  time: { at: Temporal.Instant; phrase: string } | null
  /** A time that was meant and cannot be taken as it is: to be asked about. */
  why: Refusal | null
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
  /[\s,]*(?:(?:की|के बारे में) )?(?:याद (?:दिलाना|दिलाओ|दिलाएँ|दिलाएं|दिला दो|दिला देना|दिलाइए)|yaad dila(?:na|o|do))[\s.!।]*$/iu
const repeated = new RegExp(
  `(?:^|\\s)(?:(?:every|each|हर|har) (?:other |second )?(?:\\d+ )?(?:${dayPattern}|days?|weekdays?|weeks?|months?|years?|hours?|mornings?|evenings?|दिन|हफ़्ते|हफ्ते|महीने|साल|सुबह|शाम|घंटे|din|hafte|mahine)|daily|weekly|monthly|रोज़|रोज|प्रतिदिन)${wordEnd}`,
  'iu',
)
/** What joins a time to the words around it, and goes with it. */
const before = new RegExp(`(?:^|\\s)(?:on|at|by|from|for|around|before|until|till|@)\\s*$`, 'iu')
const opening = new RegExp(`^(?:on|at|by|from|for|around|before|until|till|@)\\s+`, 'iu')
const after = new RegExp(`^(?:को|पर|तक|में|से पहले|के लिए|ko|par|tak)${wordEnd}`, 'iu')
const joint = new RegExp(`^(?:to|about|that|of|कि)${wordEnd}\\s*`, 'iu')
const behind = new RegExp(`^(?:के बारे में|की|के|का|ke bare mein)${wordEnd}\\s*`, 'iu')

/**
 * `42 tomorrow 9am`, `me to call the bank on Friday`, `in 2 hours to check the seat`, `42 कल सुबह 9 बजे`,
 * `मुझे शुक्रवार को बैंक को फोन करना याद दिलाना`.
 *
 * A number at the beginning is a task's, unless it is part of a time ("5 pm call the bank").
 */
export function readReminder(input: string, speaker: TimeContext): ReadReminder {
  const typed = input.normalize('NFC').trim()
  const said = typed.replace(lead, '').replace(tail, '').trim()
  const task = taskIn(said, speaker)
  const rest = task ? said.slice(task.length).replace(behind, '') : said
  const found = timeIn(rest, speaker)
  const why = found && whyNotTime(found.reading, rest.slice(found.start, found.end), speaker)
  const isTaken = found && (!why || why.code === 'time-past')
  const text = isTaken ? without(rest, found) : rest
  return {
    task: task?.number ?? null,
    text: text.replace(joint, '').replace(tail, '').trim(),
    time:
      isTaken && 'at' in found.reading ? { at: found.reading.at, phrase: rest.slice(found.start, found.end) } : null,
    why,
    repeats: repeated.test(rest),
  }
}

/** A field in which nothing but a time belongs. */
export function readMomentFor(
  phrase: string,
  speaker: TimeContext,
): { at: Temporal.Instant; phrase: string } | Refusal {
  const reading = readTime(phrase, speaker)
  const why = whyNotTime(reading, phrase, speaker)
  if (why) return why
  return reading.kind === 'understood' ? { at: reading.at, phrase } : { code: 'time-not-understood', given: phrase }
}

function taskIn(said: string, speaker: TimeContext): { number: string; length: number } | null {
  const found = number.exec(said)
  if (!found?.[1]) return null
  const task = { number: found[1], length: found[0].length }
  const rest = said.slice(task.length)
  if (said.startsWith('#') || rest === '') return task
  if (findTimes(said, speaker)[0]?.start === 0) return null
  // "5 boxes to send tomorrow" are no task; what is said of one is when, or what about it.
  const time = timeIn(rest, speaker)
  const isNext = time?.from === 0 || (time && rest.replace(opening, '').startsWith(rest.slice(time.start, time.end)))
  return isNext || joint.test(rest) || behind.test(rest) ? task : null
}

/** The time that was meant: the one at the end, else the one at the beginning, else the last of all. */
function timeIn(text: string, speaker: TimeContext): FoundTime | null {
  const all = findTimes(text, speaker)
  const isSure = ({ strength, lead, from, start }: FoundTime) => strength !== 'loose' || lead !== null || from < start
  const sure = all.filter(({ reading, ...time }) => reading.kind !== 'unreadable' && isSure({ reading, ...time }))
  const atEdge = (times: FoundTime[]) => times.findLast(({ atEnd }) => atEnd) ?? times.find(({ atStart }) => atStart)
  // What could not be read is asked about, where nothing else is meant.
  return atEdge(sure) ?? sure.at(-1) ?? atEdge(all) ?? all.find(({ lead }) => lead !== null) ?? null
}

function without(text: string, { from, to }: FoundTime): string {
  const head = text
    .slice(0, from)
    .replace(/[\s,]+$/u, ' ')
    .replace(before, '')
    .trim()
  const rest = text
    .slice(to)
    .trim()
    .replace(after, '')
    .replace(/^[\s,.:;]+/u, '')
    .trim()
  return [head, rest].filter(Boolean).join(' ')
}
