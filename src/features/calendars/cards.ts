import { formatCalendarDay, formatInstant } from '#src/time/words.ts'
import type { Card, Row } from '#src/kernel/card.ts'
import type { Words } from '#src/words/words.ts'
import type { Reader } from '#src/words/reader.ts'
import type { HolidayFailure } from './failure.ts'
import type { Feed } from './feed.ts'
import type { Holiday, Remarks } from './holidays.ts'

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
  next: Pick<Holiday, 'day' | 'name'> | null
  removable: boolean
  /** Whether its observances count as days off. */
  observances: boolean
}

export function holidaysCard(views: HolidayView[], changed: 'added' | 'removed' | null, reader: Reader): Card {
  const { calendars } = reader.words
  return {
    title: changed === null ? calendars.holidays : calendars.holidaysChanged[changed],
    tone: changed === null ? 'plain' : 'good',
    ...(views.length === 0 ? { body: calendars.noHolidays } : {}),
    list: views.map((view, index) => holidayRow(view, index + 1, reader)),
    note: calendars.holidaysNote,
    buttons: views
      .filter(({ observances, removable }) => observances && removable)
      .map(({ id, host }) => ({
        label: calendars.observancesOff(host),
        style: 'plain' as const,
        action: { press: 'count-observances' as const, subject: id, detail: 'off' },
      })),
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

/** Names that are spelled out; of more, how many. */
const mostNamed = 5

export type FirstRead = {
  id: string
  host: string
  why: HolidayFailure | null
  observances: Pick<Holiday, 'day' | 'name'>[]
  daysOff: number
  next: Pick<Holiday, 'day' | 'name'>[]
  remarks: Remarks | null
}

/** What came of a calendar's first reading: how many days off, the next of them, and what was passed over, by name. */
export function firstReadCard(
  { id, host, why, daysOff, next, observances, remarks }: FirstRead,
  { words, language, zone, now }: Reader,
): Card {
  const { calendars } = words
  if (why !== null) {
    return { title: calendars.firstFailed(host), tone: 'attention', body: calendars.firstFailedWhy(calendars.why[why]) }
  }
  const { year } = now.toZonedDateTimeISO(zone)
  const named = next.map(({ day, name }) => `${formatCalendarDay(day, language, year)}: ${name}`)
  const passed = (remarks?.passed ?? []).map((one) => calendars.passed(one.name, calendars.passedWhy[one.why]))
  const lines = [
    ...named,
    ...(passed.length > 0 ? ['', calendars.passedOver(passed.length), ...some(passed, calendars.andMore)] : []),
    ...((remarks?.cut ?? []).length > 0
      ? ['', calendars.cut(some(remarks?.cut ?? [], calendars.andMore).join(', '))]
      : []),
    ...(observances.length > 0
      ? [
          '',
          calendars.observances(
            observances.length,
            some([...new Set(observances.map(({ name }) => name))], calendars.andMore).join(', '),
          ),
        ]
      : []),
  ]
  const count = { press: 'count-observances', subject: id, detail: 'on' } as const
  return {
    title: daysOff === 0 ? calendars.firstNothing(host) : calendars.firstRead(host, daysOff),
    tone: daysOff === 0 ? 'attention' : 'good',
    body: lines.join('\n').trim(),
    ...(observances.length > 0 && {
      buttons: [{ label: calendars.countObservances, style: 'plain' as const, action: count }],
    }),
  }
}

function some(names: readonly string[], more: (count: number) => string): string[] {
  return names.length <= mostNamed ? [...names] : [...names.slice(0, mostNamed), more(names.length - mostNamed)]
}
