import { walk, type Component } from './component.ts'
import { SILENT, type Composition } from './compose.ts'
import { canSee, may, mayBringIn } from './permissions.ts'
import type { Channel, Member, Message, World } from './world.ts'

type Said = Pick<Composition, 'content' | 'components' | 'allowed' | 'replyTo' | 'flags'>
type About = {
  world: World
  channel: Channel
  authorId: string
  said: Said
  /** It came through a webhook, as the answer to an interaction does. */
  byWebhook: boolean
}

/** Whom a message names, and whose phones it makes buzz: what `allowed_mentions` leaves of it. */
export function mentionsOf(about: About): Pick<Message, 'mentions' | 'notified'> {
  const { world, channel, authorId, said } = about
  const { allowed, flags } = said
  const text = [said.content ?? '', ...textsOf(said.components ?? [])].join('\n')
  const guild = world.guilds.get(channel.guildId ?? '')
  const kinds = kindsOf(about)
  const mayNameAll = may(world, channel, authorId, 'MentionEveryone')

  const called = named(text, /<@!?(\d+)>/g).filter((id) => kinds.includes('users') || allowed?.users?.includes(id))
  const users = [...new Set([...called, ...repliedTo(about)])].filter((id) => world.users.has(id))
  const roles = named(text, /<@&(\d+)>/g)
    .filter((id) => guild?.roles.get(id)?.mentionable || (mayNameAll && guild?.roles.has(id)))
    .filter((id) => kinds.includes('roles') || allowed?.roles?.includes(id))
  const everyone = kinds.includes('everyone') && mayNameAll && /@(?:everyone|here)\b/.test(text)

  const members = [...(guild?.members.values() ?? [])]
  const reached = [
    ...[...users, ...(channel.recipients ?? [])],
    ...members.filter((member) => everyone || isIn(member, roles)).map(({ userId }) => userId),
  ]
  // Whoever is named in a private thread is brought into it, and told.
  const isReached = (id: string) =>
    canSee(world, channel, id) || (users.includes(id) && mayBringIn(world, channel, authorId, id))
  const notified = [...new Set(reached)].filter((id) => id !== authorId && isReached(id))
  return { mentions: { users, roles, everyone }, notified: flags & SILENT ? [] : notified }
}

/** Which kinds of names in the text count, unless they are allowed one by one. */
function kindsOf({ said: { allowed }, byWebhook }: About): string[] {
  // https://docs.discord.com/developers/resources/message#allowed-mentions-object: left out, it depends on who writes.
  if (!allowed) return byWebhook ? ['users'] : ['users', 'roles', 'everyone']
  return allowed.parse ?? []
}

function repliedTo({ world, said: { allowed, replyTo } }: About): string[] {
  const isCalled = allowed ? allowed.replied_user === true : true
  const author = world.messages.get(replyTo ?? '')?.authorId
  return isCalled && author !== undefined ? [author] : []
}

const isIn = ({ roles }: Member, wanted: string[]) => wanted.some((id) => roles.has(id))

const named = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((found) => found[1] ?? '')),
]

const textsOf = (components: Component[]): string[] =>
  [...walk(components)].flatMap(({ component }) => (component.content ? [component.content] : []))
