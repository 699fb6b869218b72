/** As many as one go takes, and as a form can offer. */
export const mostTasks = 25

/** What is done to all of them, behind the words that begin it. */
const parts = {
  assistant: /^(?:assign(?:ed)?(?:\s+to)?|assistant|to|give\s+to|सौंपो|सौंपें)$/iu,
  due: /^(?:due|by|तक|समय)$/iu,
  duty: /^(?:duty|काम)$/iu,
  priority: /^(?:priority|प्राथमिकता)$/iu,
  cancel: /^(?:cancel|रद्द)$/iu,
} as const
type Part = keyof typeof parts

const beginning =
  /(?:^|\s)(assign(?:ed)?(?:\s+to)?|assistant|give\s+to|to|due|by|duty|priority|cancel|सौंपो|सौंपें|तक|समय|काम|प्राथमिकता|रद्द)(?::\s*|\s+|$)/giu

/**
 * `42 43 45-47 assign @meera due Friday 5pm`, as the options of `/bulk`: numbers first, then what becomes of them. What follows `cancel` is
 * the reason, to its end.
 */
export function readBulkLine(line: string): Record<string, string> {
  const found = [...line.matchAll(beginning)]
  const cancelAt = found.findIndex(([, word]) => parts.cancel.test(word ?? ''))
  const used = cancelAt < 0 ? found : found.slice(0, cancelAt + 1)
  const options: Record<string, string> = {}
  const numbers = line.slice(0, used[0]?.index ?? line.length).trim()
  if (numbers !== '') options['numbers'] = numbers
  for (const [index, match] of used.entries()) {
    const part = partNamed(match[1] ?? '')
    const value = line.slice(match.index + match[0].length, used[index + 1]?.index).trim()
    // Cancelling needs no reason.
    options[part] = value === '' && part === 'cancel' ? '-' : value
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''))
}

function partNamed(word: string): Part {
  const names: Part[] = ['assistant', 'due', 'duty', 'priority', 'cancel']
  return names.find((name) => parts[name].test(word)) ?? 'assistant'
}

/** `42, #43 and 45-47`, each once and in order; the word that is no number, or how many too many there are. */
export function numbersIn(typed: string): number[] | { wrong: string } | { tooMany: number } {
  const words = typed.replaceAll(/\s*[-–—]\s*/gu, '-').split(/[\s,;]+/u)
  const numbers = new Set<number>()
  for (const word of words.filter((one) => !/^(?:and|&|और|aur)?$/iu.test(one))) {
    const [, first, last] = /^#?(\d{1,9})(?:-#?(\d{1,9}))?$/u.exec(word) ?? []
    if (first === undefined) return { wrong: word }
    const [from, to] = [Number(first), Number(last ?? first)]
    if (to < from) return { wrong: word }
    if (to - from >= mostTasks) return { tooMany: to - from + 1 }
    for (let number = from; number <= to; number++) numbers.add(number)
  }
  return numbers.size > mostTasks ? { tooMany: numbers.size } : [...numbers].toSorted((a, b) => a - b)
}
