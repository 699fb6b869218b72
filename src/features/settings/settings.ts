import { readable } from '#src/time/digits.ts'
import { parseZone } from '#src/time/zone.ts'
import { readWorkTime } from '#src/time/work-time.ts'
import { languageNamed, type Language } from '#src/kernel/person.ts'

/** What a client may have of its own, and the agency has for everyone else. */
export type ClientSettings = { zone: string | null; language: Language | null; reviewDays: number | null }

export type AgencySettings = {
  zone: string
  language: Language
  responseHours: number
  leaseHours: number
  reviewDays: number
}

export const settingNames = ['zone', 'language', 'response', 'lease', 'review'] as const
export type SettingName = (typeof settingNames)[number]

/** What was not understood, and for a zone what may have been meant. */
export type Unread = { setting: SettingName; given: string; near: string[] }

export type Read<T> = { ok: true; value: T } | { ok: false; unread: Unread }

/** A quarter of a year of silence is longer than anyone means. */
export const mostReviewDays = 90

/** Working hours: five weeks of them. */
export const mostHours = 200

export function readZone(given: string): Read<string> {
  const parsed = parseZone(given)
  return parsed.ok ? { ok: true, value: parsed.zone } : unread('zone', given, parsed.near)
}

export function readLanguage(given: string): Read<Language> {
  const language = languageNamed(given)
  return language ? { ok: true, value: language } : unread('language', given)
}

/** `4h`, `4 hours`, `1 day` (eight hours), `4`: whole hours of working time. */
export function readHours(setting: 'response' | 'lease', given: string): Read<number> {
  const text = readable(given.normalize('NFC')).trim()
  const minutes = readWorkTime(/^\d{1,4}$/u.test(text) ? `${text}h` : text)
  const hours = minutes === null ? 0 : minutes / 60
  return Number.isInteger(hours) && hours >= 1 && hours <= mostHours
    ? { ok: true, value: hours }
    : unread(setting, given)
}

const days = /^(\d{1,3})\s*(?:d|days?|दिन|दिनों|din)?$/u
const weeks = /^(\d{1,2})\s*(?:w|weeks?|हफ़्ते|हफ़्ता|सप्ताह|hafte)$/u

/** `3`, `3 days`, `2 weeks`, `3 दिन`: days of the calendar. */
export function readReviewDays(given: string): Read<number> {
  const text = readable(given.normalize('NFC')).trim()
  const [inDays, inWeeks] = [days.exec(text)?.[1], weeks.exec(text)?.[1]]
  const count = inWeeks === undefined ? Number(inDays ?? 0) : Number(inWeeks) * 7
  return count >= 1 && count <= mostReviewDays ? { ok: true, value: count } : unread('review', given)
}

function unread(setting: SettingName, given: string, near: string[] = []): { ok: false; unread: Unread } {
  return { ok: false, unread: { setting, given, near } }
}
