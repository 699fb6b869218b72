import { randomBytes } from 'node:crypto'
import { styleText } from 'node:util'
import { pino } from 'pino'
import { z } from 'zod'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export type Log = Record<LogLevel, (data: object, text: string) => void>

type LogOptions = {
  level: LogLevel
  /** One line for a person's eyes instead of JSON; by itself on a terminal. */
  pretty?: boolean
  /** Values that must never be seen, besides everything that looks like a token. */
  secrets?: string[]
  write?: (line: string) => void
}

/** Structured lines on standard output. An error goes under `err`, what ties payload, command and delivery under `ref`. */
export function createLog({ level, pretty, secrets = [], write }: LogOptions): Log {
  // Synchronous: the last lines before a crash are the ones that are wanted.
  const out = pino.destination({ dest: 1, sync: true })
  const put = write ?? ((line: string) => void out.write(line))
  const human = pretty ?? process.stdout.isTTY
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorSaid, error: errorSaid },
      redact: { paths: hiddenPaths, censor: hidden },
    },
    { write: (line: string) => put(hideSecrets(human ? forPeople(line) : line, secrets)) },
  )
  return {
    debug: (data, text) => logger.debug(data, text),
    info: (data, text) => logger.info(data, text),
    warn: (data, text) => logger.warn(data, text),
    error: (data, text) => logger.error(data, text),
  }
}

/** Eight characters that a person can read aloud, told to them and written beside the fault in the log. */
export function reference(): string {
  // 32 letters, so that each byte's five low bits are one of them without a bias; none looks like another.
  const letters = 'abcdefghjkmnpqrstuvwxyz023456789'
  return Array.from(randomBytes(8), (byte) => letters[byte & 31] ?? '').join('')
}

/** What a statement was given, people's words and whole files, stands in the database client's errors: it is left out. */
function errorSaid(error: Error): object {
  const { params: _, ...said }: pino.SerializedError = pino.stdSerializers.err(error)
  const given = paramsOf(error)
  const without = (text: string) => given.reduce((left, params) => left.replaceAll(params, ''), text)
  return { ...said, message: without(said.message), stack: without(said.stack) }
}

/** As they stand in the message, of this error and of what caused it. */
function paramsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const own = 'params' in error && Array.isArray(error.params) ? [`\nparams: ${error.params.join(',')}`] : []
  return [...own, ...paramsOf(error.cause)]
}

const hidden = '[hidden]'

const secretNames = ['token', 'authorization', 'Authorization', 'secret', 'signingSecret', 'password']
const hiddenPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/**
 * What the platforms' tokens look like wherever they stand: a library puts them into an error's text, a stack, a URL.
 * Slack documents its prefixes; a Discord token is the id, a time and a signature in base64url, joined by dots.
 */
const tokens = [
  /\bx(?:ox[a-z]|app)-[\w-]{8,}/gu,
  /\b[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,}/gu,
  /(?<=\bpostgres(?:ql)?:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/gu,
]

function hideSecrets(line: string, secrets: string[]): string {
  const withoutTokens = tokens.reduce((text, pattern) => text.replaceAll(pattern, hidden), line)
  // In a JSON line a secret with a quote or a backslash stands escaped.
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
  return forms.reduce((text, secret) => text.replaceAll(secret, hidden), withoutTokens)
}

const lineShape = z.looseObject({ level: z.string(), time: z.string(), msg: z.string().default('') })
const errorShape = z.object({ message: z.string(), stack: z.string().optional() })

const colours = { debug: 'dim', info: 'green', warn: 'yellow', error: 'red' } as const

function forPeople(json: string): string {
  const { level, time, msg, ...data } = lineShape.parse(JSON.parse(json))
  const error = errorShape.safeParse(data.err ?? data.error).data
  const facts = Object.entries(data)
    .filter(([name]) => !error || (name !== 'err' && name !== 'error'))
    .map(([name, value]) => styleText('dim', `${name}=`) + (typeof value === 'string' ? value : JSON.stringify(value)))
  const colour = Object.entries(colours).find(([name]) => name === level)?.[1] ?? 'reset'
  const head = [styleText('dim', time.slice(11, 19)), styleText(colour, level.padEnd(5)), msg, ...facts]
  if (error) head.push(`${styleText('dim', 'error=')}${error.message}`)
  // The stack is for whoever mends it: only with what is logged as an error.
  const stack = level === 'error' && error?.stack ? `\n${error.stack.replaceAll(/^(?=.)/gmu, '    ')}` : ''
  return `${head.join(' ')}${stack}\n`
}
