import type { Refusal } from '#src/kernel/refusal.ts'
import { findTrailingTime, understandTime, type UnderstoodTime } from '#src/time/phrase.ts'
import type { Speaker } from '#src/time/phrase-world.ts'
import { morningOf } from '#src/time/quiet.ts'
import { dayPattern, wordEnd } from '#src/time/weekdays.ts'

/** What is to be said, of which task, and when; `time` is `null` where none was found. */
type ReadReminder = {
  task: string | null
  text: string
  time: { at: Temporal.Instant; phrase: string } | null
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
export function readReminder(input: string, speaker: Speaker): ReadReminder {
  const typed = input.normalize('NFC').trim()
  const said = typed.replace(lead, '').replace(tail, '').trim()
  const task = taskIn(said, speaker)
  const rest = task ? said.slice(task.length).replace(behind, '') : said
  const found = timeIn(rest, speaker)
  const text = found ? without(rest, found.matched) : rest
  return {
    task: task?.number ?? null,
    text: text.replace(joint, '').replace(tail, '').trim(),
    time: found && { at: momentOf(found, speaker), phrase: found.matched },
    repeats: repeated.test(rest),
  }
}

/** A field in which nothing but a time belongs. */
export function readMomentFor(phrase: string, speaker: Speaker): { at: Temporal.Instant; phrase: string } | Refusal {
  const found = understandTime(phrase, speaker)
  if (!found) return { code: 'time-not-understood', given: phrase }
  const at = momentOf(found, speaker)
  return Temporal.Instant.compare(at, speaker.now) <= 0 ? { code: 'time-past', given: phrase, at } : { at, phrase }
}

function taskIn(said: string, speaker: Speaker): { number: string; length: number } | null {
  const found = number.exec(said)
  if (!found?.[1]) return null
  const task = { number: found[1], length: found[0].length }
  const rest = said.slice(task.length)
  if (said.startsWith('#') || rest === '') return task
  if (understandTime(said, speaker)?.matched.startsWith(found[1])) return null
  // "5 boxes to send tomorrow" are no task; what is said of one is when, or what about it.
  const time = timeIn(rest, speaker)
  const isNext = time && rest.replace(opening, '').startsWith(time.matched)
  return isNext || joint.test(rest) || behind.test(rest) ? task : null
}

function timeIn(text: string, speaker: Speaker): UnderstoodTime | null {
  return findTrailingTime(text, speaker)?.time ?? understandTime(text, speaker)
}

/** A day without an hour is meant from its beginning: its end is when work is due, not when one wants to hear of it. */
function momentOf({ at, kind, zone }: UnderstoodTime, { now, hours }: Speaker): Temporal.Instant {
  if (kind === 'exact') return at
  const morning = morningOf(at.toZonedDateTimeISO(zone).toPlainDate(), { zone, hours: hours ?? null })
  return Temporal.Instant.compare(morning, now) > 0 ? morning : at
}

function without(text: string, matched: string): string {
  const at = text.toLowerCase().lastIndexOf(matched.toLowerCase())
  if (at < 0) return text
  const head = text
    .slice(0, at)
    .replace(/[\s,]+$/u, ' ')
    .replace(before, '')
    .trim()
  const rest = text
    .slice(at + matched.length)
    .trim()
    .replace(after, '')
    .replace(/^[\s,.:;]+/u, '')
    .trim()
  return [head, rest].filter(Boolean).join(' ')
}
