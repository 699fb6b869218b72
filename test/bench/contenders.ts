import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectDatabase } from '#db/connection/connect.ts'
import { migrate } from '#db/connection/migrate.ts'
import type { BenchPostgres } from './postgres.ts'
import { startProgram, type Command, type Program } from './program.ts'
import { seedAgencies, type Size } from './seed.ts'
import { signingSecret } from './slack-requests.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** One of those that are measured beside each other. */
export type Contender = { name: string; url: string; program: Program; stop(): Promise<void> }

type Starting = { postgres: Pick<BenchPostgres, 'create' | 'within'>; slackApi: string; size: Size }

export type Kind = { name: string; start(starting: Starting): Promise<Contender> }

/** A program of `test/bench/floors`; `migrated`: on a database of ours, with all that is in it. */
export function floor(name: string, file: string, { migrated = false } = {}): Kind {
  return {
    name,
    async start({ postgres, size }) {
      const url = await postgres.create()
      if (migrated) {
        await migrateOwn(url)
        await postgres.within(url, (sql) => seedAgencies(sql, size))
      }
      const env = { DATABASE_URL: url, SLACK_SIGNING_SECRET: signingSecret }
      const program = await startProgram({ args: [join(root, 'test/bench/floors', file)], cwd: root, env })
      return { name, url, program, stop: program.stop }
    },
  }
}

/** The bot of this folder, or of another one with a build of another day in it. It only answers: it neither tells nor looks at the clock. */
export function build(name: string, folder: string): Kind {
  return {
    name,
    async start({ postgres, slackApi, size }) {
      const url = await postgres.create()
      const program = await startProgram(botCommand(folder, url, slackApi))
      await postgres.within(url, (sql) => seedAgencies(sql, size))
      return { name, url, program, stop: program.stop }
    },
  }
}

async function migrateOwn(url: string): Promise<void> {
  const database = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
  await migrate(database)
  await database.close()
}

function botCommand(folder: string, url: string, slackApi: string): Command {
  const env = {
    ...{ DATABASE_URL: url, SAHAYAK_SECRET: 'a secret of at least thirty-two characters', SAHAYAK_ROLES: 'http' },
    ...{ HOST: '127.0.0.1', LOG_LEVEL: 'info', SAHAYAK_DATA: join(tmpdir(), 'sahayak-bench') },
    ...{ SLACK_BOT_TOKEN: 'xoxb-1-bench', SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slackApi },
  }
  return { args: startOf(folder), cwd: folder, env }
}

/** What follows `node` in a build's own `npm start`. */
export function startOf(folder: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return String(scripts.start).split(' ').slice(1)
}
