import { compact, parseJson, type Json } from '../json.ts'
import type { Announce } from '../deliver/events.ts'
import type { Sockets } from '../deliver/socket.ts'
import type { limits } from '../limits.ts'
import type { App, Channel, Slack } from '../world.ts'

/** One call of a Web API method, with what the caller may see and use. */
export type Call = { slack: Slack; announce: Announce; sockets: Sockets; app: App; args: Json }

export type Answer = Json & { ok: boolean }

export type Method = {
  /** Any one of these will do; an empty list asks for none. */
  scopes: readonly string[]
  token?: 'app' | 'none'
  /** How often it may be called: docs.slack.dev/apis/web-api/rate-limits. Without one Slack says nothing of use. */
  tier?: keyof typeof limits.tiers
  run(call: Call): Answer | Promise<Answer>
}

export const done = (more: Json = {}): Answer => ({ ok: true, ...compact(more) })
export const refuse = (error: string, more: Json = {}): Answer => ({ ok: false, error, ...more })

/** The way Slack answers with several findings: in the error itself and in the metadata. */
export const refuseWith = (error: string, errors: string[]): Answer =>
  refuse(error, { errors, response_metadata: { messages: errors.map((message) => `[ERROR] ${message}`) } })

export const missing = (field: string): Answer =>
  refuse('invalid_arguments', { response_metadata: { messages: [`[ERROR] missing required field: ${field}`] } })

export const lacks = (app: App, needed: string): Answer =>
  refuse('missing_scope', { needed, provided: [...app.scopes].join(',') })

export const textOf = (args: Json, key: string): string | undefined => {
  const value = args[key]
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : undefined
}

export const flagOf = (args: Json, key: string): boolean => [true, 'true', '1', 1].some((yes) => args[key] === yes)

export const numberOf = (args: Json, key: string, otherwise: number): number => {
  const value = Number(args[key] ?? otherwise)
  return Number.isFinite(value) ? value : otherwise
}

/** Lists come as JSON or with commas between, as the client likes. */
export const listOf = (args: Json, key: string): string[] => {
  const value = args[key]
  if (Array.isArray(value)) return value.map(String)
  if (typeof value !== 'string' || value === '') return []
  const parsed = value.startsWith('[') ? parseJson(value) : undefined
  return Array.isArray(parsed) ? parsed.map(String) : value.split(',').map((part) => part.trim())
}

/** A value that form-encoding made a string of; `undefined` stays, and what is no JSON is refused by who reads it. */
export const jsonOf = (args: Json, key: string): unknown => {
  const value = args[key]
  return typeof value === 'string' ? (value === '' ? undefined : (parseJson(value) ?? value)) : value
}

export type Found = { ok: true; channel: Channel } | { ok: false; answer: Answer }

/** A channel as this app sees it: what is private and not its own does not exist for it. */
export function visibleChannel({ slack, app, args }: Call, key = 'channel'): Found {
  const name = textOf(args, key) ?? ''
  const channel =
    slack.world.channels.get(name) ??
    [...slack.world.channels.values()].find(
      (one) => one.kind === 'channel' && one.workspace === app.workspace && `#${one.name}` === name,
    )
  const hidden =
    !channel || channel.workspace !== app.workspace || (channel.kind !== 'channel' && !channel.members.has(app.botUser))
  return hidden ? { ok: false, answer: refuse('channel_not_found') } : { ok: true, channel }
}

export const isMember = (app: App, channel: Channel) => channel.members.has(app.botUser)

const kinds = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' } as const
export const scopeFor = (channel: Channel, what: 'read' | 'history' | 'write') => `${kinds[channel.kind]}:${what}`

/** A page of a list, and the cursor for the next. */
export function pageOf<T>(args: Json, all: T[], most: number, usual: number): { page: T[]; next: string } | undefined {
  const cursor = textOf(args, 'cursor')
  const start = cursor ? Number(Buffer.from(cursor, 'base64').toString().replace('next:', '')) : 0
  if (!Number.isInteger(start) || start < 0) return undefined
  const size = Math.min(Math.max(1, numberOf(args, 'limit', usual)), most)
  const next = start + size < all.length ? Buffer.from(`next:${start + size}`).toString('base64') : ''
  return { page: all.slice(start, start + size), next }
}
