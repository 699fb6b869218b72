import { INTENT } from './gateway.ts'
import { channelPayload, guildPayload, intentFlags, memberPayload, selfPayload } from './payloads.ts'
import { canSee } from './permissions.ts'
import type { Application, Channel, Guild, Payload, World } from './world.ts'

/** What a new session is told first: READY, then every server it is in. */
export function greet(world: World, baseUrl: string, application: Application, intents: number, sessionId: string) {
  const bot = world.users.get(application.botId)
  const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(application.botId))
  const ready: Payload = {
    v: 10,
    user: bot ? selfPayload(bot) : {},
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: sessionId,
    session_type: 'normal',
    resume_gateway_url: `${baseUrl.replace(/^http/, 'ws')}/discord/gateway`,
    shard: [0, 1],
    application: { id: application.id, flags: intentFlags(application.privileged) },
    private_channels: [],
    relationships: [],
    _trace: [],
  }
  const events = [{ name: 'READY', payload: ready }]
  if ((intents & INTENT.Guilds) === 0) return events
  return [
    ...events,
    ...guilds.map((guild) => ({ name: 'GUILD_CREATE', payload: guildCreate(world, guild, application.botId) })),
  ]
}

/** A whole server. Without presences, Discord lists of the members only the bot itself. */
export function guildCreate(world: World, guild: Guild, botId: string): Payload {
  const own = guild.members.get(botId)
  const all = [...guild.channels].flatMap((id): Channel[] => {
    const channel = world.channels.get(id)
    return channel ? [channel] : []
  })
  return {
    ...guildPayload(world, guild, botId),
    members: own ? [memberPayload(world, own)] : [],
    channels: all.filter((channel) => !channel.thread).map((channel) => channelPayload(world, channel)),
    threads: all
      .filter((channel) => channel.thread && !channel.thread.archived && canSee(world, channel, botId))
      .map((channel) => channelPayload(world, channel, botId)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

/** The answer to a request for members; the whole list needs its privileged intent. */
export function membersChunk(
  world: World,
  application: Application,
  intents: number,
  query: {
    guild_id: string | string[]
    query?: string | undefined
    limit?: number | undefined
    user_ids?: string | string[] | undefined
    nonce?: string | undefined
  },
): Payload | undefined {
  const id = Array.isArray(query.guild_id) ? (query.guild_id[0] ?? '') : query.guild_id
  const guild = world.guilds.get(id)
  if (!guild?.members.has(application.botId)) return undefined
  const wanted = query.user_ids === undefined ? undefined : [query.user_ids].flat()
  const whole = wanted === undefined && !query.query && !query.limit
  if (whole && (intents & INTENT.GuildMembers) === 0) return undefined

  const starts = (query.query ?? '').toLowerCase()
  const found = wanted
    ? wanted.flatMap((each) => guild.members.get(each) ?? [])
    : [...guild.members.values()].filter((member) =>
        (member.nick ?? world.users.get(member.userId)?.name ?? '').toLowerCase().startsWith(starts),
      )
  return {
    guild_id: id,
    members: found.slice(0, query.limit || found.length).map((member) => memberPayload(world, member)),
    chunk_index: 0,
    chunk_count: 1,
    not_found: (wanted ?? []).filter((each) => !guild.members.has(each)),
    ...(query.nonce === undefined ? {} : { nonce: query.nonce }),
  }
}
