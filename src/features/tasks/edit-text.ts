/** The names under which each field of a task is changed in a line. */
const fieldNames = {
  what: ['what', 'words', 'brief'],
  due: ['due', 'by'],
  priority: ['priority'],
  duty: ['duty'],
  wish: ['assistant', 'wish'],
} as const

type FieldName = keyof typeof fieldNames

/**
 * `due Friday 5pm priority high`: each field behind its name, with a colon or without. A name counts only where a field may
 * begin, and `what` takes all that is left: what people write may hold any of these words.
 */
export function readEdit(line: string): Partial<Record<FieldName, string>> {
  const read: Partial<Record<FieldName, string>> = {}
  let rest = line.trim()
  while (rest !== '') {
    const found = fieldAt(rest)
    // Words without a name in front are what is to be done.
    if (!found) return { ...read, what: rest }
    const { field, after } = found
    if (field === 'what') return { ...read, what: after }
    const end = nextField(after)
    read[field] = unquoted(after.slice(0, end).trim())
    rest = after.slice(end).trim()
  }
  return read
}

function fieldAt(text: string): { field: FieldName; after: string } | null {
  const typed = /^(\p{L}+)(?::\s*|\s+|$)/u.exec(text)
  const name = typed?.[1]?.toLowerCase()
  for (const field of ['what', 'due', 'priority', 'duty', 'wish'] as const) {
    if (typed && fieldNames[field].some((known) => known === name)) return { field, after: text.slice(typed[0].length) }
  }
  return null
}

/** Where the next field begins, behind the value of this one. */
function nextField(text: string): number {
  for (const match of text.matchAll(/\s+(?=\p{L})/gu)) {
    const from = match.index + match[0].length
    const found = fieldAt(text.slice(from))
    // "by" is a word of time too: only at the beginning it names the field.
    if (found && !/^by\b/iu.test(text.slice(from)) && match.index > 0) return match.index
  }
  return text.length
}

function unquoted(text: string): string {
  return /^["“](.*)["”]$/su.exec(text)?.[1] ?? text
}
