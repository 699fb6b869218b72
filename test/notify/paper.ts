import type { Chat, MessageRef, Sent } from '#src/kernel/chat.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { Card } from '#src/kernel/card.ts'
import { cardOf, readCard } from '#test/read.ts'

export type Paper = { channel: string; id: string; card: Card; mark: string; edits: number }

type Doing = { what: 'post' | 'edit'; channel: string; card: Card }

/** A platform on paper: it keeps what was said where, and does with the next messages what a test tells it to. */
export function paperChat(platform: Platform) {
  const messages: Paper[] = []
  const threads = new Map<string, string[]>()
  /** What was said and done, in the order in which it was. */
  const told: string[] = []
  const absent = new Set<string>()
  const unreachable = new Set<string>()
  const plans: ((doing: Doing, arrive: () => MessageRef) => Sent | null | Promise<Sent | null>)[] = []

  async function attempt(doing: Doing, arrive: () => MessageRef): Promise<Sent> {
    for (const plan of plans) {
      const sent = await plan(doing, arrive)
      if (sent) return sent
    }
    return { outcome: 'sent', message: arrive() }
  }

  const chat: Chat = {
    platform,
    post({ channel }, said, mark) {
      const card = cardOf(said)
      return attempt({ what: 'post', channel, card }, () => {
        const id = String(messages.length + 1)
        messages.push({ channel, id, card, mark, edits: 0 })
        told.push(`post ${channel}: ${card.title}`)
        return { channel, id }
      })
    },
    async edit(_, ref, said) {
      const card = cardOf(said)
      const message = messages.find(({ id, channel }) => id === ref.id && channel === ref.channel)
      if (!message) return { outcome: 'gone', why: 'message_not_found' }
      return attempt({ what: 'edit', channel: ref.channel, card }, () => {
        message.card = card
        message.edits += 1
        told.push(`edit ${ref.channel}: ${card.title}`)
        return ref
      })
    },
    async find({ channel }, mark) {
      told.push(`look ${channel}`)
      return messages.find((message) => message.channel === channel && message.mark === mark) ?? null
    },
    async direct(_, user) {
      return unreachable.has(user) ? null : `D-${user}`
    },
    async thread(_, parent, name, members) {
      if (platform === 'slack') return null
      const channel = `${parent}/${name.split(' ')[0]}/${members[0]}`
      threads.set(channel, members)
      return { outcome: 'sent', message: { channel, id: channel } }
    },
    fetchProfile: async () => null,
    check: async () => null,
    canPost: async (_, channel) => !absent.has(channel),
    fetch: async () => ({ ok: false, why: 'gone' }),
  }

  return {
    chat,
    messages,
    threads,
    told,
    /** Channels that the bot is not in. */
    absent,
    /** People whom nobody can write to. */
    unreachable,
    /** Tried on each message, the first that says something is what comes of it. */
    plans,
    in: (channel: string) => messages.filter((message) => message.channel === channel),
    /** What stands in a channel, as one reads it. */
    read: (channel: string) =>
      messages
        .filter((message) => message.channel === channel)
        .map(({ card }) => readCard(card))
        .join('\n---\n'),
    remove(channel: string) {
      const kept = messages.filter((message) => message.channel !== channel)
      messages.splice(0, messages.length, ...kept)
    },
  }
}

export type PaperChat = ReturnType<typeof paperChat>
