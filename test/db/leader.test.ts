import { connectDatabase, rows } from '#db/connection/connect.ts'
import { sql } from '#orm/core'
import { tmpdir } from 'node:os'
import { createServer, connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, type TestContext } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import { postgresUrl } from './databases.ts'
import { startProcess, type Running } from './processes/start.ts'

/** Ten seconds are promised; the machine of a test may be busy. */
const limitMs = 120_000

/** What a test starts, which ends with it. They wait for beats most of the time, and so beside each other; each has a database of its own. */
function world({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  return {
    async start(url: string): Promise<Running> {
      const one = startProcess('lead', url)
      onTestFinished(async () => {
        one.child.kill('SIGKILL')
        await one.ended
      })
      await eventually(() => one.lines.includes('ready') || one.child.exitCode !== null, Boolean, { limitMs: 300_000 })
      return one
    },
    async openWay(url: string) {
      const way = await openWay(url)
      onTestFinished(way.close)
      return way
    },
  }
}

describe.concurrent('of several processes on one Postgres', { timeout: 300_000 }, () => {
  const says = ({ lines }: Running, line: string) => eventually(() => lines.includes(line), Boolean, { limitMs })
  const ask = async (one: Running, n: number) => {
    one.child.stdin.write('?\n')
    return eventually(() => one.lines.find((line) => line.startsWith(`${n}: `)), Boolean, { limitMs })
  }

  /** One that leads knows of who stands by from its next beat on: until then it takes itself to be alone. */
  async function known(url: string): Promise<void> {
    const beats = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
    const arrived = Temporal.Now.instant().add({ seconds: 1 }).toString()
    const asked = sql`select pid from pg_stat_activity
      where datname = current_database() and application_name like '%test of leading%' and query_start > ${arrived}::timestamptz`
    await eventually(
      () => beats.asOwner((tx) => rows(tx, asked)),
      ({ length }) => length >= 2,
      { limitMs },
    )
    await beats.close()
  }

  it('one leads, and another when that one is killed', async ({ onTestFinished }) => {
    const here = world({ onTestFinished })
    const url = await postgresUrl()
    const first = await here.start(url)
    const second = await here.start(url)
    expect(first.lines).toContain('leads')
    expect(second.lines).not.toContain('leads')

    first.child.kill('SIGKILL')

    await says(second, 'leads')
  })

  it('another leads when the one that leads stands still, which on waking does nothing more', async ({
    onTestFinished,
  }) => {
    const here = world({ onTestFinished })
    const url = await postgresUrl()
    const first = await here.start(url)
    const second = await here.start(url)
    expect(await ask(first, 1)).toBe('1: mine')
    await known(url)

    first.child.kill('SIGSTOP')
    const stopped = performance.now()
    await says(second, 'leads')
    const took = performance.now() - stopped
    // Lies there when it wakes up, like what a platform has sent meanwhile.
    first.child.stdin.write('?\n')
    first.child.kill('SIGCONT')

    await says(first, '2: not mine')
    await says(first, 'leads no more')
    expect(await ask(second, 1)).toBe('1: mine')
    expect(took).toBeLessThan(limitMs)
  })

  it('another leads when the one that leads is cut off from the database, and never both', async ({
    onTestFinished,
  }) => {
    const here = world({ onTestFinished })
    const url = await postgresUrl()
    const way = await here.openWay(url)
    const first = await here.start(way.url)
    const second = await here.start(url)
    expect(first.lines).toContain('leads')
    await known(url)

    way.cut()
    await says(second, 'leads')

    expect(await ask(first, 1)).toBe('1: not mine')
    await says(first, 'leads no more')
  })

  it('one that came too late to be known of does not lead beside the only one, which goes on while it is cut off', async ({
    onTestFinished,
  }) => {
    const here = world({ onTestFinished })
    const url = await postgresUrl()
    const way = await here.openWay(url)
    const only = await here.start(way.url)
    expect(await ask(only, 1)).toBe('1: mine')

    way.cut()
    const late = await here.start(url)
    const beats = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
    // It has asked since the other one was silent for longer than anybody is borne with who is known to have a follower.
    await eventually(
      () =>
        beats.asOwner((tx) =>
          rows(
            tx,
            sql`select pid from pg_stat_activity a
                where datname = current_database() and application_name like '%test of leading%' and query_start > (
                  select min(state_change) + interval '8 seconds' from pg_stat_activity b
                  where b.datname = a.datname and b.application_name = a.application_name)`,
          ),
        ),
      ({ length }) => length > 0,
      { limitMs },
    )
    await beats.close()

    const isLed = late.lines.includes('leads')
    expect([await ask(only, 2), isLed]).toEqual(['2: mine', false])
  })

  it('the only one goes on while the database is away', async ({ onTestFinished }) => {
    const here = world({ onTestFinished })
    const way = await here.openWay(await postgresUrl())
    const only = await here.start(way.url)
    expect(await ask(only, 1)).toBe('1: mine')

    way.cut()
    await wait(6_000)

    expect(await ask(only, 2)).toBe('2: mine')
    expect(only.lines).not.toContain('leads no more')
  })
})

/** A way to the database that can be cut: nothing comes through any more, and nobody is told. */
async function openWay(url: string): Promise<{ url: string; cut(): void; close(): void }> {
  const { port, hostname } = new URL(url)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((from) => {
    const there = connect(Number(port), hostname)
    for (const socket of [from, there]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        if (isCut) return
        from.destroy()
        there.destroy()
      })
    }
    from.on('data', (data) => isCut || there.write(data))
    there.on('data', (data) => isCut || from.write(data))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no way to the database')
  const way = new URL(url)
  way.host = `127.0.0.1:${address.port}`
  return {
    url: way.href,
    cut: () => void (isCut = true),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
