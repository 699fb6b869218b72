const devanagariZero = 0x0966

/**
 * Small letters and 0 to 9 for Devanagari digits, with every character still where it was: what is found in
 * it can be cut out of the original.
 *
 * Give it NFC, which writes ढ़ and its like in the one way that our patterns know.
 */
export function readable(text: string): string {
  // Nothing becomes shorter in small letters, so what is as long as before has each character in its place.
  const small = text.toLowerCase()
  if (small.length === text.length) {
    return small
      .replaceAll(/\s/gu, ' ')
      .replaceAll(/[\u0966-\u096f]/gu, (digit) => String(digit.charCodeAt(0) - devanagariZero))
  }
  let out = ''
  for (const char of text) {
    const digit = (char.codePointAt(0) ?? 0) - devanagariZero
    const lower = char.toLowerCase()
    if (digit >= 0 && digit <= 9) out += String(digit)
    else if (/\s/.test(char)) out += ' '
    else out += lower.length === char.length ? lower : char
  }
  return out
}

export function clockText(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
