import { connect, type Socket } from 'node:net'
import { DatabaseAway } from './outage.ts'

export type Address = { host: string; port: number } | { path: string }

/** One that is connected. Throws where that does not come about within so many seconds. */
export async function openSocket(address: Address, seconds: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = connect(address)
  const limit = setTimeout(() => {
    reject(new DatabaseAway('the database takes no connection'))
    socket.destroy()
  }, seconds * 1000)
  socket.once('connect', resolve)
  socket.once('error', reject)
  try {
    await promise
  } finally {
    clearTimeout(limit)
    socket.off('error', reject)
    // Until the client listens: what breaks in between it finds out when it writes.
    socket.once('error', () => {})
  }
  inOneGo(socket)
  // What the client proves a certificate against.
  return 'host' in address ? Object.assign(socket, { host: address.host }) : socket
}

/** From here on the client writes at once; what is shorter it gathers until the end of the turn. */
const gathered = 1024

/**
 * Has what is sent in one turn travel in one packet: the client writes a long statement at once and the commit behind it by itself, and
 * each packet costs both sides a system call and wakes the server.
 */
function inOneGo(socket: Socket): void {
  const { write } = socket
  let held: NodeJS.Immediate | null = null
  const letGo = () => {
    held = null
    socket.uncork()
  }
  const hold = () => (held = setImmediate(() => (held = setImmediate(letGo))))
  const through = (...given: Parameters<typeof write>) => {
    const isLong = given[0].length >= gathered
    if (isLong && !held) {
      socket.cork()
      hold()
    }
    const result = write.apply(socket, given)
    // The last of the turn, since the client gathers until then.
    if (!isLong && held) {
      clearImmediate(held)
      letGo()
    }
    return result
  }
  Object.assign(socket, { write: through })
}
