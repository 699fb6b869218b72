import type { Server } from './server.ts'

/**
 * Forgets all that happened and keeps who and what exists, so that doing it twice is doing it once.
 *
 * Commands stay registered and sessions open. Ids go on: one of before never comes to mean something else.
 */
export function reset(server: Server): void {
  const { world } = server
  server.gateway.forget()
  // Whoever still waits for an answer waits for nothing.
  for (const pending of server.interactions.values()) pending.settle()
  for (const channel of world.channels.values()) {
    channel.thread?.calm?.()
    if (!channel.thread && !channel.recipients) continue
    world.channels.delete(channel.id)
    world.guilds.get(channel.guildId ?? '')?.channels.delete(channel.id)
  }
  for (const channel of world.channels.values()) {
    channel.messages = []
  }
  for (const guild of world.guilds.values()) {
    for (const [id, member] of guild.left) guild.members.set(id, member)
    guild.left.clear()
  }
  const happened = [
    ...[world.directs, world.messages, world.webhooks, world.nonces, world.attachments, world.commandsMade],
    ...[server.interactions, server.interactionTokens, server.modals, server.failures, server.offered],
  ]
  for (const map of happened) map.clear()
  server.limits.clear()
  server.changed()
}
