import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { discordRegistration } from '#adapters/discord/registration.ts'
import { slackManifest } from '#adapters/slack/manifest.ts'
import { commandsPage } from './derive/commands-page.ts'
import { environmentExample, variablesTable } from './derive/variables-page.ts'
import { schema, variables } from './variables.ts'

const usage = `Usage: npm run derive [-- options]

  Without options it writes every file that follows from the lists of commands and variables.

  --check             writes nothing; fails when one of those files is not up to date
  --prefix va-        prints the Slack manifest with this before each command, for SLACK_COMMAND_PREFIX
  --request-url URL   prints the Slack manifest for HTTP, with this address instead of Socket Mode
  --out FILE          writes that manifest to a file instead of printing it
`

const project = fileURLToPath(new URL('../..', import.meta.url))

const tableBegins = '<!-- variables: written by `npm run derive` -->'
const tableEnds = '<!-- end of variables -->'

/** Each file that nobody writes by hand: what is to be in it, given what is in it now. */
const derived: { path: string; content(now: string): string }[] = [
  { path: 'adapters/slack/manifest.json', content: () => json(slackManifest({ socketMode: true })) },
  { path: 'adapters/discord/registration.json', content: () => json(discordRegistration()) },
  { path: 'docs/commands.md', content: commandsPage },
  { path: '.env.example', content: environmentExample },
  { path: 'README.md', content: (now) => between(now, variablesTable()) },
]

/** Those that are not what they should be. */
export function staleFiles(root: string): string[] {
  return derived.filter(({ path, content }) => content(read(root, path)) !== read(root, path)).map(({ path }) => path)
}

export function writeFiles(root: string): string[] {
  const stale = staleFiles(root)
  for (const { path, content } of derived) {
    if (stale.includes(path)) writeFileSync(join(root, path), content(read(root, path)))
  }
  return stale
}

function read(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The page with its table made anew; all else in it is a person's. */
function between(page: string, table: string): string {
  const [before, rest] = page.split(tableBegins)
  const [, after] = rest?.split(tableEnds) ?? []
  if (before === undefined || after === undefined) {
    throw new Error(`README.md has lost its two marks: ${tableBegins} and ${tableEnds}`)
  }
  return `${before}${tableBegins}\n\n${table}\n${tableEnds}${after}`
}

type Wishes = { prefix?: string | undefined; 'request-url'?: string | undefined; out?: string | undefined }

function manifestFor({ prefix, 'request-url': requestUrl, out }: Wishes): void {
  if (prefix !== undefined && !schema.shape.SLACK_COMMAND_PREFIX.safeParse(prefix).success) {
    throw new Error(`--prefix wants ${variables.SLACK_COMMAND_PREFIX.wants}; it is "${prefix}"`)
  }
  if (requestUrl !== undefined && !/^https:\/\/[^/]+\/slack\/events$/u.test(requestUrl)) {
    throw new Error(
      `--request-url wants where Slack reaches the bot, such as https://bot.example.com/slack/events; it is "${requestUrl}"`,
    )
  }
  const manifest = slackManifest({
    socketMode: requestUrl === undefined,
    ...(prefix !== undefined && { prefix }),
    ...(requestUrl !== undefined && { requestUrl }),
  })
  if (out === undefined) process.stdout.write(json(manifest))
  else writeFileSync(out, json(manifest))
}

function run(): void {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      prefix: { type: 'string' },
      'request-url': { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void process.stdout.write(usage)
  const { prefix, 'request-url': requestUrl, out } = values
  if ([prefix, requestUrl, out].some((wish) => wish !== undefined)) return manifestFor(values)

  if (!values.check) {
    const written = writeFiles(project)
    return void process.stdout.write(written.length > 0 ? `${written.join('\n')}\n` : 'Everything is up to date.\n')
  }
  const stale = staleFiles(project)
  if (stale.length === 0) return
  process.stderr.write(`Not up to date: ${stale.join(', ')}. Mend it with: npm run derive\n`)
  process.exitCode = 1
}

if (import.meta.main) {
  try {
    run()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
