import { formatDuration } from '#src/time/words.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { spans } from './look.ts'
import type { Account } from './network.ts'
import type { Post } from './post.ts'
import { accountLabel } from './view.ts'

export type Figures = {
  planned: number
  /** Before anyone had to be told: within the hour. */
  onTime: number
  late: number
  missed: number
  cancelled: number
  /** Still to come, or waiting for approval. */
  open: number
  /** From the planned time to the moment at which it was confirmed, in milliseconds; the middle one. */
  median: number | null
}

export function figuresOf(posts: readonly Post[]): Figures {
  const placed = posts.filter(({ at }) => at !== null)
  const delays = placed.flatMap((post) => (post.status === 'posted' ? [delayOf(post)] : [])).toSorted((a, b) => a - b)
  const onTime = delays.filter((delay) => delay <= spans.escalate.total('milliseconds')).length
  const count = (...wanted: Post['status'][]) => placed.filter(({ status }) => wanted.includes(status)).length
  return {
    planned: placed.length - count('cancelled'),
    onTime,
    late: delays.length - onTime,
    missed: count('missed'),
    cancelled: count('cancelled'),
    open: count('draft', 'approval', 'approved', 'due'),
    median: delays.length === 0 ? null : Math.max(0, medianOf(delays)),
  }
}

function delayOf({ at, posted }: Extract<Post, { status: 'posted' }>): number {
  return posted.at.epochMilliseconds - at.epochMilliseconds
}

function medianOf(sorted: number[]): number {
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

export type Report = { client: string; range: string; posts: Post[]; accounts: Account[] }

export function reportCard({ client, range, posts, accounts }: Report, reader: Reader): Card {
  const { report } = reader.words.social
  const all = figuresOf(posts)
  const per = accounts.map((account) => ({
    account,
    figures: figuresOf(posts.filter((post) => post.account === account.id)),
  }))
  return {
    title: report.title(client, range),
    tone: all.missed > 0 ? 'attention' : 'good',
    ...(posts.length === 0 ? { body: report.nothing } : {}),
    facts: [
      { label: report.planned, value: String(all.planned) },
      { label: report.onTime, value: String(all.onTime) },
      { label: report.late, value: String(all.late) },
      { label: report.missed, value: String(all.missed) },
      { label: report.open, value: String(all.open) },
      { label: report.cancelled, value: String(all.cancelled) },
      ...(all.median === null ? [] : [{ label: report.median, value: formatDuration(all.median, reader.language) }]),
    ],
    list: per
      .filter(({ figures }) => figures.planned > 0)
      .map(({ account, figures: { planned, onTime, late, missed } }) => ({
        text: accountLabel(account, reader),
        detail: report.line(planned, onTime, late, missed),
      })),
    note: report.note,
  }
}
