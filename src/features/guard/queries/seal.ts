import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const [ivLength, tagLength] = [12, 16]

const keyOf = (secret: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', `sahayak held back: ${purpose}`, 32))

/** Encrypted under the secret of this installation. `about`: what it belongs to; it opens for nothing else. */
export function seal(secret: string, about: string, text: string): string {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv(algorithm, keyOf(secret, 'text'), iv)
  cipher.setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Null: it is of another secret, or of something else. */
export function unseal(secret: string, about: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv(algorithm, keyOf(secret, 'text'), bytes.subarray(0, ivLength))
    decipher.setAAD(Buffer.from(about))
    decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
    return decipher.update(bytes.subarray(ivLength + tagLength), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

/** By which the same text is known again, and nothing is learnt of it without the secret. */
export function markOf(secret: string, text: string): string {
  return createHmac('sha256', keyOf(secret, 'mark')).update(text).digest('base64url')
}
