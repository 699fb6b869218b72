/** What stood between a part of a long text and the one before it: nothing, a space, the end of a line. */
const joints = { '': '', s: ' ', n: '\n' } as const
type Joint = keyof typeof joints

export type Part = { text: string; joint: Joint }

/**
 * An input of a form holds so many characters; what was typed before may be longer, since a command's text may. It comes back
 * in as many inputs as it takes, cut at a line or a word where there is one.
 */
export function splitValue(value: string, most: number): Part[] {
  const parts: Part[] = []
  let rest = value
  let joint: Joint = ''
  while (rest.length > most) {
    const start = rest.slice(0, most)
    const at = Math.max(start.lastIndexOf('\n'), start.lastIndexOf(' '))
    const isNear = at > most / 2
    const end = isNear ? at : start.replace(/[\ud800-\udbff]$/u, '').length
    parts.push({ text: rest.slice(0, end), joint })
    joint = isNear ? (rest[at] === '\n' ? 'n' : 's') : ''
    rest = rest.slice(isNear ? end + 1 : end)
  }
  return [...parts, { text: rest, joint }]
}

/** The id of the input for a part; the first has the field's own name. */
export function partId(name: string, index: number, joint: Joint): string {
  return index === 0 ? name : `${name}~${index + 1}${joint}`
}

const partOf = /^(?<name>.+)~\d+(?<joint>[sn]?)$/u

export function isLaterPart(id: string): boolean {
  return partOf.test(id)
}

/** Puts together again what stood in several inputs; in the order in which the form shows them. */
export function joinValues<Value extends string | string[]>(inputs: [string, Value][]): Record<string, Value | string> {
  const values: Record<string, Value | string> = {}
  for (const [id, value] of inputs) {
    const { name = id, joint = '' } = partOf.exec(id)?.groups ?? {}
    const before = values[name]
    const between = joint === 'n' || joint === 's' ? joints[joint] : ''
    if (typeof before !== 'string' || typeof value !== 'string') values[name] = value
    else if (value !== '') values[name] = `${before}${between}${value}`
  }
  return values
}
