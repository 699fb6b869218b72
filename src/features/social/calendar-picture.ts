import { formatTime } from '#src/time/words.ts'
import { plain, type Button, type Card } from '#src/kernel/card.ts'
import { linesInCell, type MonthLine, type MonthMark, type MonthPicture } from '#src/kernel/month.ts'
import type { Reader } from '#src/words/reader.ts'
import { beside, calendarCard, type Calendar, type Period } from './calendar.ts'
import type { Account } from './network.ts'
import type { PostStatus } from './post.ts'
import { accountLabel, networkLabel } from './view.ts'

/** A cancelled post is in no picture. */
const marks: Record<PostStatus, MonthMark> = {
  ...{ idea: 'open', draft: 'open', approval: 'waiting', approved: 'ready', due: 'now' },
  ...{ posted: 'done', missed: 'missed', cancelled: 'open' },
}
const explained = ['draft', 'approval', 'approved', 'due', 'posted', 'missed'] as const

/** A client's month as a picture, in the client's own time and the reader's language. */
export function pictureCard(calendar: Calendar, reader: Reader): Card {
  const { title, status, note } = calendarCard(calendar, reader)
  return {
    title,
    tone: 'plain',
    ...(status ? { status } : {}),
    month: monthPicture(calendar, reader),
    buttons: buttonsOf(calendar, reader),
    ...(note ? { note } : {}),
  }
}

/** The months beside it as pictures too, and this one in words. */
function buttonsOf({ period, client }: Calendar, { words }: Reader): Button[] {
  const { buttons } = words.social
  const go = (press: 'calendar' | 'calendar-picture', label: string, { name, from }: Period): Button => ({
    label,
    style: 'plain',
    action: { press, subject: client.id, detail: `${name}.${from.toString()}` },
  })
  return [
    go('calendar-picture', buttons.previous.month, beside(period, -1)),
    go('calendar-picture', buttons.next.month, beside(period, 1)),
    go('calendar', buttons.as.month, period),
  ]
}

function monthPicture(calendar: Calendar, reader: Reader): MonthPicture {
  const { period, client } = calendar
  const { social, monthNames, postStatusNames, dayNames, ui } = reader.words
  const month = period.from.toPlainYearMonth()
  const days = [...Map.groupBy(linesOf(calendar, reader), ({ day }) => day)].map(([day, lines]) => {
    const shown = lines.length > linesInCell ? lines.slice(0, linesInCell - 1) : lines
    const left = lines.length - shown.length
    return { day, lines: shown.map(({ text, mark }) => ({ text, mark })), rest: left > 0 ? ui.more(left) : null }
  })
  return {
    title: `${client.name} · ${social.calendar.month(monthNames[month.month - 1] ?? '', month.year)}`,
    month: month.toString(),
    weekdays: dayNames,
    days,
    legend: explained.map((status) => ({ mark: marks[status], name: postStatusNames[status] })),
    words: (calendarCard(calendar, reader).list ?? []).map(({ text }) => plain(text)).join('\n'),
    elsewhere: social.calendar.elsewhere,
  }
}

/** What tells posts apart comes first: a long account is cut, and one that is the only one of its network goes by that. */
function linesOf({ client, posts, gaps }: Calendar, reader: Reader): (MonthLine & { day: number })[] {
  const { social } = reader.words
  const accounts = new Map([...posts, ...gaps].map(({ account }) => [account.id, account.network]))
  const named = (account: Account) =>
    [...accounts.values()].filter((network) => network === account.network).length > 1
      ? accountLabel(account, reader)
      : networkLabel(account.network, reader)
  return [
    ...posts.flatMap(({ post, account }) =>
      post.at ? [{ at: post.at, account, said: social.number(post.number), mark: marks[post.status] }] : [],
    ),
    ...gaps.map(({ at, account }) => ({ at, account, said: social.calendar.gap, mark: 'gap' as const })),
  ]
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
    .map(({ at, account, said, mark }) => ({
      day: at.toZonedDateTimeISO(client.zone).day,
      text: `${formatTime(at, client.zone, reader.language)} ${said} · ${named(account)}`,
      mark,
    }))
}
