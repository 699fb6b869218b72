import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/*
 * A command that is made here from nothing, in a copy of the program: how many files it takes, and that none can be forgotten.
 * CONTRIBUTING.md says what is held here.
 */

const project = fileURLToPath(new URL('..', import.meta.url))
const copies = mkdtempSync(join(tmpdir(), 'sahayak-copies-'))
afterAll(() => rmSync(copies, { recursive: true, force: true }))

/** What is put into a file before the first place where `before` stands; a file that is not there is made. */
type Edit = { file: string; before?: string; put: string }

const feature = 'src/features/targets'
const declared: Edit = {
  file: `${feature}/commands.ts`,
  before: '} satisfies Record<string, CommandSpec>',
  put: "  cheer: { args: z.strictObject({ what: option('text', { rest: true }) }) },\n",
}

/** `/cheer`: a deed with a reply, a permission and sentences of its own, which is the most that a command asks for. */
const cheer: Edit[] = [
  declared,
  {
    file: `${feature}/handlers/cheer.ts`,
    put: `import { may, whoMay } from '#src/features/policy.ts'
import { done, no, type RequestContext, type Result } from '#src/kernel/request-context.ts'

export function cheer({ by }: Pick<RequestContext, 'by'>, { what }: { what: string }): Result {
  return may(by, 'cheer') ? done({ say: 'cheered', what }) : no({ code: 'not-yours-to-do', needs: whoMay('cheer') })
}
`,
  },
  { file: `${feature}/index.ts`, before: 'import type', put: "import { cheer } from './handlers/cheer.ts'\n" },
  {
    file: `${feature}/index.ts`,
    before: 'import { targetSetCard }',
    put: "import { cheeredCard } from './cards.ts'\n",
  },
  { file: `${feature}/index.ts`, before: "'target-set', never> =", put: "'cheered' | " },
  { file: `${feature}/index.ts`, before: "'agency target': target }", put: 'cheer, ' },
  {
    file: `${feature}/index.ts`,
    before: "'target-set': (_context",
    put: 'cheered: (_context, reply, reader) => cheeredCard(reply, reader), ',
  },
  {
    file: `${feature}/cards.ts`,
    before: '/** What a target is now',
    put: `export function cheeredCard({ what }: Extract<Reply, { say: 'cheered' }>, reader: Reader): Card {
  return { title: reader.words.targets.cheered(what), tone: 'good' }
}

`,
  },
  {
    file: `${feature}/words/en/targets.ts`,
    before: '  fact:',
    put: '  cheered: (words: string) => `Hooray: ${words}`,\n',
  },
  { file: `${feature}/words/hi/targets.ts`, before: '  fact:', put: '  cheered: (words) => `वाह: ${words}`,\n' },
  {
    file: 'src/words/en/commands.ts',
    before: "  'agency target': {",
    put: "  cheer: { name: 'cheer', summary: 'Cheer', example: '/cheer Well done' },\n",
  },
  {
    file: 'src/words/hi/commands.ts',
    before: "  'agency target': {",
    put: "  cheer: { name: 'वाह', summary: 'वाह कहें', example: '/cheer Well done' },\n",
  },
  { file: 'src/kernel/reply.ts', before: "  | { say: 'target-set'", put: "  | { say: 'cheered'; what: string }\n" },
  { file: `${feature}/policy.ts`, before: "  'set-targets':", put: '  cheer: { any: managing },\n' },
]

/** A name of each other kind that a feature declares, and nothing that answers it. */
const forgotten: Edit[] = [
  declared,
  { file: 'src/features/calendars/actions.ts', before: "  'renew-feed',", put: "  'toy-press',\n" },
  { file: 'src/features/people/actions.ts', before: "'assignment'", put: "'toy-form', " },
  { file: 'src/kernel/reply.ts', before: "  | { say: 'target-set'", put: "  | { say: 'toy-reply' }\n" },
  { file: 'src/kernel/refusal.ts', before: "  | { code: 'no-digest-room' }", put: "  | { code: 'toy-refusal' }\n" },
]

function copyWith(name: string, edits: Edit[]): string {
  const copy = join(copies, name)
  mkdirSync(copy)
  for (const part of [
    'src',
    'db',
    'adapters',
    'sandbox',
    'docs',
    'README.md',
    '.env.example',
    'package.json',
    'tsconfig.json',
  ])
    cpSync(join(project, part), join(copy, part), { recursive: true })
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'))
  // The compiler takes two packages of one name and version for the same, also where only one of them is asked about itself.
  const described = readFileSync(join(copy, 'package.json'), 'utf8')
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...JSON.parse(described), name }))
  for (const { file, before, put } of edits) {
    const path = join(copy, file)
    mkdirSync(dirname(path), { recursive: true })
    if (before === undefined) writeFileSync(path, put)
    else {
      const [head, ...rest] = readFileSync(path, 'utf8').split(before)
      expect({ file, stands: rest.length > 0 }).toEqual({ file, stands: true })
      writeFileSync(path, `${head}${put}${before}${rest.join(before)}`)
    }
  }
  return copy
}

/**
 * What the compiler has to say of what gathers all features, file by file, of each copy. In one run: what they share, which is more than
 * they are themselves, is read once.
 */
function mistakesIn(names: string[]): Map<string, string>[] {
  const gatherers = ['bot/features', 'bot/understand', 'bot/forms', 'bot/engine', 'kernel/refusal-field']
  const files = names.flatMap((name) => gatherers.map((file) => `${name}/src/${file}.ts`))
  symlinkSync(join(project, 'node_modules'), join(copies, 'node_modules'))
  writeFileSync(
    join(copies, 'tsconfig.json'),
    JSON.stringify({ extends: `./${names[0]}/tsconfig.json`, files, include: [] }),
  )
  const { stdout } = spawnSync(join(project, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: copies, encoding: 'utf8' })
  return names.map((name) => {
    const mistakes = new Map<string, string>()
    for (const [, file = '', why = ''] of stdout.matchAll(/^(\S+)\(\d+,\d+\): (.*(?:\n .*)*)/gmu)) {
      const within = relative(name, file)
      if (!within.startsWith('..')) mistakes.set(within, `${mistakes.get(within) ?? ''}${why}`)
    }
    return mistakes
  })
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const touched = (edits: Edit[]) => new Set(edits.map(({ file }) => file)).size

describe('adding a command', () => {
  let cheered = ''
  let compiled: Map<string, string>[] = []
  beforeAll(() => {
    cheered = copyWith('cheer', cheer)
    copyWith('forgotten', forgotten)
    compiled = mistakesIn(['cheer', 'forgotten'])
  })

  it('touches as many files as the handbook says, compiles, and is then known everywhere', () => {
    const handbook = readFileSync(join(project, 'CONTRIBUTING.md'), 'utf8')
    const said = numbers.indexOf(/touches (\w+) files/u.exec(handbook)?.[1] ?? '') + 1
    const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: cheered, encoding: 'utf8' })

    const asked = `commandHandlers.cheer({ by: { roles: ['owner'] } }, { what: 'Well done' })`
    const answer = run(
      '-e',
      `import('./src/bot/features.ts').then(({ commandHandlers }) =>
      console.log(JSON.stringify(${asked})))`,
    )
    const derived = run('src/bot/derive.ts')

    expect(touched(cheer)).toBe(said)
    expect(Object.fromEntries(compiled[0] ?? [['nothing', 'was compiled']])).toEqual({})
    expect(JSON.parse(answer.stdout)).toMatchObject({ ok: true, reply: { say: 'cheered', what: 'Well done' } })
    expect(derived.stderr).toBe('')
    for (const file of ['docs/commands.md', 'adapters/slack/manifest.json', 'adapters/discord/registration.json'])
      expect(readFileSync(join(cheered, file), 'utf8')).toContain('cheer')
  })

  it('does not compile as long as something that was declared is answered by nobody, or has no words', () => {
    const mistakes = compiled[1] ?? new Map<string, string>()

    expect(mistakes.get(`${feature}/index.ts`)).toContain('cheer')
    expect(mistakes.get('src/features/calendars/index.ts')).toContain('toy-press')
    expect(mistakes.get('src/features/people/index.ts')).toContain('toy-form')
    expect(mistakes.get('src/bot/features.ts')).toContain('toy-reply')
    expect(mistakes.get('src/kernel/refusal-field.ts')).toContain('toy-refusal')
    for (const language of ['en', 'hi']) {
      expect(mistakes.get(`src/words/${language}/commands.ts`)).toContain('cheer')
      expect(mistakes.get(`src/words/${language}/refusals.ts`)).toContain('toy-refusal')
    }
  })
})

it('has no drawer for what was forgotten where features are gathered', () => {
  const gatherers = ['features', 'forms', 'timers', 'answers', 'understand', 'carry-out', 'engine']

  const drawers = gatherers.filter((name) =>
    /^\s*default:/mu.test(readFileSync(join(project, `src/bot/${name}.ts`), 'utf8')),
  )

  expect(drawers).toEqual([])
})
