import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { LogLevel } from '#src/kernel/log.ts'
import { isVariable, schema, variables, type Role, type Variable, type VariableName } from './variables.ts'

export type Config = {
  /** Without a URL the database is the embedded one, in `dataDir`. */
  database: { url?: string; dataDir: string }
  slack?: { bot: string; app?: string; signingSecret?: string; apiUrl?: string; prefix: string }
  discord?: { token: string; applicationId: string; members?: boolean; apiUrl?: string }
  http: { port: number; host: string }
  /** Where the HTTP port is reached from outside. Without it nobody can subscribe to a calendar. */
  publicUrl?: string
  logLevel: LogLevel
  /** Key for what is kept hashed or encrypted. Missing only with the embedded database, which keeps its own. */
  secret?: string
  roles: Set<Role>
  /** Where the sandbox's clock stands at the start. */
  now?: Temporal.Instant
}

export type Environment = Record<string, string | undefined>

/** What the process was given, and beneath it what `.env` says: as in Node's own `loadEnvFile`, the environment wins. */
export function readEnvironment(file = '.env'): Environment {
  return { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env }
}

export function readConfig(env: Environment): { ok: true; config: Config } | { ok: false; message: string } {
  const given = present(env)
  const read = schema.safeParse(given)
  const problems = read.success ? [] : read.error.issues.map((issue) => problemOf(String(issue.path[0]), given))
  const all = [...problems, ...problemsTogether(given)]
  if (!read.success || all.length > 0) return { ok: false, message: messageOf(all) }
  return { ok: true, config: configOf(read.data) }
}

/** The sentence for whoever starts the bot without a platform to live on; null when there is one. */
export function missingPlatforms(config: Config): string | null {
  if (config.slack || config.discord) return null
  return [
    'No platform is connected, so there is nobody to talk to.',
    '  Slack needs SLACK_BOT_TOKEN, with SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).',
    '  Discord needs DISCORD_TOKEN and DISCORD_APPLICATION_ID.',
    'Put them into the environment or into a file named .env.',
    'To try it without any account: npm run demo. To see what is set and what is not: npm run doctor. (Without a clone: sahayak demo, sahayak doctor.)',
  ].join('\n')
}

type Read = ReturnType<typeof schema.parse>
type Given = Partial<Record<VariableName, string>>

/** A variable that is empty counts as not set: it is how one line of `.env` is switched off. */
function present(env: Environment): Given {
  const given: Given = {}
  for (const [name, value] of Object.entries(env)) if (isVariable(name) && value?.trim()) given[name] = value.trim()
  return given
}

function problemOf(name: string, given: Given): string {
  if (!isVariable(name)) return name
  const { wants, example, secret }: Variable = variables[name]
  const got = given[name] ?? ''
  // A secret is never repeated, since the message ends up in logs; its length tells a cut or a wrong paste.
  const seen = secret ? `it has ${got.length} characters` : `it is "${got.slice(0, 60)}"`
  return `${name} wants ${wants}; ${seen}.\n    ${name}=${example}`
}

function wantsAlso(name: VariableName, why: string): string {
  const { wants, example }: Variable = variables[name]
  return `${name} is not set: ${why}. It wants ${wants}.\n    ${name}=${example}`
}

/** What only shows when several variables are looked at together. */
function problemsTogether(given: Given): string[] {
  const problems: string[] = []
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = given
  if (bot && !app && !signing) {
    problems.push(
      wantsAlso('SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN needs it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP'),
    )
  }
  if (!bot && (app || signing)) {
    problems.push(
      wantsAlso('SLACK_BOT_TOKEN', `${app ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'} alone connects nothing`),
    )
  }
  if (given.DISCORD_TOKEN && !given.DISCORD_APPLICATION_ID) {
    problems.push(wantsAlso('DISCORD_APPLICATION_ID', 'DISCORD_TOKEN needs it to register the commands'))
  }
  if (!given.DISCORD_TOKEN && given.DISCORD_APPLICATION_ID) {
    problems.push(wantsAlso('DISCORD_TOKEN', 'DISCORD_APPLICATION_ID alone connects nothing'))
  }
  if ((bot || given.DISCORD_TOKEN) && given.DATABASE_URL && !given.SAHAYAK_SECRET) {
    problems.push(wantsAlso('SAHAYAK_SECRET', 'with DATABASE_URL every process must have the same one'))
  }
  return [...problems, ...clockProblems(given)]
}

/** A bot that believes in a wrong time must never speak to real people. */
function clockProblems(given: Given): string[] {
  if (!given.SAHAYAK_NOW) return []
  const real = [
    ...(given.SLACK_BOT_TOKEN && !isLoopback(given.SLACK_API_URL) ? ['SLACK_API_URL' as const] : []),
    ...(given.DISCORD_TOKEN && !isLoopback(given.DISCORD_API_URL) ? ['DISCORD_API_URL' as const] : []),
  ]
  return real.map(
    (name) =>
      `SAHAYAK_NOW is for the sandbox alone: ${name} must then be on this machine. Leave SAHAYAK_NOW out, or set\n` +
      `    ${name}=${variables[name].example}`,
  )
}

function isLoopback(url: string | undefined): boolean {
  if (!url || !URL.canParse(url)) return false
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(new URL(url).hostname)
}

function messageOf(problems: string[]): string {
  const one = problems.length === 1
  const title = `The configuration has ${one ? 'a problem' : `${problems.length} problems`}. ${one ? 'It' : 'Each'} is mended in the environment or in .env:`
  return [title, ...problems.map((problem) => `  ${problem}`)].join('\n')
}

function configOf(read: Read): Config {
  return {
    database: { dataDir: read.SAHAYAK_DATA, ...some('url', read.DATABASE_URL) },
    ...slackOf(read),
    ...discordOf(read),
    http: { port: read.PORT, host: read.HOST },
    ...some('publicUrl', read.PUBLIC_URL),
    logLevel: read.LOG_LEVEL,
    ...some('secret', read.SAHAYAK_SECRET),
    roles: new Set(read.SAHAYAK_ROLES),
    ...some('now', read.SAHAYAK_NOW),
  }
}

function slackOf(read: Read): Pick<Config, 'slack'> {
  if (!read.SLACK_BOT_TOKEN) return {}
  const slack = {
    bot: read.SLACK_BOT_TOKEN,
    prefix: read.SLACK_COMMAND_PREFIX,
    ...some('app', read.SLACK_APP_TOKEN),
    ...some('signingSecret', read.SLACK_SIGNING_SECRET),
    ...some('apiUrl', read.SLACK_API_URL),
  }
  return { slack }
}

function discordOf(read: Read): Pick<Config, 'discord'> {
  if (!read.DISCORD_TOKEN || !read.DISCORD_APPLICATION_ID) return {}
  const discord = {
    token: read.DISCORD_TOKEN,
    applicationId: read.DISCORD_APPLICATION_ID,
    ...(read.DISCORD_MEMBERS_INTENT ? { members: true } : {}),
    ...some('apiUrl', read.DISCORD_API_URL),
  }
  return { discord }
}

/** A property that is there only when it has a value. */
function some<Name extends string, Value>(name: Name, value: Value | undefined): { [_ in Name]?: Value } {
  const none: { [_ in Name]?: Value } = {}
  return value === undefined ? none : { ...none, [name]: value }
}
