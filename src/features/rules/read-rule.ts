/** Words with which a rule's parts begin; with a colon; whom it goes to stands behind `then`. */
const part = /(?:^|\s)(?:(client|duty|words?)\s*:\s*|(then|तो|to)(?=\s)\s*:?\s*|(?:->|→)\s*)/giu

/** What a rule may begin with. */
const opening = /^(?:if|when|अगर|यदि|agar)\s+/iu

/**
 * `if client:acme duty:travel words:visa then @meera`, as the options of `/agency rule add`. What stands in none of them is one word too many,
 * and comes under `over`.
 */
export function readRuleLine(line: string): { options: Record<string, string>; over: string } {
  const text = line.trim().replace(opening, '')
  const found = [...text.matchAll(part)]
  const options: Record<string, string> = {}
  for (const [index, match] of found.entries()) {
    const name = (match[1] ?? 'assistant').toLowerCase().replace(/^word$/u, 'words')
    const value = text.slice(match.index + match[0].length, found[index + 1]?.index).trim()
    if (value !== '') options[name] = options[name] === undefined ? value : `${options[name]}, ${value}`
  }
  return { options, over: text.slice(0, found[0]?.index ?? text.length).trim() }
}

/** `visa, "work permit"`: words and phrases after one another; `or` between them is a comma. */
export function wordsIn(typed: string): string[] {
  const parts = [...typed.matchAll(/"([^"]*)"|“([^”]*)”|([^,;"“”]+)/gu)].flatMap(([, straight, curly, bare]) => {
    if (bare === undefined) return straight ?? curly ?? ''
    return bare.split(/\s+(?:or|या|ya)\s+/iu)
  })
  const words = parts.map((word) => word.trim()).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return [...new Set(words.map((word) => word.replaceAll(/^(?:or|या|ya)\s+|\s+(?:or|या|ya)$/giu, '')))]
}

/** Words for the pool in the languages that people type. */
export function isPool(typed: string): boolean {
  return /^(?:the\s+)?(?:pool|anyone|board|पूल|कोई भी)$/iu.test(typed.trim())
}
