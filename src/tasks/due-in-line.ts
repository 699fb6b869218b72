import type { FoundTime } from '#src/time/reading.ts'
import type { Line } from './mark.ts'

/** Characters of a sentence before a time that are looked at. */
const room = 400

/** The words of the sentence in which a time stands, up to it, and those between the two that introduce it. */
type Frame = {
  /** In small letters, without marks of the beginning. */
  before: string
  lead: string
  time: FoundTime
  /** Other times in the same sentence. */
  others: number
}

/**
 * Whether a time that stands at an end says when the task is due, or belongs to what the task is about: "arrive by 9pm",
 * "away until Monday", "that was due 1 March". In doubt it is the text's: a due time that is missing is seen and given,
 * one that nobody meant is believed.
 */
export function meansDue(line: Line, time: FoundTime, sentenceFrom: number): boolean {
  const before = line.spoken.slice(Math.max(sentenceFrom, time.from - room), time.from).toLowerCase()
  const lead = `${time.lead ?? ''} ${line.spoken.slice(time.from, time.start)}`.toLowerCase()
  const others = line.times.filter(
    (other) => other !== time && other.from >= sentenceFrom && other.to <= time.from && isTime(other),
  ).length
  const frame: Frame = { before, lead, time, others }
  if (isDictated(before)) return false
  if (/\b(?:until|till|up ?to)\b/u.test(lead)) return isUntilDue(frame)
  return time.lead === null ? isPlainDue(frame) : isIntroducedDue(frame)
}

/** Numbers and words that may be others do not make it unclear which time is meant. */
export function isTime({ strength, lead, reading }: FoundTime): boolean {
  if (reading.kind === 'unreadable') {
    const isOdd = reading.why === 'no-such-day' || reading.why === 'no-such-time'
    return reading.why !== 'not-a-time' && (lead !== null || (isOdd && strength === 'clear'))
  }
  return strength === 'clear' || lead !== null
}

/** Where the sentence begins in which something stands: behind a stop, or in a new line. */
export function sentenceStart(spoken: string, at: number): number {
  const from = Math.max(0, at - room)
  let start = from === 0 ? 0 : from
  for (const found of spoken.slice(from, at).matchAll(/(?:[!?।…]|(?<=[\p{L}\p{M}\p{N})”"]{3})\.)[)”"]?\s+|\n\s*/gu)) {
    start = from + found.index + found[0].length
  }
  return start
}

const writing =
  /^(?:please |pls |can you |could you |kindly )?(?:re-?)?(?:write|post|say|reply|answer|tell|text|draft|tweet|message|announce|caption|note|fix|change|correct|rename|set|print|put|add|translate|type|publish|reads?|titled?|subject|headline|out-of-office|ooo|auto-?reply)\b/u

/** "Write the out-of-office: I'll be away until Monday": what follows the colon is to be written, not done. */
function isDictated(before: string): boolean {
  const colon = before.search(/:\s/u)
  if (colon < 0) return false
  const head = before.slice(0, colon).trim()
  if (/^(?:due|deadline|details?|task|to ?do|note|urgent|asap)$/u.test(head)) return false
  return writing.test(head) || /\b(?:i['’]?(?:ll|m| am| will)|we['’]?(?:ll|re| are| will))\b/u.test(before.slice(colon))
}

const joined =
  /(?:^|\s)(?:that|which|who|whom|whose|whether|if|where|when|why|how|because|since|although|though|unless|while|than|as|कि|जो|जब|jo|jab)\s/u
const reporting =
  /^(?:please |pls |can you |could you |kindly |also |then )?(?:remind|tell|inform|notify|let|warn|ask|invite|urge|request|instruct|advise|update)\s/u
const obliging =
  /\s(?:to|that|if|whether|must|should|will|would|can|could|may|might|needs?|has|have|had|is|are|was|were|['’]ll|['’]s|['’]re|(?:we|they|he|she|i|it|you)\s+\p{L}+)\s/u
/** What the sentence says of something, right before a time: it is then that it is so. */
const happens =
  /(?:^|\s)(?:is|are|was|were|be|been|being|am|['’]s|['’]re|['’]ll be|isn['’]t|aren['’]t|starts?|started|starting|begins?|beginning|began|ends?|ended|ending|closes?|closed|closing|opens?|opened|opening|arrives?|arrived|arriving|leaves?|left|leaving|departs?|departed|departing|lands?|landed|landing|expires?|expired|expiring|launch(?:es|ed|ing)|happens?|happened|happening|takes? place|took place|taking place|scheduled|rescheduled|planned|dated|booked|moved|due|falls?|falling|lasts?|lasted|runs?|running|renews?|renewed|renewing|met|said|sent|received|came|went|worked|called|paid|bought|ordered|posted|signed|on|until|away|out|off|free|available|busy|closed|open|ago)\s+(?:(?:only|again|early|late|here|there|back|exactly|around|about)\s+)?(?:on |at |in )?$/u
/** Before these, a time at the end is part of what the task is about. */
const belongs =
  /(?:^|[^\p{L}\p{M}\p{N}])(?:for|of|from|since|about|after|between|and|or|to|through|than|the|a|an|every|each|last|next|per|not|only|this|that|my|our|his|her|their|called|titled|named|by|before|due|during|like|as|with|happy|merry|black|good|easter|cyber|ash|super|version|no|number|page|room|से|का|की|के|और|हर)\s+(?:on |at )?$|[-–—/"“'’&+#]\s*$/u

/** A time with nothing before it: "book a table tomorrow at 8pm". */
function isPlainDue({ before, time, others }: Frame): boolean {
  if (time.deadline) return !reporting.test(before) || !obliging.test(before)
  if (time.strength !== 'clear' || time.reading.kind === 'past') return false
  if (others > 0 || belongs.test(before) || happens.test(before)) return false
  if (reporting.test(before) && (obliging.test(before) || / (?:about|of) /u.test(before))) return false
  return !joined.test(before.replace(/^(?:if|when|as)\s/u, ''))
}

/** Verbs that say where somebody or something is to be, behind a word that joins them to what the task is about. */
const reaching =
  /(?:^|\s)(?:and|or|to|that|which|who|i|we|they|he|she|it|you|can|must|should|will|would|['’]ll)\s+(?:(?:will|can|must|should|would|also|then)\s+)?(?:arriv\w+|land\w*|depart\w*|reach\w*|gets?(?= (?:in|there|back|home|to)\b)\b|be(?! (?:\w+ly )?(?:done|ready|finished|in our|with (?:us|me)|\w+ed\b|sent|made|paid|written|built))\b|return\w*|come back|go back|check(?: |-)?(?:in|out)|open|close|start|begin|end|leave|expire)(?:\s+(?:in|at|to|from|on|there|here|back|home|the|by)?\s*[\p{L}\p{M}-]+){0,4}\s*$/u
const bills =
  /(?:^|\s)(?:bills?|invoices?|payments?|rents?|fees?|tax(?:es)?|gst|vat|loans?|emis?|premiums?|subscriptions?|renewals?|balances?|books|dues|instal?ments?|assignments?|cheques?|checks?|amounts?|deposits?|library books)\s*$/u

/** Of these the task is over when the bill is. */
const settling =
  /^(?:please |pls |can you |could you |kindly )?(?:pay|submit|file|send|deliver|settle|clear|finish|complete|prepare|hand in|turn in|return|renew|transfer|deposit|wire)\s/u

/** A time behind "by", "before", "due" and the like. */
function isIntroducedDue({ before, lead, time, others }: Frame): boolean {
  const isDueWord = /\b(?:due|deadline)\b/u.test(lead)
  if (isDueWord) return isDueSaid(before, lead, time)
  if (
    /(?:^|\s)(?:not|never|don['’]t|only|or|and|either|neither|nor|the (?:day|night|week|month)|days?|hours?|minutes?|weeks?|just|shortly|right)\s+$/u.test(
      before,
    )
  ) {
    return false
  }
  if (reaching.test(before)) return false
  if (
    /(?:^|\s)(?:away|back|gone|out of office|expire[sd]?|arrive[sd]?|departs?|landed|closed|opens|closes|starts|ends|is|are|was|were)\s+(?:in the office |home |there |here )?$/u.test(
      before,
    )
  )
    return false
  if (reporting.test(before) && obliging.test(before)) return false
  const clause = /(?:^|\s)(?:that|which|who|where|when|because|since|कि|जो)\s/u.exec(before)
  if (!clause) return true
  // "Find the report that Ben wrote, by Friday" is due; "tell them that it must be in by Friday" is not.
  return (
    others === 0 &&
    !/\s(?:must|should|will|would|needs? to|ha(?:s|ve) to|can|could|is|are|was|were|be|['’]ll)\s/u.test(
      before.slice(clause.index),
    )
  )
}

/** "Due Friday" of the task, or of the invoice that it is about. */
function isDueSaid(before: string, lead: string, time: FoundTime): boolean {
  if (time.reading.kind === 'past' && /[\p{L}\p{M}\p{N}]\s*$/u.test(before)) return false
  const said = before.trimEnd()
  if (/(?:^|\s)(?:was|were|been|falls?|fell|becomes?|became|comes?|came|when|that|which)$/u.test(said)) return false
  if (/(?:^|\s)(?:is|are|['’]s|['’]re|be)$/u.test(said) || /(?:^|\s)(?:is|are|['’]s|['’]re)\s+due\b/u.test(lead)) {
    return /(?:^|[,;:–—-]\s*)(?:it|this|that|all(?: of it)?|everything|the (?:task|work|whole thing))?(?:\s*(?:is|are|['’]s|['’]re))?$/u.test(
      said,
    )
  }
  return (!bills.test(before) || settling.test(before)) && !(reporting.test(before) && obliging.test(before))
}

const delivering =
  /^(?:please |pls |can you |could you |kindly )?(?:send|submit|finish|complete|deliver|write|prepare|draft|reply|respond|update|file|pay|call|fix|review|share|give|upload|post|make|create|do|get|collect|email|mail|confirm|check|clean|sort|translate|design|edit|build|provide|return|answer)\b/u
const lasting =
  /(?:^|\s)(?:away|out|off|leave|closed|open|opens|valid|run|runs|running|keep|keeps|stay|wait|waiting|hold|postpone|postponed|pause|paused|snooze|extend|extended|delay|delayed|move|push|reschedule|block|book|reserve|rent|available|unavailable|busy|mute|not|don['’]t|never|no|mails?|everything|live|on|booked|here|there)(?=\s|$)/u

/** "Send it till Friday", as it is said for "by"; but not "keep it open till Friday". */
function isUntilDue({ before, lead, others }: Frame): boolean {
  if (/\bup ?to\b/u.test(lead)) return false
  return others === 0 && delivering.test(before.trimStart()) && !lasting.test(before) && !joined.test(before)
}

const own =
  /^(?:(?:and |but |all |this |it |that |everything )?(?:must|should|needs? to|has to|have to|is to)? ?(?:be )?(?:(?:done|needed|wanted|required|ready|finished|complete[d]?|sent|submitted|delivered|due|deadline|target|timeline|eta|latest)(?: is)?|i need (?:it|this)|we need (?:it|this)|need (?:it|this)|please (?:finish|do|send) (?:it|this))[:,]?\s*)?$/u

/** A sentence that says nothing but when it is due counts wherever it stands: "Due Friday.", "I need it by Monday." */
export function isDueSentence(line: Line, time: FoundTime, sentenceFrom: number): boolean {
  if (time.lead === null && !time.deadline) return false
  const behind = /^[\s)]*(?:please|pls|thanks)?[\s)]*(?:[.!।]|$)/iu.test(
    line.spoken.slice(time.to, time.to + 20).split('\n', 1)[0] ?? '',
  )
  return behind && own.test(line.spoken.slice(sentenceFrom, time.from).toLowerCase())
}
