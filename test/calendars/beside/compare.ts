/** `npm run calendars`: generated calendars and published ones, read by us and by another; the table goes into docs/calendars.md. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chanceOf } from './chance.ts'
import { judge } from './judge.ts'
import { kinds, type Made } from './kinds.ts'
import { pageOf, type Group } from './page.ts'
import { publicFiles } from './public-files.ts'
import { readByOthers, readByUs, versionsOfOthers, type Reading } from './readers.ts'

/** Of each kind so many are made. */
const ofEach = 16
const years = { from: '2026-01-01', to: '2027-12-31' }

type Kept = Reading & { group: string }

function generated(folder: string): Kept[] {
  mkdirSync(folder)
  return Object.entries(kinds).flatMap(([kind, make], kindIndex) =>
    Array.from({ length: ofEach }, (_, index) => {
      const file = join(folder, `${kindIndex}-${index}.ics`)
      writeFileSync(file, textOf(make(chanceOf(1 + kindIndex * 1000 + index))))
      return { id: `${kind} ${index}`, group: kind, file, ...years }
    }),
  )
}

function textOf({ entries, zones = [] }: Made): string {
  const events = entries.flatMap((lines, index) => [
    'BEGIN:VEVENT',
    ...(lines.some((line) => line.startsWith('UID:')) ? [] : [`UID:${index}`]),
    'DTSTAMP:20260101T000000Z',
    ...lines,
    'END:VEVENT',
  ])
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...zones, ...events, 'END:VCALENDAR', ''].join('\r\n')
}

/** In 2026 and 2027; and, since most were written long ago, in the two years with which they begin. */
function published(folder: string): Kept[] {
  return publicFiles(folder).flatMap(({ name, file }) => {
    const group = name.split(' ').slice(0, 2).join(' ')
    const now = { id: `${name}, 2026–27`, group, file, ...years }
    const first = firstYear(readFileSync(file, 'latin1'))
    if (first === null || first === 2026) return [now]
    return [now, { ...now, id: `${name}, ${first}–${first + 1}`, from: `${first}-01-01`, to: `${first + 1}-12-31` }]
  })
}

function firstYear(text: string): number | null {
  const withoutZones = text.replaceAll(/^BEGIN:VTIMEZONE[^]*?^END:VTIMEZONE/gimu, '')
  const found = [...withoutZones.matchAll(/^DTSTART[^:\n]*:(\d{4})\d{4}/gimu)].map(([, year]) => Number(year))
  const likely = found.filter((year) => year >= 1950 && year < 2100)
  return likely.length > 0 ? Math.min(...likely) : null
}

const folder = mkdtempSync(join(tmpdir(), 'calendars-'))
try {
  const all = [...generated(join(folder, 'made')), ...published(folder)]
  const theirs = readByOthers(all)
  const judged = all.map((reading) => ({ ...reading, ...judge(reading.id, readByUs(reading), theirs.get(reading.id)) }))
  const groups = [...Map.groupBy(judged, ({ group }) => group)].map(([name, rows]): Group => ({
    name,
    isMade: Object.hasOwn(kinds, name),
    rows,
  }))
  writeFileSync(new URL('../../../docs/calendars.md', import.meta.url), pageOf(groups, versionsOfOthers()))
  const unnamed = judged.filter(({ verdict }) => verdict === 'differs')
  for (const { id, file, detail } of unnamed) process.stdout.write(`${id} (${file})\n  ${detail}\n`)
  const counted = Map.groupBy(judged, ({ verdict }) => verdict)
  process.stdout.write(`${[...counted].map(([verdict, { length }]) => `${verdict} ${length}`).join(', ')}\n`)
  process.exitCode = unnamed.length > 0 ? 1 : 0
} finally {
  if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true, force: true })
}
