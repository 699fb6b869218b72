import { connect, createServer, type Socket } from 'node:net'

/** `Bind` and `Query`: each runs one statement. https://www.postgresql.org/docs/current/protocol-message-formats.html */
const statements = new Set([0x42, 0x51])

/** Stands before a Postgres and counts the statements that go through. */
export async function countStatements(url: string) {
  const target = new URL(url)
  let count = 0

  function counting(socket: Socket): void {
    let rest = Buffer.alloc(0)
    let started = false
    socket.on('data', (data: Buffer) => {
      rest = Buffer.concat([rest, data])
      for (;;) {
        // The first message has no type.
        const head = started ? 1 : 0
        if (rest.length < head + 4) return
        const length = rest.readUInt32BE(head) + head
        if (rest.length < length) return
        if (started && statements.has(rest[0] ?? 0)) count += 1
        started = true
        rest = rest.subarray(length)
      }
    })
  }

  const server = createServer((from) => {
    const to = connect(Number(target.port), target.hostname)
    for (const socket of [from, to]) socket.on('error', () => socket.destroy())
    counting(from)
    from.pipe(to).pipe(from)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the proxy has no port')
  const proxied = new URL(url)
  proxied.hostname = '127.0.0.1'
  proxied.port = String(address.port)
  return {
    url: proxied.href,
    take: () => {
      const taken = count
      count = 0
      return taken
    },
    close: () => server.close(),
  }
}
