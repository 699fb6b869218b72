export type Named = { id: string; name: string }

/** Who is meant by words of a text: more than one where the words fit several. */
export type NameFound = { found: Named[]; end: number; whole: boolean }

/**
 * The longest name that stands in the text from there on: a whole one, or the first words of one. Of "Asha Patil by
 * Friday" it is Asha Patil and not the Asha Rao who is there too.
 */
export function nameAt(text: string, from: number, known: readonly Named[]): NameFound | null {
  let best: NameFound | null = null
  for (const person of known) {
    const length = wordsInCommon(text, from, person.name)
    if (length === 0) continue
    const end = from + length
    const whole = length === person.name.length
    if (!best || end > best.end || (end === best.end && whole && !best.whole)) {
      best = { found: [person], end, whole }
    } else if (end === best.end && whole === best.whole) best.found.push(person)
  }
  return best
}

/** Who is meant where nothing but a name stands: also the beginning of one word, of three letters at least. */
export function nameOf(typed: string, known: readonly Named[]): Named[] {
  const text = typed.trim()
  const found = nameAt(text, 0, known)
  if (found && found.end === text.length) return found.found
  if (text.length < 3 || /\s/u.test(text)) return []
  return known.filter(({ name }) => name.toLowerCase().startsWith(text.toLowerCase()))
}

/** Characters of the text that are the name's, as far as whole words of it go. */
function wordsInCommon(text: string, from: number, name: string): number {
  for (let length = name.length; length > 0; length = name.lastIndexOf(' ', length - 1)) {
    const words = name.slice(0, length)
    const said = text.slice(from, from + length)
    if (said.toLowerCase() === words.toLowerCase() && !goesOn(text, from + length)) return length
  }
  return 0
}

function goesOn(text: string, at: number): boolean {
  return /^[\p{L}\p{M}\p{N}_-]/u.test(text.slice(at, at + 2)) || /^['’]\p{L}/u.test(text.slice(at, at + 3))
}
