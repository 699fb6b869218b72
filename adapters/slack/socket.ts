import type { SocketModeReceiver } from '@slack/bolt'
import { setTimeout as wait } from 'node:timers/promises'
import { inTime } from '#adapters/shared/in-time.ts'
import type { Log } from '#src/kernel/log.ts'
import { sentenceFor } from './identity.ts'
import { whyOf } from './outcome.ts'

type Client = SocketModeReceiver['client']
type Socket = { stop(): Promise<void> }

/** How long a start waits for the connection; after that it goes on without, and the connection comes when it can. */
const secondsToConnect = 20
const mostSecondsBetween = 60
const secondsToDisconnect = 2

/**
 * Keeps a socket open. A token that is refused at the start ends it with a sentence; an outage does not.
 *
 * The library would connect again by itself, but a refusal or an outage while it does is thrown where nobody can catch it, which
 * ends the process, and it waits five seconds where Slack only asked to move to another socket.
 */
export async function keepSocket(client: Client, log: Log): Promise<Socket> {
  const over = new AbortController()
  const first = Promise.withResolvers<void>()
  const keeping = keep()

  async function keep(): Promise<void> {
    let failures = 0
    while (!over.signal.aborted) {
      const closed = Promise.withResolvers<void>()
      client.once('disconnected', closed.resolve)
      try {
        await connect(client)
        // Whoever stopped us meanwhile found no socket to close yet.
        if (over.signal.aborted) return await hangUp(client)
        failures = 0
        first.resolve()
        await closed.promise
        if (!over.signal.aborted) log.info({}, 'the connection to Slack ended: connecting again')
      } catch (error) {
        client.off('disconnected', closed.resolve)
        if (over.signal.aborted) return
        failures += 1
        first.reject(error)
        log.error({ why: whyOf(error), failures }, 'no connection to Slack: trying again')
        await wait(secondsAfter(failures) * 1000, undefined, { signal: over.signal }).catch(() => undefined)
      }
    }
  }

  async function stop(): Promise<void> {
    over.abort()
    await hangUp(client)
    await inTime(keeping, secondsToDisconnect * 1000)
  }

  try {
    const isConnected = await inTime(
      first.promise.then(() => true),
      secondsToConnect * 1000,
    )
    if (!isConnected) log.warn({}, 'Slack does not answer yet: going on without')
    first.promise.catch(() => undefined)
  } catch (error) {
    const sentence = sentenceFor(error, 'SLACK_APP_TOKEN')
    if (!sentence) return { stop }
    await stop()
    throw new Error(sentence, { cause: error })
  }
  return { stop }
}

async function connect(client: Client): Promise<void> {
  const greeting = client.start().then(
    () => true,
    // Of a socket that closes before the greeting the library says nothing more.
    (error: unknown) => Promise.reject(error ?? new Error('Slack closed the socket without a greeting')),
  )
  if (await inTime(greeting, secondsToConnect * 1000)) return
  await hangUp(client)
  throw new Error('Slack opened a socket and did not greet')
}

async function hangUp(client: Client): Promise<void> {
  await inTime(client.disconnect(), secondsToDisconnect * 1000)
}

function secondsAfter(failures: number): number {
  return Math.min(2 ** (failures - 1), mostSecondsBetween)
}
