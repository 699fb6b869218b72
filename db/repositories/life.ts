import type { Tx } from '#db/connection/connect.ts'
import { counts, inserts, movedParts, parts, type Counted, type Part } from './life-texts.ts'
import { movesTasks, rowsIn, wireOf, type Wire } from '#db/connection/wire.ts'

/**
 * All that one command writes of the life of something, in one statement: an insert for each table that it touches, with the rows as one
 * document. Each combination of tables has one text, made at its first use, and so is prepared once on each connection.
 */
type Unit = {
  agency: string
  rows: Map<Part, Map<string, object>>
  counts: { what: Counted; known: (number: number) => void } | null
}

const units = new WeakMap<Wire, Unit>()
const numbers = new WeakMap<Wire, Promise<number>>()

/** Written with all else of this transaction; a later row of the same key takes the place of an earlier one. */
export function write(tx: Tx, agency: string, part: Part, key: string, row: object): void {
  const unit = unitOf(tx, agency)
  const rows = unit.rows.get(part) ?? new Map<string, object>()
  unit.rows.set(part, rows)
  rows.set(key, row)
  if (part === 'timers') unit.rows.get('cleared')?.delete(key)
  if (part === 'cleared') unit.rows.get('timers')?.delete(key)
}

/**
 * The number of what is made is counted where it is written, and known once that is done: see `numberCounted`. One thing is counted in a
 * transaction. `known` is told ahead of whoever waits for it.
 */
export function countNumber(tx: Tx, agency: string, what: Counted, known: (number: number) => void = () => {}): void {
  const unit = unitOf(tx, agency)
  if (unit.counts) throw new Error(`a ${what} is counted with a ${unit.counts.what}: number one of them at once`)
  unit.counts = { what, known }
}

/** Sent with the commit; so it answers only once there is one. Null: nothing was counted. */
export function numberCounted(tx: Tx): Promise<number> | null {
  return numbers.get(wireOf(tx)) ?? null
}

function unitOf(tx: Tx, agency: string): Unit {
  const wire = wireOf(tx)
  const known = units.get(wire)
  if (known?.agency === agency) return known
  const unit: Unit = { agency, rows: new Map(), counts: null }
  units.set(wire, unit)
  wire.ahead(() => {
    if (units.get(wire) === unit) units.delete(wire)
    send(wire, unit)
  })
  return unit
}

const texts = new Map<string, string>()

function send(wire: Wire, { agency, rows, counts: counted }: Unit): void {
  const used = parts.filter((part) => (rows.get(part)?.size ?? 0) > 0)
  const shape = `${counted ? `${counted.what}:` : ''}${used.join()}`
  const text = texts.get(shape) ?? textOf(used, counted?.what ?? null)
  texts.set(shape, text)
  const document = Object.fromEntries(used.map((part) => [part, [...(rows.get(part)?.values() ?? [])]]))
  const written = wire.tell(text, [agency, JSON.stringify(document)])
  if (!counted) return
  const number = written.then((answer) => {
    const found = Number(rowsIn(answer)[0]?.['number'])
    counted.known(found)
    return found
  })
  // Whoever waits for the commit hears of a fault.
  number.catch(() => {})
  numbers.set(wire, number)
}

function textOf(used: Part[], what: Counted | null): string {
  const counted = what ? '(select last from counted)' : 'null::int'
  const each = used.map(
    (part) =>
      `${part}_rows as (${inserts[part].replaceAll('COUNTED', counted).replace('ROWS', `json_to_recordset($2::text::json->'${part}')`)})`,
  )
  const missed = movedParts.filter((part) => used.includes(part)).map(checkMoved)
  return `${movesTasks}with ${[...(what ? [`counted as (${counts[what]})`] : []), ...each].join(',\n')}\nselect ${[`${counted} as number`, ...missed].join()}`
}

/** Whoever decides locks it first, and one that forgot is not to win silently: a word that is no number undoes all. */
function checkMoved(part: (typeof movedParts)[number]): string {
  return ` case when (select count(*) from ${part}_rows) = json_array_length($2::text::json->'${part}') then 0
  else ('one of them is gone, or at that version already; moved: ' || (select count(*) from ${part}_rows))::int end as missed_${part}`
}
