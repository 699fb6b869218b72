import { readdirSync, readFileSync } from 'node:fs'
import { type Setting, settings } from './settings.ts'
import { readWanted, type Wanted } from './wanted.ts'

export type Use = 'due' | 'remind' | 'repeat' | 'hours' | 'away'

/** One phrase of the set, and what a careful assistant would understand. */
export type Row = {
  /** Where it stands: `english-due.tsv:12`. */
  id: string
  say: string
  /** In a line it stands among other words; in a field it is all that was typed. */
  place: 'line' | 'field'
  use: Use
  /** The name of the setting, and what it says. */
  in: string
  setting: Setting
  /** Any of these is right. */
  wanted: Wanted[]
  /** What is left of a line as its title, where the set says so. */
  title: string | null
}

type Heading = Pick<Row, 'place' | 'use' | 'in' | 'setting'>

const folder = new URL('set/', import.meta.url)
const places = ['line', 'field'] as const
const uses = ['due', 'remind', 'repeat', 'hours', 'away'] as const

/** The whole set, in the order in which it was written. */
export function readRows(): Row[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .toSorted()
    .flatMap((name) => rowsOf(name, readFileSync(new URL(name, folder), 'utf8')))
}

function rowsOf(name: string, text: string): Row[] {
  const rows: Row[] = []
  let heading: Heading | null = null
  for (const [index, line] of text.split('\n').entries()) {
    const id = `${name}:${index + 1}`
    if (line.trim() === '' || /^# /.test(line)) continue
    if (/^\[\w+ \w+ \w+\]$/.test(line)) {
      heading = headingOf(line.slice(1, -1).split(' '), id)
      continue
    }
    const [said, wanted, title, ...more] = line.split('\t')
    if (!heading || !said || !wanted || more.length > 0) throw new Error(`${id} is no row of the set: ${line}`)
    const say = said.replaceAll(String.raw`\n`, '\n')
    rows.push({ id, say, ...heading, wanted: readWanted(wanted, id), title: title ?? null })
  }
  return rows
}

function headingOf([name = '', place, use]: string[], id: string): Heading {
  const found = settings[name]
  const where = places.find((known) => known === place)
  const what = uses.find((known) => known === use)
  if (!found || !where || !what) throw new Error(`${id} heads no rows that are known`)
  return { in: name, setting: found, place: where, use: what }
}
