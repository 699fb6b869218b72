import { DrizzleQueryError } from '#orm/core'
import { describe, expect, it } from 'vitest'
import { createLog, reference, type LogLevel } from '#src/kernel/log.ts'

function logging({
  level = 'debug',
  pretty = false,
  secrets = [],
}: { level?: LogLevel; pretty?: boolean; secrets?: string[] } = {}) {
  const lines: string[] = []
  return { lines, log: createLog({ level, pretty, secrets, write: (line) => lines.push(line) }) }
}

// Put together here, so that nothing in the repository looks like a token that has leaked.
const slackToken = ['xoxb', '123456789012', 'abcdefABCDEF'].join('-')
const discordToken = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'Gabcde', 'abcdefghijklmnopqrstuvwxyz0123'].join('.')

describe('the log', () => {
  it('is one line of JSON for each thing that happened', () => {
    const { lines, log } = logging()

    log.warn({ agency: 'a1', person: 'p1' }, 'a digest was missed')

    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      agency: 'a1',
      person: 'p1',
      msg: 'a digest was missed',
    })
  })

  it.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
  ] as const)('leaves out what is below its level: %s', (level, count) => {
    const { lines, log } = logging({ level })

    for (const each of ['debug', 'info', 'warn', 'error'] as const) log[each]({}, 'x')

    expect(lines).toHaveLength(count)
  })

  it('keeps nothing of what a statement was given, which may be anybody’s words', () => {
    const { log, lines } = logging()
    const given = ['Pay the rent', 'two\nlines', Buffer.from('bytes')]
    const failed = new DrizzleQueryError('insert into tasks values ($1)', given, new Error('value too long'))

    log.error({ error: failed }, 'it failed')
    log.error({ err: new Error('outer', { cause: failed }) }, 'it failed')

    expect(lines.join('')).toMatch(/insert into tasks.*value too long/u)
    expect(lines.join('')).not.toMatch(/rent|two|bytes/u)
  })

  it('keeps the stack of an error, and the error that caused it', () => {
    const { lines, log } = logging()

    log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'it failed')

    expect(lines[0]).toContain('outer')
    expect(lines[0]).toContain('inner')
    expect(lines[0]).toContain('log.test.ts')
  })

  it('never shows a token, wherever it stands', () => {
    for (const pretty of [true, false]) {
      const { lines, log } = logging({ pretty })
      for (const token of [slackToken, discordToken]) {
        log.error(
          { error: new Error(`bad ${token}`), url: `https://x/?t=${token}`, deep: { er: [token] } },
          `got ${token}`,
        )
      }
      expect(lines.join('\n')).toContain('[hidden]')
      expect(lines.join('\n')).not.toMatch(/abcdefABCDEF|abcdefghijklmnopqrstuvwxyz/u)
    }
  })

  it('never shows what stands under the name of a secret', () => {
    const { lines, log } = logging()

    log.info({ token: 'plain', options: { password: 'plain', headers: { Authorization: 'plain' } } }, 'x')

    expect(lines[0]).not.toContain('plain')
  })

  it('never shows our own secret or the password of the database', () => {
    const secret = 'our "own" \\ secret'
    const { lines, log } = logging({ secrets: [secret, ''] })

    log.info({ key: secret, url: 'postgres://sahayak:hunter2@db/sahayak' }, secret)

    expect(lines[0]).not.toMatch(/own|hunter2/u)
    expect(lines[0]).toContain('postgres://sahayak:[hidden]@db/sahayak')
  })

  it('is a line for the eye on a terminal, with the stack of what failed', () => {
    const { lines, log } = logging({ pretty: true })

    log.info({ slack: 'Banyan' }, 'ready')
    log.error({ error: new Error('broken') }, 'it failed')

    expect(plain(lines[0])).toMatch(/^\d\d:\d\d:\d\d info {2}ready slack=Banyan\n$/u)
    expect(plain(lines[1])).toMatch(/error it failed error=broken\n {4}Error: broken\n {4} {4}at /u)
  })

  it('gives faults a reference that can be read aloud', () => {
    const references = Array.from({ length: 500 }, reference)

    for (const each of references) expect(each).toMatch(/^[a-hjkmnp-z02-9]{8}$/u)
    expect(new Set(references).size).toBe(500)
  })
})

function plain(line = ''): string {
  // oxlint-disable-next-line no-control-regex
  return line.replaceAll(/\u001B\[\d+m/gu, '')
}
