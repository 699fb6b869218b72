import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('{src,adapters,db,sandbox,test}/**/*.ts', { cwd: root }).map((file) =>
  file.replaceAll('\\', '/'),
)

/** `isType`: it is gone when the program runs. */
type Import = { from: string; of: string; isType: boolean }

/** What each file imports: our own files by their path, packages and Node's modules by their name. */
const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8')
  const found = text.matchAll(
    /^(?:import|export)\b([^'"]*?)\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gmu,
  )
  return [...found].map(([, names, ...of]) => ({
    from,
    of: pathOf(of.find((one) => one !== undefined) ?? '', from),
    isType: names !== undefined && isOfTypes(names),
  }))
})

function isOfTypes(names: string): boolean {
  const each = names.replaceAll(/[{}]/gu, '').split(',')
  return names.trim().startsWith('type ') || each.every((name) => name.trim() === '' || /^\s*type /u.test(name))
}

function pathOf(specifier: string, from: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)).replaceAll('\\', '/') : specifier
}

/**
 * The house from the cellar to the roof: what runs in a room imports only from its own floor and those below. The first that
 * fits is a file's floor.
 */
const floors = [
  { name: 'time', holds: /^src\/time\//u, packages: /^rrule-temporal$/u },
  { name: 'kernel', holds: /^src\/kernel\//u, packages: /^(?:zod|pino|fastest-levenshtein|node:.+)$/u },
  { name: 'words', holds: /^src\/(?:words|features\/[^/]+\/words)\//u, packages: /^$/u },
  { name: 'pictures', holds: /^src\/pictures\//u, packages: /^(?:harfbuzzjs|@resvg\/resvg-js|node:.+)$/u },
  {
    name: 'what features decide and show',
    holds: /^src\/features\/(?:[^/]+\/)?[^/]+$/u,
    but: /^src\/features\/(?:requests\/|[^/]+\/index\.ts$)/u,
    packages: /^(?:zod|rrule-temporal|ical-generator|twitter-text|card-validator|node:.+)$/u,
  },
  {
    name: 'database',
    holds: /^db\//u,
    packages: /^(?:orm\/[a-z-]+|postgres|@electric-sql\/pglite(?:\/nodefs)?)$|^node:/u,
  },
  {
    name: 'what features read and carry out',
    holds: /^src\/features\//u,
    packages: /^(?:zod|@secretlint\/.+|node:.+)$/u,
  },
  {
    name: 'platforms',
    holds: /^adapters\//u,
    packages: /^(?:zod|@slack\/.+|discord\.js|hono|@hono\/.+|tar-stream|node:.+)$/u,
  },
  { name: 'roof', holds: /^src\/bot\//u, packages: /./u },
]

const versions = z.record(z.string(), z.string())
const packageIn = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))

function floorOf(file: string): number {
  return floors.findIndex(({ holds, but }) => holds.test(file) && !but?.test(file))
}

const ours = /^(?:src|adapters|db|sandbox|test)\//u
const houses = imports.filter(({ from }) => floorOf(from) !== -1)
const values = houses.filter(({ isType }) => !isType)
const told = (found: Import[]) => found.map(({ from, of }) => `${from} imports ${of}`)
const room = (file: string) => /^src\/features\/([^/]+)\/(?!words\/)/u.exec(file)?.[1]

describe('the floors of the house', () => {
  it.each(floors)('$name: holds files', ({ name }) => {
    expect(files.filter((file) => floors[floorOf(file)]?.name === name).length).toBeGreaterThan(0)
  })

  it('lets no room look up', () => {
    const up = values.filter(({ from, of }) => floorOf(of) > floorOf(from))

    expect(told(up)).toEqual([])
  })

  it('leaves no file of the program without a floor', () => {
    expect(files.filter((file) => /^(?:src|adapters|db)\//u.test(file) && floorOf(file) === -1)).toEqual([])
  })

  it('lets each floor use just its packages', () => {
    const foreign = houses.filter(({ of, from }) => !ours.test(of) && !floors[floorOf(from)]?.packages.test(of))

    expect(told(foreign)).toEqual([])
  })

  it('loads the query builder once, and quickly: by require', () => {
    expect(told(imports.filter(({ of }) => /^drizzle-orm(?:\/|$)/u.test(of)))).toEqual([])
  })

  it('has no circle between features', () => {
    const uses = new Map<string, Set<string>>()
    for (const { from, of } of values) {
      const [user, used] = [room(from), room(of)]
      if (user && used && user !== used) uses.set(user, (uses.get(user) ?? new Set()).add(used))
    }
    const reach = (feature: string, seen = new Set<string>()): Set<string> => {
      for (const next of uses.get(feature) ?? []) if (!seen.has(next)) reach(next, seen.add(next))
      return seen
    }

    expect([...uses.keys()].filter((feature) => reach(feature).has(feature))).toEqual([])
  })

  it('keeps the platforms apart, and away from the database', () => {
    const platform = (file: string) => /^adapters\/(slack|discord)\//u.exec(file)?.[1]
    const across = houses.filter(({ from, of, isType }) => {
      const mine = platform(from)
      return mine && !isType && ((platform(of) ?? mine) !== mine || of.startsWith('db/'))
    })

    expect(told(across)).toEqual([])
  })

  it('knows nothing of ours in the sandbox, which could move out with what it lists itself', () => {
    const manifest = z.object({ dependencies: versions, devDependencies: versions })
    const { dependencies, devDependencies } = manifest.parse(packageIn('sandbox/package.json'))
    const packageOf = (of: string) => /^(?:@[^/]+\/)?[^/]+/u.exec(of)?.[0] ?? of
    const isIts = ({ from, of }: Import) =>
      of.startsWith('sandbox/') ||
      of.startsWith('node:') ||
      packageOf(of) in dependencies ||
      (/^sandbox\/(?:test\/|vitest)/u.test(from) && packageOf(of) in devDependencies)

    expect(told(imports.filter((one) => one.from.startsWith('sandbox/') && !isIts(one)))).toEqual([])
  })

  it('installs once what the sandbox asks for: in the same versions', () => {
    const manifest = z.object({ dependencies: versions, devDependencies: versions.default({}) })
    const ours = manifest.parse(packageIn('package.json'))
    const its = manifest.parse(packageIn('sandbox/package.json'))

    expect(ours.dependencies).toMatchObject(its.dependencies)
    expect({ ...ours.dependencies, ...ours.devDependencies }).toMatchObject(its.devDependencies)
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
    expect(files.filter((file) => !/^[a-z0-9-]+(?:\.test|\.d|\.config)?\.ts$/u.test(basename(file)))).toEqual([])
  })

  it('decides without a clock, chance, files or waiting', () => {
    const impure = /\bTemporal\.Now\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bawait\b|\basync\b|\brandomUUID/u

    const pure = files.filter((file) =>
      ['time', 'words', 'what features decide and show'].includes(floors[floorOf(file)]?.name ?? ''),
    )

    expect(pure.filter((file) => impure.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })
})
