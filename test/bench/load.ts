import { connect, type Socket } from 'node:net'

/** What is sent next, whole: head and body. Null when nothing more is to be sent. */
export type Next = () => string | null

export type Loaded = {
  /** Milliseconds of each request, in the order in which they were answered. */
  times: number[]
  /** Milliseconds from the first request to the last answer. */
  took: number
}

type Load = {
  port: number
  connections: number
  next: Next
  /** Whether that is the answer of one who did the work: what is fast and wrong does not count. */
  isRight: (answer: string) => boolean
}

/**
 * Sends requests over so many connections that are kept, on each the next one when the last was answered. On plain sockets, since
 * an HTTP client would take as much of the machine as what is measured.
 */
export async function load({ port, connections, next, isRight }: Load): Promise<Loaded> {
  const times: number[] = []
  const began = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const line = await open(port)
      for (let request = next(); request !== null; request = next()) {
        const sent = performance.now()
        const answer = await line.ask(request)
        times.push(performance.now() - sent)
        if (!isRight(answer)) throw new Error(`not the answer that was wanted:\n${answer.slice(0, 2_000)}`)
      }
      line.close()
    }),
  )
  return { times, took: performance.now() - began }
}

type Line = { ask(request: string): Promise<string>; close(): void }

async function open(port: number): Promise<Line> {
  const socket = await connected(port)
  let waiting: { resolve(answer: string): void; reject(error: Error): void } | null = null
  let heard = ''
  socket.setEncoding('latin1').on('data', (data: string) => {
    heard += data
    if (!isWhole(heard)) return
    const answer = heard
    heard = ''
    waiting?.resolve(answer)
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('the connection was closed before the answer')))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close() {
      waiting = null
      socket.destroy()
    },
  }
}

async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return socket
}

/** Whether an answer has arrived to its end, with a length or in chunks. */
function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /\r\ncontent-length: *(\d+)/iu.exec(text.slice(0, head + 2))?.[1]
  return length === undefined ? text.endsWith('0\r\n\r\n') : text.length >= head + 4 + Number(length)
}
