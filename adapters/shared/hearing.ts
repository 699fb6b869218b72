import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '#src/kernel/log.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { Conversation, Talk, Talking, TalkPlace, Written } from '#src/kernel/talk.ts'

/**
 * What stands in a conversation now, oldest first. `ids`: of all messages there, also those that are not to be heard. `from`: all that was
 * written `where` since is among them; null where it was too much to read.
 */
export type Standing = { where: TalkPlace; messages: Written[]; ids: string[]; from: Temporal.Instant | null }

type Parts = {
  platform: Platform
  talk: Talking
  log: Log
  /** Conversations with the same key are heard message by message. */
  keyOf(where: Pick<Talk, 'channel' | 'thread'>): string
  /** The same of a whole conversation, where that is another. */
  keyOfAll?(conversation: Conversation): string
  /** Null: it cannot be read by us any more. Throws where it could not be read now. */
  read(conversation: Conversation): Promise<Standing | null>
  /** How long to wait, in milliseconds, after a conversation could not be read or kept. */
  againMs?: number
}

export type Hearing = {
  /** Resolves when it is kept. Throws where it could not be. */
  hear(talk: Talk): Promise<void>
  /** Reads what was said while nobody listened; called whenever a connection begins anew. Never rejects. */
  catchUp(): Promise<void>
  /** Nothing more is read. Resolves when nothing is being kept any more. */
  stop(): Promise<void>
}

/** How many conversations are read at once. */
const mostAtOnce = 2

/**
 * Hears what people write, in the order in which they wrote it. Each conversation is a queue of its own: what was said in it while nobody
 * listened is read first, and what is heard meanwhile comes after that. Heard twice is heard once: the core sees to it.
 */
export function createHearing({ platform, talk, log, keyOf, keyOfAll = keyOf, read, againMs = 5_000 }: Parts): Hearing {
  const { inOrder, idle } = createQueues()
  /** What is still to be read, by conversation. */
  const missed = new Map<string, Conversation>()
  const over = new AbortController()
  const insist = insisting({ platform, log, againMs, over: over.signal })
  let listing: Promise<void> = Promise.resolve()

  async function readMissed(key: string): Promise<void> {
    const conversation = missed.get(key)
    if (!conversation || over.signal.aborted) return
    const standing = await read(conversation)
    for (const message of standing?.messages ?? []) await talk.hear(message)
    if (standing?.from) await talk.compare(standing.where, { from: standing.from, ids: standing.ids })
    missed.delete(key)
  }

  async function list(): Promise<void> {
    for (const each of await talk.conversations(platform)) missed.set(keyOfAll(each), each)
  }

  async function readAll(): Promise<void> {
    const keys = [...missed.keys()]
    const worker = async () => {
      for (let key = keys.shift(); key !== undefined && !over.signal.aborted; key = keys.shift()) {
        const next = key
        await inOrder(next, () => readMissed(next))
      }
    }
    await Promise.all(Array.from({ length: mostAtOnce }, worker))
  }

  return {
    async hear(said) {
      // Which conversations are to be read first is known in a moment.
      await listing
      const key = keyOf(said)
      await inOrder(key, async () => {
        await readMissed(key)
        await talk.hear(said)
      })
    },
    async catchUp() {
      listing = insist(list)
      await listing
      await insist(readAll)
    },
    async stop() {
      over.abort()
      await idle()
    },
  }
}

/** What is done under one key is done one after the other, whatever becomes of it. */
function createQueues() {
  const queues = new Map<string, Promise<void>>()

  function inOrder(key: string, doing: () => Promise<void>): Promise<void> {
    const done = (queues.get(key) ?? Promise.resolve()).then(doing)
    const settled = done.catch(() => undefined).finally(() => queues.get(key) === settled && queues.delete(key))
    queues.set(key, settled)
    return done
  }

  return { inOrder, idle: async () => void (await Promise.allSettled(queues.values())) }
}

type Insisting = Pick<Parts, 'platform' | 'log'> & { againMs: number; over: AbortSignal }

/** Does something until it succeeds, or nothing more is to be read. */
function insisting({ platform, log, againMs, over }: Insisting): (doing: () => Promise<void>) => Promise<void> {
  return async (doing) => {
    while (!over.aborted) {
      try {
        return await doing()
      } catch (error) {
        if (over.aborted) return
        log.warn({ error, platform }, 'what was said meanwhile could not be read yet: trying again')
        await wait(againMs, undefined, { signal: over }).catch(() => undefined)
      }
    }
  }
}
