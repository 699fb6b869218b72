import { at, isKey, isSign, skip, skipPossessive, type Hit, type Piece, type Tokens } from './pieces.ts'
import { readDate, stopped } from './read-date.ts'
import { readDuration, readHalfDays } from './read-number.ts'
import { readPeriodDay } from './read-period.ts'

/** The day, or the delay, that begins exactly here: whichever reading takes in most. */
export function readDay(tokens: Tokens, i: number): Hit | null {
  return longest([
    readRelative(tokens, i),
    readWeekday(tokens, i),
    readDate(tokens, i),
    readPeriodDay(tokens, i),
    readIn(tokens, i),
    readFeast(tokens, i),
  ])
}

export function longest(hits: (Hit | null)[]): Hit | null {
  let best: Hit | null = null
  for (const hit of hits) if (hit && (!best || hit.end > best.end)) best = hit
  return best
}

/** `today`, `day after tomorrow`, `this` of "this morning", `परसों`. */
function readRelative(tokens: Tokens, i: number): Hit | null {
  const later = skip(tokens, i, 'later', 'the')
  const { day, part, which } = at(tokens, later).means
  // "Tomorrow week", "today fortnight".
  const stretch = isBare(tokens, later + 1) ? at(tokens, later + 1).means.unit : undefined
  if (day !== undefined && part === undefined && stretch !== undefined) {
    return { piece: { is: 'relative', days: day + (stretch === 'week' ? 7 : 14) }, end: later + 2 }
  }
  if (day !== undefined && part === undefined) return { piece: { is: 'relative', days: day }, end: later + 1 }
  // "Tonight" is a day and a part of it: the part is read next, from the same word.
  const behind = at(tokens, later + 1).means
  if (which === 'this' && behind.part !== undefined) return { piece: { is: 'relative', days: 0 }, end: later + 1 }
  const after = isKey(tokens, later + 1, 'after') ? 1 : isKey(tokens, later + 1, 'before') ? -1 : 0
  const named = at(tokens, later + 2).means.day
  if (at(tokens, later).means.unit !== 'day' || after === 0 || named !== after) return null
  return { piece: { is: 'relative', days: 2 * after }, end: later + 3 }
}

/** `Friday`, `this coming Fri.`, `next Monday`, `friday week`, `the Friday after next`, `अगले शुक्रवार`. */
function readWeekday(tokens: Tokens, i: number): Hit | null {
  const several = readSeveral(tokens, i)
  if (several) return several
  let start = skip(tokens, i, 'the')
  let which: Extract<Piece, { is: 'weekday' }>['which'] = null
  const said = at(tokens, start).means.which
  if (isKey(tokens, start, 'aane') && isKey(tokens, start + 1, 'wale')) [which, start] = ['this', start + 2]
  else if (said !== undefined && said !== 'following') {
    which = said
    start = isKey(tokens, start + 1, 'coming') ? start + 2 : start + 1
  }
  const { weekday, plural, weak } = at(tokens, start).means
  // "The sun", "the sat": no days.
  if (weekday === undefined || (weak && isKey(tokens, start - 1, 'the'))) return null
  let end = stopped(tokens, start + 1)
  let weeks = 0
  const behind = at(tokens, end)
  if (isKey(tokens, end, 'after') && at(tokens, end + 1).means.which === 'next')
    [which, weeks, end] = ['next', 1, end + 2]
  else if (
    (behind.means.unit === 'week' || behind.means.unit === 'fortnight') &&
    which === null &&
    !plural &&
    isBare(tokens, end)
  ) {
    weeks = behind.means.unit === 'week' ? 1 : 2
    end += 1
  }
  // सोमवार के दिन.
  const isDay = isKey(tokens, end, 'ka') && at(tokens, end + 1).means.unit === 'day' && !isKey(tokens, end + 2, 'ka')
  if (isDay && at(tokens, end + 1).kind === 'word') end += 2
  return { piece: { is: 'weekday', day: weekday, which, weeks, plural: plural === true }, end }
}

/** `two Fridays from now`. */
function readSeveral(tokens: Tokens, i: number): Hit | null {
  const count = at(tokens, i).kind === 'number' ? at(tokens, i).value : (at(tokens, i).means.number ?? 0)
  const { weekday, plural } = at(tokens, i + 1).means
  const isCounted = weekday !== undefined && plural === true && Number.isInteger(count) && count >= 1 && count <= 8
  if (
    !isCounted ||
    !isKey(tokens, i + 2, 'from') ||
    !(isKey(tokens, i + 3, 'now') || at(tokens, i + 3).means.day === 0)
  )
    return null
  return { piece: { is: 'weekday', day: weekday, which: null, weeks: count - 1, plural: false }, end: i + 4 }
}

/** "Friday week" ends there; "Friday weekly", "Friday week's" and "Friday weeks" do not occur. */
function isBare(tokens: Tokens, i: number): boolean {
  return (
    ['week', 'fortnight'].includes(at(tokens, i).text) && !isSign(tokens, i + 1, "'’-") && !isKey(tokens, i + 1, 'end')
  )
}

/** `in 2 days`, `within an hour`, `3 weeks from now`, `next business day`, `2 घंटे में`, `2 days ago`; `3 days` alone too. */
function readIn(tokens: Tokens, i: number): Hit | null {
  return readNextWorking(tokens, i) ?? readWithinThe(tokens, i) ?? readLength(tokens, i)
}

function readNextWorking(tokens: Tokens, i: number): Hit | null {
  const start = skip(tokens, i, 'the')
  const which = at(tokens, start).means.which
  if (which !== 'next' && which !== 'following') return null
  const working = isKey(tokens, start + 1, 'working') && at(tokens, start + 2).means.unit === 'day'
  const end = working ? start + 3 : at(tokens, start + 1).means.unit === 'workday' ? start + 2 : null
  if (end === null || at(tokens, end - 1).text.endsWith('days')) return null
  return {
    piece: { is: 'in', duration: { minutes: 0, days: 0, months: 0, workdays: 1 }, sign: 1, strength: 'said' },
    end,
  }
}

/** `within the hour`. */
function readWithinThe(tokens: Tokens, i: number): Hit | null {
  const isHour = isKey(tokens, i, 'within') && isKey(tokens, i + 1, 'the') && at(tokens, i + 2).text === 'hour'
  const duration = { minutes: 60, days: 0, months: 0, workdays: 0 }
  return isHour ? { piece: { is: 'in', duration, sign: 1, strength: 'within' }, end: i + 3 } : null
}

function readLength(tokens: Tokens, i: number): Hit | null {
  const within = isKey(tokens, i, 'within')
  const ahead = isKey(tokens, i, 'in', 'within', 'after', 'over')
  let start = ahead ? i + 1 : i
  if (isKey(tokens, start, 'about')) start += 1
  if (isKey(tokens, start, 'the') && at(tokens, start + 1).means.which === 'next') start += 2
  else if (at(tokens, start).means.which === 'next' && at(tokens, start + 1).kind === 'number') start += 1
  const whole = readDuration(tokens, start)
  const read = whole ?? readHalfDays(tokens, start)
  if (!read) return null
  const { duration } = read
  const behind = readBehind(tokens, read.end)
  // "In 2 hours ago", "5 m": no lengths of time.
  if (ahead && behind.sign < 0) return null
  const said = ahead || behind.end > read.end
  if (!said && (start > i || !whole)) return null
  return {
    piece: {
      is: 'in',
      duration,
      sign: behind.sign,
      strength: within ? 'within' : said ? 'said' : 'loose',
      ...(whole?.ofTwo && { ofTwo: whole.ofTwo }),
    },
    end: behind.end,
  }
}

/** What stands behind a length and counts it from now: `from now`, `later`, `time` of "a week's time", `में`, `के अंदर`. */
function readBehind(tokens: Tokens, i: number): { end: number; sign: 1 | -1 } {
  if (isKey(tokens, i, 'from') && (isKey(tokens, i + 1, 'now') || at(tokens, i + 1).means.day === 0))
    return { end: i + 2, sign: 1 }
  if (isKey(tokens, i, 'ago')) return { end: i + 1, sign: -1 }
  if (isKey(tokens, i, 'later', 'time', 'mein', 'andar')) return { end: i + 1, sign: 1 }
  // बाद, and के बाद, के अंदर; but "baad" in English letters is a word for what is bad.
  if (isKey(tokens, i, 'baad')) return { end: i + 1, sign: 1 }
  if (isKey(tokens, i, 'ka') && isKey(tokens, i + 1, 'andar', 'baad')) return { end: i + 2, sign: 1 }
  if (isKey(tokens, i, 'pehle')) return { end: i + 1, sign: -1 }
  return { end: skipPossessive(tokens, i), sign: 1 }
}

/** `Diwali`, `Christmas Day`: known to everybody, and to no calendar of ours. */
function readFeast(tokens: Tokens, i: number): Hit | null {
  if (!isKey(tokens, i, 'feast')) return null
  const more = at(tokens, i + 1).means
  return { piece: { is: 'feast' }, end: more.unit === 'day' || more.part === 'evening' ? i + 2 : i + 1 }
}
