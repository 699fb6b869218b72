import { createHmac, randomInt } from 'node:crypto'

/** No vowels and nothing that looks like something else: a code is read aloud, and spells no word. */
const letters = 'BCDFGHJKMNPQRTVWXYZ23456789'

/** Eight letters of 27: 38 bits, for fifteen minutes, once. */
export function newCode(): string {
  const pick = () => letters[randomInt(letters.length)] ?? ''
  const four = () => Array.from({ length: 4 }, pick).join('')
  return `${four()}-${four()}`
}

/** What is kept of a code. Typed in small letters or without the dash it is the same code. */
export function hashCode(code: string, secret: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/gu, '')
  return createHmac('sha256', secret).update(plain).digest('hex')
}
