import type { Frame } from './due-in-line.ts'
import { belongs, happens, joined, obliging, reporting, settling } from './due-words.ts'

/** Behind these a date in figures is a number or a name: "invoice 2026-03-20". */
const numbered =
  /(?:^|\s)(?:invoice|order|ticket|case|bill|ref|reference|version|release|build|report|file|folder|po|row|line|page|chapter|room|flight|train|bus|platform|gate|no|number|nr)\s*[.:#]?\s*$/u
/** "Rename the file to notes 12.3.2026". */
const naming = /^(?:please )?(?:re)?(?:name|title|label|call)\s/u
const weekday = /^(?:mon|tues?|wed(?:nes)?|thur?s?|fri|satur|sat|sun)(?:day)?$/u
/** "A recipe for Taco Tuesday": a name that ends with a weekday. */
const inName = /(?:^|\s)(?:for|of|about|from|with|called|named)\s+(?:the |a |an |our )?(?:[\p{L}\p{M}'’-]+\s+){1,2}$/u
/** "On a rainy Sunday": any one. */
const described = /(?:^|\s)an?\s+[\p{L}'’-]+\s+$/u
/** "Look up the sunrise in Oslo on 21 June": it is of that day that one wants to know. */
const ofItsDay =
  /^(?:please |can you |could you )?(?:look (?:up|at)|check|find(?: out)?|get|show|tell me|google)\s(?:\S+\s){0,4}(?:sunrise|sunset|weather|forecast|tides?|temperatures?|(?:exchange )?rates?|prices?|scores?|schedules?|timetables?|hours|moon|traffic|availability|queue)\s(?:\S+\s){0,5}$/u
/** "We travel on Sunday": what somebody does then, and asks for nothing. */
const tells =
  /^(?:i|we|they|he|she)(?:['’](?:ll|re|m|s|ve))?\s+(?!need|want|would|['’]d|must|should|require|expect|have to|has to|needs|wants|could|can)\p{L}/u
const subject = /\S\s.*(?:^|\s)(?:i|we|they|he|she)(?:['’](?:ll|d|ve|re|m|s))?\s+[\p{L}]+/u

/** More than a year ahead: what nobody says is due by then is only spoken of. */
function isFar({ reading }: Frame['time'], now: Temporal.Instant): boolean {
  return reading.kind === 'understood' && reading.at.since(now).total('hours') > 366 * 24
}

/** Of a reminder's only time, which stands at its end: whether it belongs to what one is to be reminded of. */
export function isSpokenOf(before: string): boolean {
  return joined.test(before) || so.test(before)
}

const so =
  /(?:^|\s)(?:is|are|was|were|be|been|starts?|begins?|ends?|opens|closes|arrives?|leaves|departs?|lands?|expires?|due|falls)\s+(?:on |at |in )?$/u

/** "Block my calendar from 2 to 4 tomorrow": a day on which something lasts. */
const span =
  /\d\s?(?:am|pm)?\s*(?:-|–|—|to|and|until|till)\s*\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)?\s+(?:on |this |next )?$/u
/** "The score: Spurs won 3-2 on Sunday": what is told behind a colon is over. */
const told =
  /:\s[^.;:]*\s(?:won|lost|beat|drew|scored|tied|played|led|was|were|went|had|took|gave|made|sold|grew|fell|rose)\s[^.;:]*$/u

/** "Was the call on Tuesday?": what is asked about, and no request. */
const asking =
  /^(?:was|were|is|are|did|does|when|which|who|what|how|why|where)(?:['’]s)?\s(?!it possible|(?:there )?any (?:way|chance))/u
/** "We need this on Friday". */
const needed = /^(?:i|we)(?:['’]d)?\s+(?:need|want|like|would like)\s+(?:it|this|that|them|these)\s+(?:on )?$/u
/** "Cancel the appointment on Friday": of what is to be changed it says which. */
const entry =
  /^(?:please |can you |could you )?(?:cancel|delete|remove|move|resched\p{L}*|postpone|accept|decline|confirm|shorten|extend|skip)\s(?:\S+\s+){0,5}(?:entr(?:y|ies)|events?|meetings?|calls?|appointments?|bookings?|slots?|reservations?|invites?|class(?:es)?|lessons?|sessions?|shifts?|interviews?|demos?|flights?|deliver(?:y|ies)|pick-?ups?|tables?|taxis?|cabs?|trips?|lunch|dinner|training|webinar|catch-up|one-on-one)\s+(?:on |at )?$/u
/** "Log 3 hours for Acme on Monday": they were worked then. */
const logging =
  /^(?:please )?(?:log|record|enter|note|track)\s(?:\S+\s)?(?:\d+(?:\.\d+)?|an?|half an?)\s?(?:h|hours?|hrs?|minutes?|mins?)\s/u

/** A time with no word of a deadline before it: "book a table tomorrow at 8pm". */
export function isPlainDue({ before, intro, phrase, time, others, now }: Frame): boolean {
  if (joined.test(before.replace(/^(?:if|when|as)\s/u, '')) || subject.test(before) || tells.test(before)) return false
  if (reporting.test(before) && obliging.test(before)) return false
  if (time.deadline) return true
  if (span.test(before) || told.test(before)) return false
  if (
    (isFar(time, now) && !(intro === 'on ' && settling.test(before))) ||
    time.strength !== 'clear' ||
    time.reading.kind === 'past' ||
    others > 0
  )
    return false
  if ((belongs.test(before) && !needed.test(before)) || happens.test(before)) return false
  if (phrase === 'night' || asking.test(before) || logging.test(before) || entry.test(before)) return false
  if (/^\d+[./-]\d/u.test(phrase) && (numbered.test(before) || (intro === '' && naming.test(before)))) return false
  if (intro === '' && weekday.test(phrase) && (inName.test(before) || described.test(before))) return false
  if (ofItsDay.test(before)) return false
  return !(reporting.test(before) && / (?:about|of) /u.test(before))
}
