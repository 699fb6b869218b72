/** Something that a careful assistant may understand. */
type Meaning =
  | { is: 'none' }
  | { is: 'asked' }
  /** Local, `2026-03-06`; `anyTime` where not even the end of the day was meant. */
  | { is: 'day'; day: string; anyTime: boolean }
  /** Local, `2026-03-06T17:00`; `offset` where the clock shows it twice. */
  | { is: 'at'; at: string; offset: string | null }
  /** Part of a day, both ends included. */
  | { is: 'within'; from: string; to: string }
  /** Local, with or without a time of day; `ends` where nothing follows. */
  | { is: 'every'; next: string[]; ends: boolean }
  /** Day by day, Monday first: `1 09:00-18:00; 2 09:00-18:00`. */
  | { is: 'hours'; hours: string }
  | { is: 'away'; days: string }

/** `said`: one of two readings, right only where the answer says how it was read. */
export type Wanted = Meaning & { said: boolean }

const day = String.raw`\d{4}-\d\d-\d\d`
const clock = String.raw`\d\d:\d\d`
const plainDay = new RegExp(`^(${day})( \\*)?$`)
const moment = new RegExp(`^(${day}) (${clock})([+-]${clock})?$`)
const window = new RegExp(`^(${day}) (${clock})-(${clock})$`)
const slot = new RegExp(`^${day}(?: ${clock})?$`)

/** `2026-03-13? or 2026-03-06? or asked`. */
export function readWanted(text: string, id: string): Wanted[] {
  return text.split(' or ').map((one) => {
    const said = one.endsWith('?')
    const read = readOne(said ? one.slice(0, -1) : one)
    if (!read) throw new Error(`${id} wants what is not known: ${one}`)
    return { ...read, said }
  })
}

function readOne(text: string): Meaning | null {
  if (text === 'none' || text === 'asked') return { is: text }
  const [kind = '', ...rest] = text.split(' ')
  if (kind === 'every') return readEvery(rest.join(' '))
  if (kind === 'hours') return { is: 'hours', hours: hoursOf(rest.join(' ')) }
  if (kind === 'away') return { is: 'away', days: rest.join(' ') }

  const part = window.exec(text)
  if (part) return { is: 'within', from: `${part[1]}T${part[2]}`, to: `${part[1]}T${part[3]}` }
  const at = moment.exec(text)
  if (at) return { is: 'at', at: `${at[1]}T${at[2]}`, offset: at[3] ?? null }
  const found = plainDay.exec(text)
  return found ? { is: 'day', day: found[1] ?? '', anyTime: found[2] !== undefined } : null
}

function readEvery(text: string): Meaning | null {
  const all = text.split(', ')
  const ends = all.at(-1) === 'end'
  const next = ends ? all.slice(0, -1) : all
  if (!next.every((one) => slot.test(one))) return null
  return { is: 'every', next: next.map((one) => one.replace(' ', 'T')), ends }
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** From `mon-fri 09:00-18:00; sat 10:00-14:00`. */
function hoursOf(text: string): string {
  const days = text.split('; ').flatMap((group) => {
    const [named = '', shifts = ''] = group.split(' ')
    const [from = '', to = from] = named.split('-')
    const first = week.indexOf(from)
    const length = ((week.indexOf(to) - first + 7) % 7) + 1
    return Array.from({ length }, (_, index) => [((first + index) % 7) + 1, shifts].join(' '))
  })
  return days.toSorted().join('; ')
}
