import type { Hearing } from './hearing.ts'
import { judge, type Measure, meansNone, type Verdict } from './judge.ts'
import type { Row } from './rows.ts'
import type { Wanted } from './wanted.ts'

export type Judged = { row: Row; hearing: Hearing; verdict: Verdict }

/** How a reader did: of the rows that mean a time, and of those that mean none. */
export type Tally = Record<
  'meant' | 'right' | 'asked' | 'missed' | 'wrong' | 'none' | 'alone' | 'needless' | 'taken',
  number
>

export function judgeAll(rows: Row[], hear: (row: Row) => Hearing, measure: Measure): Judged[] {
  return rows.map((row) => {
    const hearing = hear(row)
    return { row, hearing, verdict: judge(row, hearing.heard, measure) }
  })
}

export function tally(judged: Judged[]): Tally {
  const none = judged.filter(({ row }) => meansNone(row))
  const meant = judged.filter(({ row }) => !meansNone(row))
  const among = (some: Judged[], verdict: Verdict) => some.filter((one) => one.verdict === verdict).length
  return {
    meant: meant.length,
    right: among(meant, 'right'),
    asked: among(meant, 'asked'),
    missed: among(meant, 'missed'),
    wrong: among(meant, 'wrong'),
    none: none.length,
    alone: among(none, 'right'),
    needless: among(none, 'asked'),
    taken: among(none, 'taken'),
  }
}

/** `english-due.tsv:12 [us line due] Send … : heard …, meant …`. */
export function inWords({ row, hearing, verdict }: Judged): string {
  const { id, place, use, say, wanted } = row
  const meant = wanted.map(wantedInWords).join(' or ')
  const title = row.title !== null && hearing.title !== row.title ? `, title ${JSON.stringify(hearing.title)}` : ''
  return `${id} [${row.in} ${place} ${use}] ${JSON.stringify(say)}: ${verdict}, heard ${heardInWords(hearing)}${title}, meant ${meant}`
}

function heardInWords({ heard }: Hearing): string {
  if (heard.is === 'at') return `${local(heard.at)}${heard.said ? ' (said how)' : ''}`
  if (heard.is === 'every')
    return `every ${heard.next.slice(0, 4).map(local).join(', ')}${heard.said ? ' (said how)' : ''}`
  if (heard.is === 'hours') return heard.hours
  return heard.is === 'away' ? heard.days : heard.is
}

function wantedInWords(wanted: Wanted): string {
  const said = wanted.said ? ' (if said how)' : ''
  if (wanted.is === 'at') return `${wanted.at}${wanted.offset ?? ''}${said}`
  if (wanted.is === 'day') return `${wanted.day}${said}`
  if (wanted.is === 'within') return `${wanted.from} to ${wanted.to}${said}`
  if (wanted.is === 'every') return `every ${wanted.next.join(', ')}${said}`
  if (wanted.is === 'hours') return wanted.hours
  return wanted.is === 'away' ? wanted.days : wanted.is
}

function local(at: Temporal.ZonedDateTime): string {
  return at.toPlainDateTime().toString({ smallestUnit: 'minute' })
}
