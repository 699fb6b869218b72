const devanagariZero = 0x0966

/**
 * Small letters and 0 to 9 for Devanagari digits, with every character still where it was: what is found in
 * it can be cut out of the original.
 *
 * Give it NFC, which writes ढ़ and its like in the one way that our patterns know.
 */
export function readable(text: string): string {
  let out = ''
  for (const char of text) {
    const digit = (char.codePointAt(0) ?? 0) - devanagariZero
    const small = char.toLowerCase()
    if (digit >= 0 && digit <= 9) out += String(digit)
    else if (/\s/.test(char)) out += ' '
    else out += small.length === char.length ? small : char
  }
  return out
}

export function clockText(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
