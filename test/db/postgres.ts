import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { findBinaries, unprivilegedUser, type User } from './binaries.ts'

export type PostgresServer = {
  /** Of one of its databases; of the one for administration without a name. */
  url(database?: string): string

  /** Makes a database, as a copy of `template` when that is given, and answers its URL. */
  create(template?: string): Promise<string>

  stop(): Promise<void>
}

/** One whose process is ours to do things to. */
export type OwnServer = PostgresServer & {
  /** Ends it, letting go of whoever is connected (`fast`) or as in a crash (`immediate`), and starts it again. */
  restart(how: 'fast' | 'immediate'): Promise<void>
  /** All its processes stand still until what is answered is called. */
  freeze(): Promise<() => void>
}

/** A Postgres of our own, for as long as this process lives: `TEST_DATABASE_URL`, or the one that npm brought, with these settings. */
export async function startPostgres(more: Record<string, string> = {}): Promise<PostgresServer> {
  const given = process.env['TEST_DATABASE_URL']
  return given ? useServer(given) : startServer(more)
}

/** Databases made on a server that is there already. `stop` drops those, and nothing else. */
export function useServer(admin: string): PostgresServer {
  const made: string[] = []
  return {
    url: (database) => (database ? urlOf(admin, database) : admin),
    async create(template) {
      const name = `sahayak_test_${crypto.randomUUID().replaceAll('-', '')}`
      await administer(admin, `create database ${name} ${template ? `template ${template}` : ''}`)
      made.push(name)
      return urlOf(admin, name)
    },
    async stop() {
      for (const name of made) await dropDatabase(admin, name)
    },
  }
}

export async function dropDatabase(admin: string, name: string): Promise<void> {
  await administer(admin, `drop database if exists ${name} with (force)`)
}

export function nameIn(url: string): string {
  return new URL(url).pathname.slice(1)
}

function urlOf(admin: string, database: string): string {
  const url = new URL(admin)
  url.pathname = `/${database}`
  return url.href
}

async function administer(url: string, statement: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await client.unsafe(statement)
  } finally {
    await client.end()
  }
}

/** The one that npm brought, whatever server is given for the other tests. */
export async function startServer(more: Record<string, string> = {}): Promise<OwnServer> {
  const user = unprivilegedUser()
  const folder = mkdtempSync(join(tmpdir(), 'sahayak-postgres-'))
  try {
    return await startIn(folder, user, more)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

async function startIn(folder: string, user: User, more: Record<string, string>): Promise<OwnServer> {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const bin = findBinaries(user, folder)
  const password = crypto.randomUUID()
  const data = join(folder, 'data')
  initialise({ bin, folder, data, password, user })

  const port = await freePort()
  const start = () => run({ bin, folder, data, user, port, more })
  let server = await start()
  const used = useServer(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`)
  const running = join(data, 'postmaster.pid')
  const master = () => Number(readFileSync(running, 'utf8').split('\n')[0])
  return {
    ...used,
    async restart(how) {
      process.kill(master(), how === 'fast' ? 'SIGINT' : 'SIGQUIT')
      await gone(running)
      const before = server
      server = await start()
      // What watches over the first one goes with it, and takes no files along.
      before.kill('SIGKILL')
    },
    freeze: () => freeze(used.url(), master()),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.stdin?.end()
      await ended
    },
  }
}

type Place = { bin: string; folder: string; data: string; user: User; port: number; more: Record<string, string> }

async function run({ bin, folder, data, user, port, more }: Place): Promise<ChildProcess> {
  const server = spawn(
    '/bin/sh',
    ['-c', diesWithUs, folder, join(bin, 'postgres'), '-D', data, ...settings(port, more)],
    {
      ...user,
      cwd: folder,
      // Ctrl-C in a terminal is for the tests, which then end this.
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  )
  await ready(server)
  return server
}

/** Its last act is to take away the file that says that it runs. */
async function gone(file: string): Promise<void> {
  while (existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** The first, so that nobody is born meanwhile; then all whom it knows. */
async function freeze(url: string, master: number): Promise<() => void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  await client`select 1`
  process.kill(master, 'SIGSTOP')
  const others = await client<{ pid: number }[]>`select pid from pg_stat_activity where pid <> pg_backend_pid()`
  const pids = [master, ...others.map(({ pid }) => pid)]
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  await client.end()
  return () => {
    for (const pid of pids) process.kill(pid, 'SIGCONT')
  }
}

/** However the tests end, `kill -9` included, their end of the pipe closes, and the server and its files go. */
const diesWithUs = '"$@" </dev/null & read -r _; kill -QUIT $!; wait $!; cd /; rm -rf "$0"'

function initialise({
  bin,
  folder,
  data,
  password,
  user,
}: {
  bin: string
  folder: string
  data: string
  password: string
  user: User
}): void {
  const file = join(folder, 'password')
  writeFileSync(file, password, { mode: 0o644 })
  const locale = ['--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8', '--encoding=UTF8']
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'password',
    `--pwfile=${file}`,
    '--no-sync',
    '--no-instructions',
    ...locale,
  ]
  const made = spawnSync(join(bin, 'initdb'), args, { ...user, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
}

/** Nothing in it outlives the tests. */
function settings(port: number, more: Record<string, string>): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '32MB',
    max_connections: 200,
    timezone: 'UTC',
    ...more,
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function ready(server: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`Postgres did not start: ${said}`))
    const limit = setTimeout(fail, 300_000)
    server.once('error', reject)
    server.once('exit', fail)
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000)
      // Whoever knocks too early is told so, which is a FATAL as well.
      const failed = /FATAL:(?!.*(?:starting up|not yet accepting|recovery))/u.test(said)
      if (!said.includes('ready to accept connections') && !failed) return
      clearTimeout(limit)
      if (failed) fail()
      else resolve()
    })
  })
  said = ''
}
