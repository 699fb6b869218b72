import type { DateStyle } from './markup.ts'

/** Slack's templates (https://docs.slack.dev/messaging/formatting-message-text#date-formatting) for Discord's letters. */
const templates: Record<DateStyle, string> = {
  t: '{time}',
  T: '{time_secs}',
  d: '{date_num}',
  D: '{date_long_full}',
  f: '{date_long_full} {time}',
  F: '{date_long} {time}',
  R: '{ago}',
}

export function templateOf(style: DateStyle): string {
  return templates[style]
}

/** A template as the words around its moment, and how the moment is worded. */
export function readTemplate(template: string): { before: string; style: DateStyle; after: string } {
  const tokens = [...template.matchAll(/\{[a-z_]+\}/gu)]
  const first = tokens[0]?.index ?? 0
  const last = tokens.at(-1)
  const end = last ? last.index + last[0].length : 0
  const names = tokens.map(([name]) => name).join('')
  return { before: template.slice(0, first), style: styleOf(names), after: last ? template.slice(end) : '' }
}

function styleOf(names: string): DateStyle {
  const hasDate = names.includes('{date') || names.includes('{day')
  const hasTime = names.includes('{time')
  if (names.includes('{ago}')) return 'R'
  if (!hasDate && hasTime) return names.includes('{time_secs}') ? 'T' : 't'
  if (!hasTime) return /\{date_(?:num|slash|short)/u.test(names) ? 'd' : 'D'
  return /\{date_long(?:_pretty)?\}/u.test(names) ? 'F' : 'f'
}

/** A moment for where nobody words it: 2026-11-30 18:30 UTC. Null: no calendar reaches it. */
export function wordsOf(seconds: number): string | null {
  if (!Number.isSafeInteger(seconds) || Math.abs(seconds) > 8.64e12) return null
  const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO('UTC')
  return `${at.toPlainDate().toString()} ${at.toPlainTime().toString({ smallestUnit: 'minute' })} UTC`
}
