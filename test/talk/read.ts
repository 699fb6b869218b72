import { readFileSync } from 'node:fs'
import type { Names } from '#src/features/talk/markup.ts'

/** The rows of a page of the set: what came, and what must come of it. */
export function rowsOf(file: string): [came: string, wanted: string][] {
  const lines = readFileSync(new URL(`set/${file}`, import.meta.url), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('# From '))
    .map((line) => {
      const [came = '', wanted = '', ...more] = line.split('\t')
      if (more.length > 0 || wanted === '') throw new Error(`not a row: ${line}`)
      return [broken(came), broken(wanted)]
    })
}

const broken = (words: string) => words.replaceAll('⏎', '\n')

const known: Record<string, string> = {
  U01MEERA: 'Meera',
  C01OPS: 'ops-room',
  S01DESK: 'front-desk',
  '100000000000000001': 'Meera',
  '100000000000000002': 'ops-room',
  '100000000000000003': 'front-desk',
}
const named = (id: string) => known[id] ?? 'somebody'
export const names: Names = { person: named, room: named, group: named }
