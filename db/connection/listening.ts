import { setTimeout as wait } from 'node:timers/promises'
import type { Link, LinkOptions } from './link.ts'

/** How soon a connection that was lost is opened anew, and how often one that hears nothing is asked whether it lives. */
const againMs = 500
const askMs = 5_000

type Options = {
  open(more: Partial<LinkOptions>): Promise<Link>
  channel: string
  hear(payload: string): void
  secondsToDoubt: number
}

/**
 * Hears a channel on a connection of its own, and on the next one when that is lost: what is said in between is heard by
 * nobody. Throws when the first one cannot be opened. Answers how to stop.
 */
export async function keepListening(options: Options): Promise<() => Promise<void>> {
  const over = new AbortController()
  let link = await listenOnce(options)

  async function goOn(): Promise<void> {
    while (!over.signal.aborted) {
      await untilLost(link, options.secondsToDoubt, over.signal)
      while (link.lost() && !over.signal.aborted) {
        await wait(againMs, undefined, { signal: over.signal })
        link = await listenOnce(options).catch(() => link)
      }
    }
  }

  const going = goOn().catch(() => {})
  return async () => {
    over.abort()
    await going
    await link.end()
  }
}

async function listenOnce({ open, channel, hear }: Options): Promise<Link> {
  const link = await open({ name: 'sahayak listening', hear: (_, payload) => hear(payload) })
  await link.send(`listen "${channel}"`)
  return link
}

/** A server that is gone without a word sends nothing, and neither does one where nothing happens: so it is asked. */
async function untilLost(link: Link, secondsToDoubt: number, over: AbortSignal): Promise<void> {
  const lost = new AbortController()
  const off = link.onLost(() => lost.abort())
  while (!link.lost() && !over.aborted) {
    await wait(askMs, undefined, { signal: AbortSignal.any([over, lost.signal]) }).catch(() => {})
    if (link.lost() || over.aborted) break
    const limit = setTimeout(() => link.cut('the database does not answer'), secondsToDoubt * 1000)
    await link.send('select 1').catch(() => {})
    clearTimeout(limit)
  }
  off()
}
