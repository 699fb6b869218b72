import type { Announcer } from './deliver/events.ts'
import type { Sockets } from './deliver/socket.ts'
import type { Slack } from './world.ts'

/**
 * Forgets all that happened and keeps who and what exists, so that doing it twice is doing it once.
 *
 * Counters go on: an id of before never comes to mean something else.
 */
export function createReset(slack: Slack, sockets: Sockets, announcer: Announcer): () => void {
  const { world } = slack
  return () => {
    slack.startOver()
    slack.limits.clear()
    sockets.forget()
    announcer.forget()
    const happened = [
      world.messages,
      world.ephemerals,
      world.files,
      world.modals,
      world.homes,
      world.toasts,
      world.triggers,
      world.responseUrls,
      world.oauthCodes,
      world.choices,
      world.directs,
    ]
    for (const map of happened) map.clear()
    for (const channel of world.channels.values()) {
      channel.timeline = []
      channel.archived = false
      if (channel.kind === 'im' || channel.kind === 'mpim') world.channels.delete(channel.id)
      else channel.members = new Set(channel.founders)
    }
    slack.changed()
  }
}
