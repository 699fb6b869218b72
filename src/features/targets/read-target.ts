import { priorities } from '#src/kernel/priority.ts'

const starts: Record<'respond' | 'done', readonly string[]> = {
  respond: ['respond', 'response', 'answer', 'जवाब'],
  done: ['done', 'finish', 'finished', 'complete', 'पूरा', 'पूरे'],
}

/** Takes a target away. */
const none = ['none', 'off', 'no', 'remove', 'हटाओ', 'हटाएँ', 'कोई', 'बंद']

export function isNone(typed: string): boolean {
  return none.includes(typed.trim().toLowerCase())
}

/** `acme urgent respond 1h done 8h`, `acme urgent none`: a client's name, a priority, and the times behind their words. */
export function readTargetWords(words: string[]): Record<string, string> {
  const read: Record<string, string> = {}
  const head: string[] = []
  let into: 'respond' | 'done' | null = null
  for (const word of words) {
    const small = word.toLowerCase().replace(/:$/u, '')
    if (word.endsWith(':') && ['client', 'priority', 'क्लाइंट', 'प्राथमिकता'].includes(small)) continue
    const next = starts.respond.includes(small) ? 'respond' : starts.done.includes(small) ? 'done' : null
    if (next) into = next
    else if (into) read[into] = [read[into], word].filter(Boolean).join(' ')
    else head.push(word)
  }
  if (into && read[into] === undefined) read[into] = '?'
  const last = head.at(-1)
  if (last !== undefined && into === null && isNone(last)) {
    head.pop()
    Object.assign(read, { respond: 'none', done: 'none' })
  }
  const priority = priorities.find((known) => known === head.at(-1)?.toLowerCase().replace(/^!/u, ''))
  if (priority) {
    head.pop()
    read.priority = priority
  }
  if (head.length > 0)
    read.client = head
      .join(' ')
      .replace(/^client:/iu, '')
      .replaceAll(/["“”]/gu, '')
  return read
}
