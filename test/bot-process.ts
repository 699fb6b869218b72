import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Config } from '#src/bot/config.ts'

export type BotProcess = {
  child: ChildProcess
  /** Milliseconds from the start of the process until it was ready. */
  startedIn: number
  /** What it wrote so far. */
  output(): string
  /** `kill -9`: nothing is tidied up. */
  kill(): Promise<void>
  /** As a supervisor stops it; answers the exit code. */
  stop(): Promise<number | null>
}

/** The bot as it runs in earnest, in a process of its own. Resolves when it says that it is ready. */
export async function startBotProcess(env: Record<string, string>, { limitMs = 30_000 } = {}): Promise<BotProcess> {
  const began = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(new URL('../src/bot/main.ts', import.meta.url))], {
    env: { ...inherited('PATH'), ...inherited('NODE_COMPILE_CACHE'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  const ready = new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`the bot was not ready within ${limitMs} ms:\n${output}`)), limitMs)
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`
      if (!line.includes('"msg":"ready"')) return
      clearTimeout(limit)
      resolve()
    })
    void ended.then((code) => {
      clearTimeout(limit)
      reject(new Error(`the bot ended with ${code} before it was ready:\n${output}`))
    })
  })
  await ready.catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  return {
    child,
    startedIn: performance.now() - began,
    output: () => output,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** The code that a first start prints. */
export function setupCodeIn(output: string): string {
  const code = /\/agency setup ([A-Z0-9]{4}-[A-Z0-9]{4})/u.exec(output)?.[1]
  if (!code) throw new Error(`no setup code in:\n${output}`)
  return code
}

/** A configuration as a process reads it. */
export function environmentOf({
  database,
  slack,
  discord,
  http,
  publicUrl,
  secret,
  roles,
}: Config): Record<string, string> {
  return {
    LOG_LEVEL: 'info',
    PORT: String(http.port),
    HOST: http.host,
    SAHAYAK_DATA: database.dataDir,
    SAHAYAK_SECRET: secret ?? 'a secret of at least thirty-two characters',
    SAHAYAK_ROLES: [...roles].join(','),
    ...(publicUrl && { PUBLIC_URL: publicUrl }),
    ...(database.url && { DATABASE_URL: database.url }),
    ...(slack && { SLACK_BOT_TOKEN: slack.bot }),
    ...(slack?.app && { SLACK_APP_TOKEN: slack.app }),
    ...(slack?.signingSecret && { SLACK_SIGNING_SECRET: slack.signingSecret }),
    ...(slack?.apiUrl && { SLACK_API_URL: slack.apiUrl }),
    ...(discord && { DISCORD_TOKEN: discord.token, DISCORD_APPLICATION_ID: discord.applicationId }),
    ...(discord?.apiUrl && { DISCORD_API_URL: discord.apiUrl }),
  }
}

function inherited(name: string): Record<string, string> {
  const value = process.env[name]
  return value === undefined ? {} : { [name]: value }
}
