import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashCode, newCode } from '#src/features/people/codes.ts'
import { secretOf } from '#src/bot/secret.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sahayak-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the key for what is kept hashed', () => {
  it('is the one from the environment, and then nothing is written', () => {
    const found = secretOf({ secret: 'from the environment', database: { dataDir: join(folder, 'data') } })

    expect(found).toEqual({ secret: 'from the environment', file: null, made: false })
    expect(() => statSync(join(folder, 'data'))).toThrow('ENOENT')
  })

  it('is made once, and is the same after a restart', () => {
    const database = { dataDir: join(folder, 'data') }

    const first = secretOf({ database })
    const second = secretOf({ database })

    expect(first).toMatchObject({ made: true, file: join(folder, 'data', 'secret') })
    expect(first.secret).toMatch(/^[0-9a-f]{64}$/u)
    expect(second).toEqual({ ...first, made: false })
  })

  it('is another one elsewhere', () => {
    const [here, there] = ['here', 'there'].map(
      (name) => secretOf({ database: { dataDir: join(folder, name) } }).secret,
    )

    expect(here).not.toBe(there)
  })

  it.skipIf(process.platform === 'win32')('can be read by its owner alone', () => {
    const { file } = secretOf({ database: { dataDir: folder } })

    expect(statSync(file ?? '').mode & 0o077).toBe(0)
  })

  it('does not write over a file that it cannot use', () => {
    writeFileSync(join(folder, 'secret'), '\n')

    expect(() => secretOf({ database: { dataDir: folder } })).toThrow('EEXIST')
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('\n')
  })
})

describe('a one-time code', () => {
  it('has no letter that looks like another, and is never the same', () => {
    const codes = Array.from({ length: 500 }, newCode)

    for (const code of codes) expect(code).toMatch(/^[BCDFGHJKMNPQRTVWXYZ2-9]{4}-[BCDFGHJKMNPQRTVWXYZ2-9]{4}$/u)
    expect(new Set(codes).size).toBe(500)
  })

  it.each(['bcdf-ghjk', 'BCDFGHJK', ' BCDF GHJK ', 'BCDF–GHJK'])(
    'is the same code however it is typed: %j',
    (typed) => {
      expect(hashCode(typed, 'secret')).toBe(hashCode('BCDF-GHJK', 'secret'))
    },
  )

  it('cannot be checked without the key', () => {
    expect(hashCode('BCDF-GHJK', 'one')).not.toBe(hashCode('BCDF-GHJK', 'another'))
    expect(hashCode('BCDF-GHJK', 'one')).not.toBe(hashCode('BCDF-GHJM', 'one'))
  })
})
