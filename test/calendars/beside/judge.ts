import { exceptions } from './exceptions.ts'
import type { Answer } from './readers.ts'

/**
 * same: the same days by the same names. without: neither has a day. named: they differ, and `exceptions.ts` says why.
 * unreadable: the other could not read it, so that there is nothing to hold ours against.
 */
export type Verdict = 'same' | 'without' | 'named' | 'unreadable' | 'differs'
export type Judged = { verdict: Verdict; detail: string; days: number }

export function judge(id: string, ours: Answer, theirs: Answer | undefined): Judged {
  if (!theirs || 'error' in theirs) {
    return { verdict: 'unreadable', detail: theirs?.error ?? 'no answer', days: 'days' in ours ? ours.days.length : 0 }
  }
  // An entry without a calendar around it, of which the other makes nothing either.
  if ('error' in ours && theirs.days.length === 0) return { verdict: 'without', detail: '', days: 0 }
  if ('error' in ours) return differing(id, 0, `ours: ${ours.error}; theirs: ${theirs.days.length} days`)
  const mine = new Set(ours.days)
  const other = new Set(theirs.days)
  const onlyOurs = ours.days.filter((day) => !other.has(day))
  const onlyTheirs = theirs.days.filter((day) => !mine.has(day))
  if (onlyOurs.length + onlyTheirs.length === 0) {
    return { verdict: mine.size === 0 ? 'without' : 'same', detail: '', days: mine.size }
  }
  const said = [some('ours alone', onlyOurs), some('theirs alone', onlyTheirs), some('passed over', ours.passed)]
  return differing(id, mine.size, said.filter((one) => one !== '').join('; '))
}

function differing(id: string, days: number, detail: string): Judged {
  const reason = exceptions.find(({ of }) => of === id)?.because
  return { verdict: reason === undefined ? 'differs' : 'named', detail: reason ?? detail, days }
}

function some(what: string, list: readonly string[]): string {
  if (list.length === 0) return ''
  return `${what} (${list.length}): ${list.slice(0, 3).join(', ')}${list.length > 3 ? ', …' : ''}`
}
