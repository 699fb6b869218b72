export type Platform = 'slack' | 'discord'

/** One exchange between the sandbox and the bot, kept whole and never capped: the inspector and the tests read it. */
export type Exchange = {
  id: number
  /** Milliseconds since the epoch, by the sandbox's clock. */
  at: number
  platform: Platform
  direction: 'from-bot' | 'to-bot'
  via: 'http' | 'socket' | 'gateway'
  /** What a person would call it: `chat.postMessage`, `POST /channels/1/messages`, `slash_commands`, `INTERACTION_CREATE`. */
  name: string
  request: unknown
  status?: number
  response?: unknown
}

export type Traffic = {
  record(exchange: Omit<Exchange, 'id'>): Exchange
  /** Those after `id`, oldest first. */
  since(id: number): Exchange[]
  onChange(listener: () => void): () => void
  clear(): void
}

export function createTraffic(): Traffic {
  let next = 1
  let exchanges: Exchange[] = []
  const listeners = new Set<() => void>()
  const changed = () => listeners.forEach((listener) => listener())

  return {
    record(exchange) {
      const kept = { id: next++, ...exchange }
      exchanges.push(kept)
      changed()
      return kept
    },
    since: (id) => exchanges.filter((exchange) => exchange.id > id),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear() {
      exchanges = []
      changed()
    },
  }
}
