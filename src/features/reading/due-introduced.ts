import type { FoundTime } from '#src/time/reading.ts'
import type { Frame } from './due-in-line.ts'
import { bills, delivering, doing, joined, lasting, obliging, reaching, reporting, settling } from './due-words.ts'

/** Right before "by" or "before": not a bound for the task, or one of several. */
const unlike =
  /(?:^|\s)(?:not|never|don['’]t|only|or|and|either|neither|nor|the (?:day|night|week|month)|days?|hours?|(?<!(?:the|my|our|meeting|['’]s) )minutes?|weeks?|just|shortly|right)\s+$/u
/** Where something is, or what has become of it, right before the bound: "closed by 5". */
const stands =
  /(?:^|\s)(?:away|back|gone|out of office|expire[sd]?|arrive[sd]?|departs?|landed|closed|opens|closes|starts|ends|is|are|was|were)\s+(?:in the office |home |there |here )?$/u
/** "Divide it by 12", "18 by 24". */
const counted =
  /(?:^|\s)(?:split|divide|multiply|reduce|increase|cut|raise|lower|scale|grow|shrink|discount|undercut|drop|change|convert|adjust|multipl|shift|delay|extend|crop|round)d?\s(?:[^.;]*\s)?$|(?:^|[\s(])\d+(?:\.\d+)?(?:\s?(?:cm|mm|in|inch|inches|ft|feet|px|m))?\s+$/u
/** What was done to things by then says which of them are meant: "orders placed before 1 March". */
const done =
  /(?:^|\s)(?:placed|received|created|sent|dated|issued|submitted|published|posted|registered|signed(?: up| in)?|joined|applied|uploaded|added|ordered|booked|bought|paid|made|filed|opened|closed|born|hired|started|left|launched|modified|changed|updated|written)\s+$/u
/** "All mails from before March", "older than": of things, whatever is done with them. */
const ofThen = /(?:^|\s)(?:from|older|newer|earlier|later)\s+$/u
/** "Find a gym with classes before 7am": what it is to have. */
const searching =
  /^(?:please )?(?:find|look (?:for|up)|search(?: for)?|list|recommend|suggest)\s.*\swith\s+(?:\S+\s+){1,2}$/u
/** "Get it signed before Friday": there it is the task. */
const toBeDone =
  /(?:^|\s)(?:get|getting|have|has|be|been|is|it|this|them|these|everything|all|needs?|needed|must|should)\s+(?:[\p{L}'’-]+\s+){0,4}$/u
const negative = /(?:^|\s)(?:don['’]?t|do not|not|never|no|nothing|nobody|avoid|stop)\s/u
/** A clause that says what somebody must, or what is so. */
const modal = /\s(?:must|should|will|would|needs? to|ha(?:s|ve) to|can|could|is|are|was|were|be|['’]ll)\s/u

/** A time behind "by", "before", "due" and the like. */
export function isIntroducedDue({ before, lead, phrase, time, others }: Frame): boolean {
  if (/\b(?:due|deadline)\b/u.test(lead)) return isDueSaid(before, lead, time)
  if (unlike.test(before) || reaching.test(before) || doing.test(before) || stands.test(before)) return false
  if (
    /\bby\b/u.test(lead) &&
    (/^(?:night|day|nights|hand)$/u.test(phrase) ||
      (/^\d{1,4}(?:\.\d{1,2}\.?|p)?$/u.test(phrase) && counted.test(before)))
  )
    return false
  if (reporting.test(before) && obliging.test(before)) return false
  if (ofThen.test(before) || (/\bbefore\b/u.test(lead) && searching.test(before))) return false
  if (done.test(before) && !toBeDone.test(before.replace(done, ' '))) return false
  if (/\bbefore\b/u.test(lead) && (negative.test(before) || joined.test(before) || time.reading.kind === 'past'))
    return false
  const clause = joined.exec(before)
  if (!clause || clause.index === 0) return true
  // "Find the report that Ben wrote, by Friday" is due; "tell them that it must be in by Friday" is not.
  if (!/^\s?(?:that|which|who|because|since|as)\s/u.test(clause[0])) return false
  return others === 0 && time.reading.kind !== 'past' && !modal.test(before.slice(clause.index))
}

const itself =
  /(?:^|[,;:–—-]\s*)(?:it|this|that|all(?: of it)?|everything|the (?:task|work|whole thing))?(?:\s*(?:is|are|['’]s|['’]re))?$/u

/** "Due Friday" of the task, or of the invoice that it is about. */
function isDueSaid(before: string, lead: string, time: FoundTime): boolean {
  if (time.reading.kind === 'past' && /[\p{L}\p{M}\p{N}]\s*$/u.test(before)) return false
  const said = before.trimEnd()
  if (/(?:^|\s)(?:was|were|been|falls?|fell|becomes?|became|comes?|came|when|that|which)$/u.test(said)) return false
  if (/(?:^|\s)(?:is|are|['’]s|['’]re|be)$/u.test(said) || /(?:^|\s)(?:is|are|['’]s|['’]re)\s+due\b/u.test(lead))
    return itself.test(said)
  return (!bills.test(before) || settling.test(before)) && !(reporting.test(before) && obliging.test(before))
}

/** "Send it till Friday", as it is said for "by"; but not "keep it open till Friday", and nothing "up to". */
export function isUntilDue({ before, lead, others }: Frame): boolean {
  if (/\bup ?to\b/u.test(lead)) return false
  return others === 0 && delivering.test(before.trimStart()) && !lasting.test(before) && !joined.test(before)
}
