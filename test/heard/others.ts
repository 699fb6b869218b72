import { createRequire } from 'node:module'
import { z } from 'zod'
import { asked, type Hearing, nothing } from './hearing.ts'
import { judge } from './judge.ts'
import type { Row } from './rows.ts'
import type { Setting } from './settings.ts'

/** All that another library finds in a text: each is tried, and it is right if one of them is. */
type Candidates = (say: string, setting: Setting) => Temporal.ZonedDateTime[]

/** What is installed for the comparison, and only for it. */
export const libraries = {
  'chrono-node': '2.10.3',
  compromise: '14.17.0',
  'compromise-dates': '3.9.0',
  '@microsoft/recognizers-text-date-time': '1.3.2',
} as const

/** The readers of other people, from the folder into which they were installed. */
export function othersIn(folder: string): Record<string, (row: Row) => Hearing> {
  const load = createRequire(`${folder}/package.json`)
  return {
    'chrono-node': hearWith(chronoOf(load('chrono-node'))),
    'compromise-dates': hearWith(compromiseOf(load('compromise'), load('compromise-dates'))),
    'recognizers-text': hearWith(recognizersOf(load('@microsoft/recognizers-text-date-time'))),
  }
}

/** In favour of them: the best of what they find counts, and to find nothing is to ask wherever asking is right. */
function hearWith(find: Candidates): (row: Row) => Hearing {
  return (row) => {
    const all = find(row.say, row.setting).map((at): Hearing => ({ heard: { is: 'at', at, said: false }, title: null }))
    const mayAsk = row.place === 'field' || row.wanted.some(({ is }) => is === 'asked')
    if (all.length === 0) return mayAsk && row.wanted[0]?.is !== 'none' ? asked : nothing
    return all.find(({ heard }) => judge(row, heard, { strict: false }) === 'right') ?? all.at(-1) ?? nothing
  }
}

/** 3/4 is 4 March to them. */
function writesMonthFirst(zone: string): boolean {
  return zone.startsWith('America/')
}

const chronoComponents = z.object({
  date: z.custom<() => Date>((value) => typeof value === 'function'),
  get: z.custom<(name: string) => number | null>((value) => typeof value === 'function'),
  isCertain: z.custom<(name: string) => boolean>((value) => typeof value === 'function'),
})
const chronoResults = z.array(z.looseObject({ start: z.unknown(), end: z.unknown() }))
const chronoParser = z.object({
  parse: z.custom<(text: string, reference: object, options: object) => unknown>(
    (value) => typeof value === 'function',
  ),
})
const chronoModule = z.looseObject({ en: z.looseObject({ casual: z.unknown(), GB: z.unknown() }) })

function chronoOf(loaded: unknown): Candidates {
  const { en } = chronoModule.parse(loaded)
  // They are instances of a class, whose methods need their `this`.
  const parse = (parser: unknown, ...args: [string, object, object]) =>
    chronoParser
      .parse({ parse: (...all: [string, object, object]) => Reflect.apply(methodOf(parser, 'parse'), parser, all) })
      .parse(...args)
  return (say, { now, zone }) => {
    const local = now.toZonedDateTimeISO(zone)
    const reference = { instant: new Date(now.epochMilliseconds), timezone: local.offsetNanoseconds / 6e10 }
    const parser = writesMonthFirst(zone) ? en.casual : en.GB
    const results = chronoResults.parse(parse(parser, say, reference, { forwardDate: true }))
    return results.flatMap(({ start, end }) => [start, end ?? []].flat().map((one) => chronoMoment(one, zone)))
  }
}

function methodOf(of: unknown, name: string) {
  const found: unknown = typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined
  return z.custom<(...args: unknown[]) => unknown>((value) => typeof value === 'function').parse(found)
}

/** Where no zone was named its numbers are local, also after the clocks have changed. */
function chronoMoment(found: unknown, zone: string): Temporal.ZonedDateTime {
  const call = (name: string, ...args: unknown[]) => Reflect.apply(methodOf(found, name), found, args)
  const components = chronoComponents.parse({
    date: () => call('date'),
    get: (name: string) => call('get', name),
    isCertain: (name: string) => call('isCertain', name),
  })
  if (components.isCertain('timezoneOffset')) {
    return Temporal.Instant.fromEpochMilliseconds(components.date().getTime()).toZonedDateTimeISO(zone)
  }
  const [year = 0, month = 1, day = 1, hour = 12, minute = 0] = ['year', 'month', 'day', 'hour', 'minute'].map(
    (name) => components.get(name) ?? undefined,
  )
  return Temporal.PlainDateTime.from({ year, month, day, hour, minute }).toZonedDateTime(zone)
}

const compromiseDates = z.array(z.object({ start: z.string().nullish(), end: z.string().nullish() }))

function compromiseOf(nlp: unknown, dates: unknown): Candidates {
  const read = z.custom<(text: string) => unknown>((value) => typeof value === 'function').parse(nlp)
  Reflect.apply(z.custom<(plugin: unknown) => unknown>().parse(Reflect.get(read, 'plugin')), read, [dates])
  return (say, { now, zone }) => {
    const today = now.toZonedDateTimeISO(zone).toPlainDateTime().toString()
    const view = read(say)
    const found = Reflect.apply(methodOf(view, 'dates'), view, [
      { timezone: zone, today, dmy: !writesMonthFirst(zone) },
    ])
    const results = compromiseDates.parse(Reflect.apply(methodOf(found, 'get'), found, []))
    return results.flatMap(({ start, end }) => [start, end].flatMap((one) => compromiseMoments(one ?? null, zone)))
  }
}

/** "By Friday" ends with Thursday's last millisecond to it: the moment after is a candidate too. */
function compromiseMoments(text: string | null, zone: string): Temporal.ZonedDateTime[] {
  if (text === null) return []
  const at = Temporal.Instant.from(text).toZonedDateTimeISO(zone)
  return text.includes('59.999') ? [at, at.add({ milliseconds: 1 })] : [at]
}

const recognized = z.array(
  z.looseObject({
    typeName: z.string(),
    resolution: z
      .looseObject({
        values: z.array(
          z.looseObject({ value: z.string().optional(), start: z.string().optional(), end: z.string().optional() }),
        ),
      })
      .nullish(),
  }),
)
const recognizersModule = z.looseObject({
  recognizeDateTime: z.custom<(text: string, culture: string, options: number, now: Date) => unknown>(
    (value) => typeof value === 'function',
  ),
})

function recognizersOf(loaded: unknown): Candidates {
  const { recognizeDateTime } = recognizersModule.parse(loaded)
  return (say, { now, zone }) => {
    const local = now.toZonedDateTimeISO(zone)
    // It knows no zones: it is told the local time in whichever zone this process lives.
    const { year, month, day, hour, minute } = local
    const culture = writesMonthFirst(zone) ? 'en-us' : 'en-*'
    const found = recognized.parse(recognizeDateTime(say, culture, 0, new Date(year, month - 1, day, hour, minute)))
    return found.flatMap(({ typeName, resolution }) =>
      (resolution?.values ?? []).flatMap(({ value, start, end }) =>
        [value, start, end].flatMap((one) => recognizedMoment(typeName, one ?? '', local)),
      ),
    )
  }
}

/** Of what it takes for possible only what is to come. */
function recognizedMoment(type: string, text: string, now: Temporal.ZonedDateTime): Temporal.ZonedDateTime[] {
  if (type.endsWith('.duration') && /^\d+$/.test(text)) return [now.add({ seconds: Number(text) })]
  if (/^(?:[01]\d|2[0-3]):\d\d:\d\d$/.test(text)) {
    const at = now.withPlainTime(text)
    return [Temporal.ZonedDateTime.compare(at, now) > 0 ? at : at.add({ days: 1 })]
  }
  if (!/^\d{4}-\d\d-\d\d( (?:[01]\d|2[0-3]):\d\d:\d\d)?$/.test(text)) return []
  const at = Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(now.timeZoneId)
  return Temporal.PlainDate.compare(at.toPlainDate(), now.toPlainDate()) >= 0 ? [at] : []
}
