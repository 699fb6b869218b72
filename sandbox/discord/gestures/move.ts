import { canWrite, may, mayBringIn } from '../permissions.ts'
import type { Server } from '../server.ts'
import { joinThread, leaveThread, openThread, threadTypeIn } from '../threads.ts'
import { directChannel, type User } from '../world.ts'
import type { Doing } from '../gestures.ts'
import { channelOf, fine, messageOf, no, personIn, type GestureResult } from './reach.ts'

export function openDm({ world, changed }: Server, user: User, gesture: Doing<'open-dm'>): GestureResult {
  const wanted = gesture.with.replace(/^@/u, '')
  const other = [...world.users.values()].find(({ id, name, displayName }) => [id, name, displayName].includes(wanted))
  if (!other || other.id === user.id) return no(`There is no "${wanted}" to write to`)
  const channel = directChannel(world, user.id, other.id)
  changed()
  return fine({ channel: channel.id })
}

export function makeThread(server: Server, user: User, gesture: Doing<'open-thread'>): GestureResult {
  const { world } = server
  const from = gesture.message === undefined ? undefined : messageOf(world, user, gesture.message)
  if (gesture.message !== undefined && !from) return no('You cannot see that message')
  const parent = from?.channel ?? channelOf(world, user, gesture.channel ?? '')
  const isPrivate = gesture.private === true && !from
  const type = parent && threadTypeIn(parent, isPrivate)
  const isTaken = from && (from.message.ephemeralFor || world.channels.has(from.message.threadId ?? ''))
  if (!parent || type === undefined || isTaken) return no('No thread can be made there')
  if (gesture.name === '' || gesture.name.length > 100) return no('The name of a thread has 1 to 100 characters')
  if (!may(world, parent, user.id, isPrivate ? 'CreatePrivateThreads' : 'CreatePublicThreads'))
    return no('You may not make threads here')
  const thread = openThread(server, parent, { name: gesture.name, type, ownerId: user.id, from: from?.message })
  return fine({ channel: thread.id })
}

export function join(server: Server, user: User, gesture: Doing<'join-thread'>): GestureResult {
  const thread = channelOf(server.world, user, gesture.channel)
  if (!thread?.thread) return no('You cannot see that thread')
  const someone = gesture.user === undefined ? user : personIn(server.world, thread, gesture.user)
  if (!someone) return no(`There is no "${gesture.user}" here`)
  if (thread.thread.archived) return no('This thread is archived')
  const isAllowed = canWrite(server.world, thread, user.id) && mayBringIn(server.world, thread, user.id, someone.id)
  if (someone !== user && !isAllowed) return no(`You may not add ${gesture.user} here`)
  joinThread(server, thread, someone.id)
  return fine()
}

export function leave(server: Server, user: User, gesture: Doing<'leave-thread'>): GestureResult {
  const thread = channelOf(server.world, user, gesture.channel)
  if (!thread?.thread?.members.has(user.id)) return no('You are not in that thread')
  leaveThread(server, thread, user.id)
  return fine()
}
