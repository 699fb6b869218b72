import { connectDatabase, rows } from '#db/connection/connect.ts'
import { sql } from '#orm/core'
import { tmpdir } from 'node:os'
import { createServer, connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import { postgresUrl } from './databases.ts'
import { startProcess, type Running } from './processes/start.ts'

/** Ten seconds are promised; the machine of a test may be busy. */
const limitMs = 120_000

describe('of several processes on one Postgres', { timeout: 300_000 }, () => {
  const running: Running[] = []
  const over: (() => void)[] = []
  afterEach(async () => {
    for (const { child } of running) child.kill('SIGKILL')
    await Promise.all(running.map(({ ended }) => ended))
    running.length = 0
    for (const end of over.splice(0)) end()
  })

  async function start(url: string): Promise<Running> {
    const one = startProcess('lead', url)
    running.push(one)
    await eventually(() => one.lines.includes('ready') || one.child.exitCode !== null, Boolean, { limitMs: 300_000 })
    return one
  }
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
      where application_name like '%test of leading%' and query_start > ${arrived}::timestamptz`
    await eventually(
      () => beats.asOwner((tx) => rows(tx, asked)),
      ({ length }) => length >= 2,
      { limitMs },
    )
    await beats.close()
  }

  it('one leads, and another when that one is killed', async () => {
    const url = await postgresUrl()
    const first = await start(url)
    const second = await start(url)
    expect(first.lines).toContain('leads')
    expect(second.lines).not.toContain('leads')

    first.child.kill('SIGKILL')

    await says(second, 'leads')
  })

  it('another leads when the one that leads stands still, which on waking does nothing more', async () => {
    const url = await postgresUrl()
    const first = await start(url)
    const second = await start(url)
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

  it('another leads when the one that leads is cut off from the database, and never both', async () => {
    const url = await postgresUrl()
    const way = await openWay(url)
    over.push(way.close)
    const first = await start(way.url)
    const second = await start(url)
    expect(first.lines).toContain('leads')
    await known(url)

    way.cut()
    await says(second, 'leads')

    expect(await ask(first, 1)).toBe('1: not mine')
    await says(first, 'leads no more')
  })

  it('one that came too late to be known of does not lead beside the only one, which goes on while it is cut off', async () => {
    const url = await postgresUrl()
    const way = await openWay(url)
    over.push(way.close)
    const only = await start(way.url)
    expect(await ask(only, 1)).toBe('1: mine')

    way.cut()
    const late = await start(url)
    const beats = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
    // It has asked since the other one was silent for longer than anybody is borne with who is known to have a follower.
    await eventually(
      () =>
        beats.asOwner((tx) =>
          rows(
            tx,
            sql`select pid from pg_stat_activity a where application_name like '%test of leading%' and query_start > (
                  select min(state_change) + interval '8 seconds' from pg_stat_activity b
                  where b.application_name = a.application_name)`,
          ),
        ),
      ({ length }) => length > 0,
      { limitMs },
    )
    await beats.close()

    const isLed = late.lines.includes('leads')
    expect([await ask(only, 2), isLed]).toEqual(['2: mine', false])
  })

  it('the only one goes on while the database is away', async () => {
    const way = await openWay(await postgresUrl())
    over.push(way.close)
    const only = await start(way.url)
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
