import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { staleFiles, writeFiles } from '#src/bot/derive.ts'

const program = fileURLToPath(new URL('../src/bot/derive.ts', import.meta.url))

function derive(...options: string[]) {
  return spawnSync(process.execPath, [program, ...options], { encoding: 'utf8' })
}

let project: string
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'sahayak-derive-'))
  for (const folder of ['adapters/slack', 'adapters/discord', 'docs'])
    mkdirSync(join(project, folder), { recursive: true })
  writeFileSync(
    join(project, 'README.md'),
    '# Ours\n\n<!-- variables: written by `npm run derive` -->\nwhat was there\n<!-- end of variables -->\n\nThe end.\n',
  )
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

const read = (path: string) => readFileSync(join(project, path), 'utf8')

describe('what follows from the lists of commands and variables', () => {
  it('is up to date in this project', () => {
    const { status, stderr } = derive('--check')

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('is written whole, and once', () => {
    const first = writeFiles(project)
    const second = writeFiles(project)

    expect(first).toEqual([
      'adapters/slack/manifest.json',
      'adapters/discord/registration.json',
      'docs/commands.md',
      '.env.example',
      'README.md',
    ])
    expect(second).toEqual([])
  })

  it('is named when somebody changed it by hand', () => {
    writeFiles(project)
    appendFileSync(join(project, 'docs/commands.md'), 'one more line\n')

    const stale = staleFiles(project)

    expect(stale).toEqual(['docs/commands.md'])
  })

  it('tells every command in both languages', () => {
    writeFiles(project)

    const page = read('docs/commands.md')

    expect(page).toContain('/delegate [what] [duty] [due] [priority] [assistant] [client]')
    expect(page).toContain('सौंपें')
    expect(page).toContain('`/agency client add`')
  })

  it('leaves the rest of the README as it is', () => {
    writeFiles(project)

    const page = read('README.md')

    expect(page).toMatch(/^# Ours\n/u)
    expect(page).toMatch(/\| `DATABASE_URL` \|/u)
    expect(page).toMatch(/\nThe end\.\n$/u)
    expect(page).not.toContain('what was there')
  })

  it('says so when the README has lost the place for its table', () => {
    writeFileSync(join(project, 'README.md'), '# Ours\n')

    expect(() => writeFiles(project)).toThrow('README.md has lost its two marks')
  })
})

describe('a Slack manifest for one workspace', () => {
  it('has the prefix before each command and the address to deliver to', () => {
    const { stdout } = derive('--prefix', 'va-', '--request-url', 'https://bot.example.com/slack/events')

    const manifest: unknown = JSON.parse(stdout)
    expect(manifest).toMatchObject({
      settings: {
        socket_mode_enabled: false,
        interactivity: { request_url: 'https://bot.example.com/slack/events' },
      },
    })
    expect(stdout).toContain('"command": "/va-delegate"')
    expect(stdout).not.toContain('"command": "/delegate"')
  })

  it('can be written to a file', () => {
    const out = join(project, 'mine.json')

    derive('--prefix', 'va-', '--out', out)

    expect(readFileSync(out, 'utf8')).toContain('"socket_mode_enabled": true')
  })

  it.each([
    ['a prefix that Slack does not take', ['--prefix', 'VA '], '--prefix wants'],
    ['an address that the bot does not hear', ['--request-url', 'https://bot.example.com'], '--request-url wants'],
  ])('is refused with %s', (_, options, why) => {
    const { status, stderr } = derive(...options)

    expect(status).toBe(1)
    expect(stderr).toContain(why)
  })
})
