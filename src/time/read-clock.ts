import { at, ishEnd, isKey, isSign, keyAt, skip, type Hit, type Piece, type Tokens } from './pieces.ts'
import { shortHalf } from './read-short-half.ts'

type Clock = Extract<Piece, { is: 'clock' }>

/** The time of day that begins exactly here. `bare`: a number alone is one. */
export function readClock(tokens: Tokens, i: number, bare: boolean): Hit | null {
  const hit = readNamed(tokens, i) ?? readPast(tokens, i) ?? readHindi(tokens, i) ?? readWritten(tokens, i, bare)
  if (!hit) return null
  const end = ishEnd(tokens, hit.end)
  // "4ish" is nothing but a time of day, as "noonish" is.
  const isIsh = end > hit.end || at(tokens, end - 1).text.endsWith('ish')
  const { piece } = hit
  return { piece: isIsh && piece.is === 'clock' && piece.form !== 'half' ? { ...piece, form: 'spoken' } : piece, end }
}

/** Whether a word stands before it that makes a bare number a time: `at 5`, `by 3`. */
export function isIntroduced(tokens: Tokens, i: number): boolean {
  return (
    isKey(tokens, i - 1, 'at', 'by', 'about', 'until', 'before', 'latest', 'between') || isSign(tokens, i - 1, '@~')
  )
}

function readNamed(tokens: Tokens, i: number): Hit | null {
  const { means, value } = at(tokens, i)
  const twelve = value === 12 ? i + 1 : i
  const named = at(tokens, twelve).means
  if (named.clock) return { piece: clock(named.clock[0], named.clock[1], null, 'shown'), end: twelve + 1 }
  if (means.which === 'this' && isKey(tokens, i + 1, 'time') && (isNear(tokens, i + 2) || isNear(tokens, i - 1)))
    return { piece: { is: 'same-time' }, end: i + 2 }
  if (named.key === 'midnight') return { piece: { is: 'midnight' }, end: twelve + 1 }
  if (means.number === 0.5 && at(tokens, i + 1).means.part === 'night') return { piece: { is: 'midnight' }, end: i + 2 }
  return readEnds(tokens, i)
}

/** A day, or the "next" of "next week". */
function isNear(tokens: Tokens, i: number): boolean {
  return isDay(tokens, i) || at(tokens, i).means.which === 'next' || at(tokens, i).means.unit === 'week'
}

const owners = ['the', 'my', 'our', 'your', 'their', 'his', 'her'] as const

/** `eod`, `close of business`, `end of the working day`, `first thing`, `दिन के अंत`. */
function readEnds(tokens: Tokens, i: number): Hit | null {
  const key = keyAt(tokens, i)
  if (key === 'dayEnd') return { piece: { is: 'day-end' }, end: i + 1 }
  if (key === 'dayStart') return { piece: { is: 'day-start' }, end: i + 1 }
  if (key === 'first-thing') return { piece: { is: 'day-start' }, end: i + 1 }
  if (at(tokens, i).means.ordinal === 1 && isKey(tokens, i + 1, 'thing')) {
    const part = skip(tokens, i + 2, 'in', 'the')
    return { piece: { is: 'day-start' }, end: at(tokens, part).means.part === 'morning' ? part + 1 : i + 2 }
  }
  if (at(tokens, i).means.unit === 'day' && isKey(tokens, i + 1, 'ka') && isKey(tokens, i + 2, 'ant')) {
    return { piece: { is: 'day-end' }, end: i + 3 }
  }
  if (at(tokens, i).means.unit === 'day' && isKey(tokens, i + 1, 'end')) return { piece: { is: 'day-end' }, end: i + 2 }
  const edge = skip(tokens, i, 'the')
  const named = keyAt(tokens, edge)
  if (named === 'end' || named === 'close' || named === 'start' || named === 'beginning')
    return readEdge(tokens, edge, named)
  return null
}

function readEdge(tokens: Tokens, i: number, key: string): Hit | null {
  if (!isKey(tokens, i + 1, 'of')) return null
  const piece: Piece = key === 'end' || key === 'close' ? { is: 'day-end' } : { is: 'day-start' }
  let end = i + 2
  for (const owner of owners) end = skip(tokens, end, owner)
  const working = isKey(tokens, end, 'working')
  if (working) end += 1
  if (at(tokens, end).means.unit === 'day' && at(tokens, end).text !== 'days') return { piece, end: end + 1 }
  if (at(tokens, end).means.unit === 'workday') return { piece, end: end + 1 }
  if (working && isKey(tokens, end - 1, 'working') && at(tokens, end - 1).text === 'business') return { piece, end }
  if (isKey(tokens, end, 'play')) return { piece, end: end + 1 }
  // "End of Friday", "end of tomorrow": the day itself is read next.
  const { day, weekday } = at(tokens, i + 2).means
  return day !== undefined || weekday !== undefined ? { piece, end: i + 1 } : null
}

/** `half past three`, `a quarter to 5`, `ten past five`, `20 minutes to 6`. */
function readPast(tokens: Tokens, i: number): Hit | null {
  const start = isKey(tokens, i, 'a') ? i + 1 : i
  const { kind, value, means } = at(tokens, start)
  const half = means.key === 'half'
  const minutes = half ? 30 : means.unit === 'quarter' ? 15 : kind === 'number' ? value : means.number
  if (minutes === undefined || !Number.isInteger(minutes) || minutes < 1 || minutes > 59) return null
  const behind = at(tokens, start + 1).means.unit === 'minute' ? start + 2 : start + 1
  const isPast = isKey(tokens, behind, 'past')
  const isTo = isKey(tokens, behind, 'to', 'until') && !half
  // "Half three" is half past three, in Britain.
  const hourAt = isPast || isTo ? behind + 1 : half && means.key === 'half' ? start + 1 : -1
  // "10 to 11am" is an hour, or ten minutes before eleven; "9 to 11am" can only be two hours.
  const digits = isTo && kind === 'number' && behind === start + 1
  const hour = hourAt < 0 || (digits && (minutes % 5 > 0 || minutes <= 12)) ? null : hourOf(tokens, hourAt)
  if (hour === null || hour > 24 || hour < 1) return null
  const whole = isTo ? (hour + 23) % 24 : hour
  const read = halfBehind(tokens, hourAt + 1)
  if (!isPast && !isTo && (at(tokens, hourAt + 1).means.unit ?? isKey(tokens, hourAt, 'a'))) return null
  const shifted = isTo && hour === 1 ? 12 : whole
  return {
    piece: clock(shifted, isTo ? 60 - minutes : minutes, read.half, read.half ? 'half' : 'shown'),
    end: read.end,
  }
}

function hourOf(tokens: Tokens, i: number): number | null {
  const { kind, value, means, text } = at(tokens, i)
  if (kind === 'number') return text.length <= 2 && Number.isInteger(value) ? value : null
  return means.number !== undefined && Number.isInteger(means.number) ? means.number : null
}

function halfBehind(tokens: Tokens, i: number): { half: 'am' | 'pm' | null; end: number } {
  const end = isKey(tokens, i, 'oclock') ? i + 1 : i
  const half = at(tokens, end).means.half ?? (end === i ? shortHalf(tokens, i) : null)
  return half ? { half, end: end + 1 } : { half: null, end }
}

/** `सवा पाँच बजे`, `dedh baje`, `5 बजकर 20 मिनट`, `5:30 बजे`. */
function readHindi(tokens: Tokens, i: number): Hit | null {
  const fraction = { sava: 15, saadhe: 30, paune: 45 }[keyAt(tokens, i) ?? '']
  const halves = isKey(tokens, i, 'halves') ? at(tokens, i).means.number : undefined
  if (halves !== undefined) {
    // Half past one and half past two: nobody says them of the night without saying so.
    return isKey(tokens, i + 1, 'baje') ? { piece: clock(Math.floor(halves), 30, null, 'spoken'), end: i + 2 } : null
  }
  const hourAt = fraction === undefined ? i : i + 1
  const hour = hourOf(tokens, hourAt)
  if (hour === null) return null
  if (fraction !== undefined) {
    if (!isKey(tokens, hourAt + 1, 'baje')) return null
    const whole = fraction === 45 ? (hour === 1 ? 12 : hour - 1) : hour
    return { piece: clock(whole, fraction, null, 'spoken'), end: hourAt + 2 }
  }
  if (isKey(tokens, i + 1, 'bajkar')) {
    const minute = hourOf(tokens, i + 2)
    const end = at(tokens, i + 3).means.unit === 'minute' ? i + 4 : i + 3
    return minute === null ? null : { piece: clock(hour, minute, null, 'spoken'), end }
  }
  return isKey(tokens, i + 1, 'baje') ? { piece: clock(hour, 0, null, 'spoken'), end: i + 2 } : null
}

/** In digits or words: `5pm`, `17:00`, `5.30 pm`, `17h30`, `1700 hrs`, `five thirty pm`, `5 o'clock`, `5`. */
function readWritten(tokens: Tokens, i: number, bare: boolean): Hit | null {
  const first = at(tokens, i)
  if (first.kind === 'number' && first.text.length >= 3) return readTogether(tokens, i)
  const hour = hourOf(tokens, i)
  if (hour === null || isKey(tokens, i, 'a')) return null
  if (first.kind !== 'number') return readSpoken(tokens, i, hour, bare)

  const parted = readParted(tokens, i, hour, bare)
  if (parted) return parted
  const next = at(tokens, i + 1)
  const read = halfBehind(tokens, i + 1)
  if (read.half) return { piece: clock(hour, 0, read.half, 'half'), end: skip(tokens, read.end, 'baje') }
  if (read.end > i + 1) return { piece: clock(hour, 0, null, 'shown'), end: read.end }
  if (next.means.key === 'h' && next.glued) {
    const behind = at(tokens, i + 2)
    const minute = behind.kind === 'number' && behind.glued && behind.text.length === 2 ? behind.value : null
    const isBeside = minute !== null && (isDay(tokens, i + 3) || isDay(tokens, i - 1))
    if (hour < 13 && !first.text.startsWith('0') && !isIntroduced(tokens, i) && !isBeside) return null
    return { piece: clock(hour, minute ?? 0, null, 'shown'), end: minute === null ? i + 2 : i + 3 }
  }
  return bare && hour <= 24 ? { piece: clock(hour, 0, standing(first.text, hour), 'bare'), end: i + 1 } : null
}

function isDay(tokens: Tokens, i: number): boolean {
  const { day, weekday } = at(tokens, i).means
  return day !== undefined || weekday !== undefined
}

/** `17:00`, `5.30 pm`; with a dot only where nothing else can be meant. */
function readParted(tokens: Tokens, i: number, hour: number, bare: boolean): Hit | null {
  const minutes = at(tokens, i + 2)
  const isParted = isSign(tokens, i + 1, ':.') && at(tokens, i + 1).glued && minutes.kind === 'number' && minutes.glued
  if (!isParted || minutes.text.length !== 2) return null
  const dot = at(tokens, i + 1).text === '.'
  if (dot && isDayAndMonth(tokens, i, hour)) return null
  const seconds =
    isSign(tokens, i + 3, ':') && at(tokens, i + 3).glued && at(tokens, i + 4).text.length === 2 ? i + 5 : i + 3
  const read = halfBehind(tokens, seconds)
  if (dot && !read.half && (hour > 24 || minutes.value > 59 || !(bare || isKey(tokens, seconds, 'baje')))) return null
  const { unit } = at(tokens, read.end).means
  if (dot && unit) return null
  const end = unit === 'hour' ? read.end + 1 : skip(tokens, read.end, 'baje')
  const half = read.half ?? standing(at(tokens, i).text, hour)
  return { piece: clock(hour, minutes.value, half, read.half ? 'half' : dot ? 'bare' : 'shown'), end }
}

/** `02.04.`, `15.04.`: with a stop behind it hardly four minutes past two. */
function isDayAndMonth(tokens: Tokens, i: number, hour: number): boolean {
  const isDay = hour > 12 || at(tokens, i).text.startsWith('0')
  return isDay && at(tokens, i + 2).text.startsWith('0') && isSign(tokens, i + 3, '.') && at(tokens, i + 3).glued
}

/** `05:30` is meant as it stands. */
function standing(text: string, hour: number): 'am' | null {
  return text.startsWith('0') && hour > 0 ? 'am' : null
}

/** `1700 hrs`, `0930`, `530pm`. */
function readTogether(tokens: Tokens, i: number): Hit | null {
  const { text, value } = at(tokens, i)
  if (text.length > 4) return null
  const [hour, minute] = [Math.floor(value / 100), value % 100]
  const read = halfBehind(tokens, i + 1)
  if (read.half && minute < 60 && hour <= 12) return { piece: clock(hour, minute, read.half, 'half'), end: read.end }
  const behind = at(tokens, i + 1).means
  if (text.length !== 4 || hour > 24 || minute > 59) return null
  const piece = clock(hour, minute, standing(text, hour), 'shown')
  if (behind.unit === 'hour' || behind.key === 'h') return { piece, end: i + 2 }
  const isDay = text.startsWith('0') && (behind.day !== undefined || behind.weekday !== undefined) && !behind.weak
  const isTime = isDay || isKey(tokens, i - 1, 'at') || isSign(tokens, i - 1, '@') || isBound(tokens, i)
  return isTime ? { piece, end: i + 1 } : null
}

/** "By 1700.": no year, and nothing behind it that it counts. */
function isBound(tokens: Tokens, i: number): boolean {
  const { value } = at(tokens, i)
  const { kind, text, breaks, means } = at(tokens, i + 1)
  const isYear = value >= 1900 && value < 2100
  const ends = text === '' || breaks || (kind === 'sign' && '.,;!?)'.includes(text))
  const isDay = means.day !== undefined || means.weekday !== undefined || isKey(tokens, i + 1, 'on', 'tak', 'sharp')
  return isKey(tokens, i - 1, 'by', 'before') && !isYear && value % 5 === 0 && (ends || isDay)
}

/** `five pm`, `five thirty`, `five o'clock`. */
function readSpoken(tokens: Tokens, i: number, hour: number, bare: boolean): Hit | null {
  if (hour < 1 || hour > 12 || at(tokens, i).means.weekday !== undefined) return null
  const next = isSign(tokens, i + 1, '-') && at(tokens, i + 1).glued && at(tokens, i + 2).glued ? i + 2 : i + 1
  const minute = at(tokens, next).means.number
  const isMinute =
    minute !== undefined && Number.isInteger(minute) && minute >= 10 && minute < 60 && !isKey(tokens, next, 'a')
  const after = isMinute ? next + 1 : i + 1
  const read = halfBehind(tokens, after)
  const said = read.end > after
  if (!said && !bare) return null
  if (!said && at(tokens, read.end).means.unit) return null
  return {
    piece: clock(hour, isMinute ? minute : 0, read.half, read.half ? 'half' : said ? 'shown' : 'bare'),
    end: read.end,
  }
}

function clock(hour: number, minute: number, half: Clock['half'], form: Clock['form']): Clock {
  return { is: 'clock', hour, minute, half, form }
}
