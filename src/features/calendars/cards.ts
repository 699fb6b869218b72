import { formatCalendarDay, formatInstant } from '#src/time/words.ts'
import type { Card, Row } from '#src/kernel/card.ts'
import type { Words } from '#src/words/words.ts'
import type { Reader } from '#src/words/reader.ts'
import type { HolidayFailure } from './failure.ts'
import type { Feed } from './feed.ts'
import type { Holiday } from './holidays.ts'

/** What Discord takes as the address behind a button. */
const longestLink = 512

/** A feed's secret address, with how to add it to the calendars that people have. */
export function feedCard(feed: Feed, name: string, address: string, renewed: boolean, { words }: Reader): Card {
  const { calendars } = words
  const add = [
    {
      label: 'Google',
      url: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(address.replace(/^https?:/u, 'webcal:'))}`,
    },
    {
      label: 'Outlook',
      url: `https://outlook.live.com/calendar/0/addfromweb?url=${encodeURIComponent(address)}&name=${encodeURIComponent(name)}`,
    },
  ].filter(({ url }) => url.length <= longestLink)
  return {
    title: renewed ? calendars.renewed(name) : name,
    tone: renewed ? 'good' : 'plain',
    body: `${address}\n\n${calendars.how}`,
    note: calendars.secret,
    buttons: [
      ...add,
      { label: calendars.renew, style: 'danger', action: { press: 'renew-feed', subject: feed.id, detail: '' } },
    ],
  }
}

export type HolidayView = {
  id: string
  /** Whose days off they are, in words; the host that they come from. */
  whose: string
  host: string
  readAt: Temporal.Instant | null
  /** Why it cannot be read at the moment; null when it can. */
  why: HolidayFailure | null
  next: Holiday | null
  removable: boolean
}

export function holidaysCard(views: HolidayView[], changed: 'added' | 'removed' | null, reader: Reader): Card {
  const { calendars } = reader.words
  return {
    title: changed === null ? calendars.holidays : calendars.holidaysChanged[changed],
    tone: changed === null ? 'plain' : 'good',
    ...(views.length === 0 ? { body: calendars.noHolidays } : {}),
    list: views.map((view, index) => holidayRow(view, index + 1, reader)),
    note: calendars.holidaysNote,
  }
}

function holidayRow(
  { id, whose, host, readAt, why, next, removable }: HolidayView,
  place: number,
  reader: Reader,
): Row {
  const { calendars } = reader.words
  const { language, zone, now } = reader
  const read = readAt ? calendars.readAt(formatInstant(readAt, zone, language, now)) : calendars.notReadYet
  const coming = next
    ? calendars.nextHoliday(next.name, formatCalendarDay(next.day, language, now.toZonedDateTimeISO(zone).year))
    : ''
  return {
    text: `${place}. ${whose} · ${host}`,
    detail: [why === null ? read : calendars.failing(calendars.why[why]), coming].filter(Boolean).join(' · '),
    ...(removable && {
      button: {
        label: calendars.remove,
        style: 'plain',
        action: { press: 'remove-holidays', subject: id, detail: '' },
      },
    }),
  }
}

/** To whoever can mend it. */
export function failingCard(host: string, why: HolidayFailure, { calendars }: Words): Card {
  return { title: calendars.unreadable(host), tone: 'attention', body: calendars.unreadableWhy(calendars.why[why]) }
}
