import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from './config.ts'

/**
 * The key for what is kept hashed or encrypted. With the embedded database it may be left out of the environment: it
 * is then made once and kept beside that database, readable by its owner alone, since both are lost together anyway.
 * `file` says where it is kept; null when it came from the environment.
 */
export function secretOf(config: Pick<Config, 'secret' | 'database'>): {
  secret: string
  file: string | null
  made: boolean
} {
  if (config.secret) return { secret: config.secret, file: null, made: false }
  mkdirSync(config.database.dataDir, { recursive: true, mode: 0o700 })
  const file = join(config.database.dataDir, 'secret')
  const kept = readSecret(file)
  if (kept) return { secret: kept, file, made: false }
  // `wx`: of two processes that start at once one writes, and the other reads what the first one wrote.
  const secret = randomBytes(32).toString('hex')
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const theirs = readSecret(file)
    if (!theirs) throw error
    return { secret: theirs, file, made: false }
  }
  return { secret, file, made: true }
}

function readSecret(file: string): string | null {
  try {
    const secret = readFileSync(file, 'utf8').trim()
    return secret === '' ? null : secret
  } catch {
    return null
  }
}
