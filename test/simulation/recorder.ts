import type { Chat } from '#src/kernel/chat.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { Card } from '#src/kernel/card.ts'
import { cardOf } from '#test/read.ts'

/** A new message as it came in; `mark` is the number of its line in the outbox. */
export type Said = { at: Temporal.Instant; platform: Platform; channel: string; mark: string; card: Card }

/** Platforms that take everything, and remember when. Edits are taken too; what they say is other tests' business. */
export function createRecorder(now: () => Temporal.Instant) {
  const said: Said[] = []

  function chatOf(platform: Platform): Chat {
    return {
      platform,
      async post({ channel }, card, mark) {
        said.push({ at: now(), platform, channel, mark, card: cardOf(card) })
        return { outcome: 'sent', message: { channel, id: `${platform}-${said.length}` } }
      },
      edit: async (_, message) => ({ outcome: 'sent', message }),
      async find({ channel }, mark) {
        const at = said.findIndex((each) => each.channel === channel && each.mark === mark)
        return at < 0 ? null : { channel, id: `${platform}-${at + 1}` }
      },
      direct: async (_, user) => directOf(platform, user),
      thread: async () => null,
      fetchProfile: async () => null,
      check: async () => null,
      canPost: async () => true,
      fetch: async () => ({ ok: false, why: 'gone' }),
    }
  }

  return {
    said,
    chats: new Map<Platform, Chat>([
      ['slack', chatOf('slack')],
      ['discord', chatOf('discord')],
    ]),
  }
}

export function directOf(platform: Platform, user: string): string {
  return `D-${platform}-${user}`
}
