import { formatTime } from '#src/time/words.ts'
import type { Reader } from '#src/ui/reader.ts'
import { calendarSvg, type Letters, type PicturePost, type PictureTheme } from './calendar-svg.ts'
import type { Calendar } from './calendar.ts'
import { accountLabel } from './view.ts'

/** A client's month as a picture, in the client's own time and the reader's language. */
export function monthPicture(calendar: Calendar, theme: PictureTheme, reader: Reader, letters?: Letters): string {
  const { period, client, posts, gaps } = calendar
  const { social, monthNames, postStatusNames, dayNames, ui } = reader.words
  const month = period.from.toPlainYearMonth()
  const shown = [
    ...posts.flatMap(({ post, account }) =>
      post.at ? [{ at: post.at, account, number: social.number(post.number), status: post.status }] : [],
    ),
    ...gaps.map(({ at, account }) => ({ at, account, number: '', status: null })),
  ].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  const words = {
    title: `${client.name} · ${social.calendar.month(monthNames[month.month - 1] ?? '', month.year)}`,
    ...{ weekdays: dayNames, gap: social.calendar.gap, more: ui.more, statuses: postStatusNames },
  }
  const drawn = shown.map(({ at, account, number, status }): PicturePost => ({
    day: at.toZonedDateTimeISO(client.zone).day,
    time: formatTime(at, client.zone, reader.language),
    account: accountLabel(account, reader),
    ...{ number, status },
  }))
  return calendarSvg(month, drawn, words, theme, letters)
}
