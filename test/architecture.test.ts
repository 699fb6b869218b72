import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('{src,adapters,db,sandbox,test}/**/*.ts', { cwd: root }).map((file) =>
  file.replaceAll('\\', '/'),
)

type Import = { from: string; of: string }

/** What each file imports: our own files by their path, packages and Node's modules by their name. */
const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8')
  const found = text.matchAll(/^(?:import|export)\b[^'"]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gmu)
  return [...found].map((match) => ({ from, of: pathOf(match[1] ?? match[2] ?? match[3] ?? '', from) }))
})

function pathOf(specifier: string, from: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)).replaceAll('\\', '/') : specifier
}

const pure =
  /^src\/(?:people|tasks|routing|digests|reports|targets|telling|reminders|time|ui|calendars|social|files|repeats|templates)\//u
/** They put the house together. */
const composition = /^src\/(?:(?:main|demo|derive|doctor)\.ts|(?:demo|derive|doctor)\/)/u
const ours = /^(?:src|adapters|db|sandbox|test)\//u
/** What draws charts. */
const pictures = /^src\/pictures\//u
/** Files beside the concepts that read and write nothing. */
const pureBeside = /^src\/(?:command|commands|decision|policy|refusal|request|shortcuts)\.ts$/u

/** The table "Who may import whom" of docs/ARCHITECTURE.md. */
const table = [
  {
    name: 'the core of people, tasks and time',
    from: pure,
    but: [],
    may: [
      pure,
      pureBeside,
      /^(?:zod|chrono-node|fastest-levenshtein|ical\.js|ical-generator|twitter-text|rrule-temporal)$/u,
    ],
  },
  { name: 'what is pure beside it', from: pureBeside, but: [], may: [pure, pureBeside, /^zod$/u] },
  {
    name: 'the rest of src',
    from: /^src\//u,
    but: [composition, pure, pureBeside, pictures],
    may: [/^src\//u, /^db\//u, /^(?:zod|pino|node-cron|node:.+)$/u],
  },
  {
    name: 'src/pictures',
    from: pictures,
    but: [],
    may: [pictures, pure, /^(?:harfbuzzjs|@resvg\/resvg-js|node:.+)$/u],
  },
  {
    name: 'db',
    from: /^db\//u,
    but: [],
    may: [/^db\//u, pure, /^(?:drizzle-orm|postgres|@electric-sql\/pglite)(?:\/|$)|^node:/u],
  },
  {
    name: 'adapters/slack',
    from: /^adapters\/slack\//u,
    but: [],
    may: [/^adapters\/slack\//u, /^src\//u, /^(?:zod|@slack\/.+|node:.+)$/u],
  },
  {
    name: 'adapters/discord',
    from: /^adapters\/discord\//u,
    but: [],
    may: [/^adapters\/discord\//u, /^src\//u, /^(?:zod|discord\.js|node:.+)$/u],
  },
  { name: 'sandbox', from: /^sandbox\//u, but: [], may: [/^sandbox\//u, /^(?!(?:src|adapters|db|test)\/)/u] },
]

describe('who may import whom', () => {
  it.each(table)('$name', ({ from, but, may }) => {
    const theirs = imports.filter((each) => from.test(each.from) && !but.some((other) => other.test(each.from)))

    const forbidden = theirs.filter(({ of }) => !may.some((allowed) => allowed.test(of)))

    expect(theirs.length).toBeGreaterThan(0)
    expect(forbidden.map(({ from: file, of }) => `${file} imports ${of}`)).toEqual([])
  })

  it('leaves the tests out of the program', () => {
    expect(imports.filter(({ from, of }) => !from.startsWith('test/') && of.startsWith('test/'))).toEqual([])
  })

  it('names each file that it imports with its ending, and across folders by its place', () => {
    const bare = imports.filter(({ of }) => ours.test(of) && !/\.(?:ts|json)$/u.test(of))
    const across = files.filter((file) =>
      new RegExp(String.raw`from '(?:\.\./)+(?:src|adapters|db|sandbox)/`, 'u').test(
        readFileSync(join(root, file), 'utf8'),
      ),
    )

    expect(bare).toEqual([])
    expect(across).toEqual([])
  })
})

describe('the house', () => {
  it('has no drawer for everything', () => {
    const drawers = /^(?:utils?|helpers?|lib|common|types|services?|managers?)(?:\.ts)?$/u

    expect(files.filter((file) => file.split('/').some((part) => drawers.test(part)))).toEqual([])
  })

  it('reads the environment at one door', () => {
    const readers = files
      .filter((file) => file.startsWith('src/') || file.startsWith('adapters/') || file.startsWith('db/'))
      .filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'))

    expect(readers).toEqual(['src/bot/config.ts'])
  })

  it('has files that are named for what they hold', () => {
    expect(files.filter((file) => !/^[a-z0-9-]+(?:\.test|\.d)?\.ts$/u.test(basename(file)))).toEqual([])
  })

  it('decides without a clock, chance, files or waiting', () => {
    const impure = /\bTemporal\.Now\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bawait\b|\basync\b|\brandomUUID/u

    expect(files.filter((file) => pure.test(file) && impure.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })
})
