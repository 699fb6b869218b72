/**
 * As people write one: not beyond quotation marks, a danda, or what stands for a full stop in other scripts. A single bar is
 * part of it, two are a mark.
 */
const beginning = /https?:\/\/(?:[^\s<>`"“”‘’«»„।॥…。、，！？；：（）「」『』【】《》|\\]|\|(?!\|))+/giu

/** Ends a sentence, or what was quoted or set apart, when nothing of an address comes after it. */
const closing = /[.,;:!?'*~|([{)\]}]/u

const pairs = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
])

/**
 * A text cut at the addresses in it: words, address, words, … – so that every second part is an address. One ends before the full
 * stop of its sentence, before a danda, before closing quotation marks and marks of emphasis; a bracket that closes what was opened
 * within it belongs to it. Linear in the length of the text.
 */
export function atAddresses(text: string): string[] {
  const parts: string[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(beginning)) {
    const address = trimmed(found)
    if (/^https?:\/*$/iu.test(address)) continue
    parts.push(text.slice(end, index), address)
    end = index + address.length
  }
  return [...parts, text.slice(end)]
}

function trimmed(found: string): string {
  const open = new Map([...pairs].map(([close, start]) => [close, countOf(found, start) - countOf(found, close)]))
  let end = found.length
  for (; end > 0; end -= 1) {
    const last = found[end - 1] ?? ''
    const left = open.get(last)
    // As many were opened: it is the address's own.
    if (left !== undefined && left >= 0) break
    if (left === undefined && !closing.test(last)) break
    if (left !== undefined) open.set(last, left + 1)
  }
  return found.slice(0, end)
}

function countOf(text: string, sign: string): number {
  let count = 0
  for (const each of text) if (each === sign) count += 1
  return count
}
