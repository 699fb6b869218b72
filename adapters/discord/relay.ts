import { ComponentType, MessageFlags, Routes, ThreadAutoArchiveDuration } from 'discord.js'
import { z } from 'zod'
import type { LoadFile, MessageRef, Outgoing, Sent, Where } from '#src/kernel/chat.ts'
import type { Relayed, Withdrawn } from '#src/kernel/talk.ts'
import type { Api } from './api.ts'
import { limits } from './limits.ts'
import { codes, isCode, outcomeOf } from './outcome.ts'
import { drawMedia } from './media.ts'
import { loadAll, type Loaded } from './picture.ts'
import { cut } from '#adapters/shared/cut.ts'
import { webhookName, writeTalk } from './talk-text.ts'
import { awake } from './thread.ts'
import { createRooms, createWebhooks, type Webhook } from './webhooks.ts'

type Speaking = { api: Api; applicationId: string; now(): Temporal.Instant; loadFile: LoadFile }

type Talk = Relayed | Withdrawn

export type Relay = {
  post(to: Where, said: Talk, marks: { id: number; nonce: string }): Promise<Sent>
  edit(message: MessageRef, said: Talk): Promise<Sent>
  /** The channel where it goes: the thread below the message that is named, or the channel itself. */
  channelOf(to: Where): Promise<string>
  /** The first component's number of a message that our webhook there wrote; of those Discord's lists may keep it from us. */
  numberOf(channel: string, message: { id: string; webhook_id?: string | undefined }): Promise<number | null>
}

export function isTalk(said: Outgoing): said is Talk {
  return 'writer' in said || 'withdrawn' in said
}

/** `hook`: as whose words it is shown; without one the bot says them, with the writer's name above. */
type Target = { channel: string; hook: { of: Webhook; parent: string } | null; replyTo?: string }

/**
 * What people wrote on the other side, in their own name: by a webhook of the room, into its threads. Its words are one component with a
 * number, by which a message is found again whose sending was cut off: a webhook's messages take no nonce.
 */
export function createRelay({ api, applicationId, now, loadFile }: Speaking): Relay {
  const asking = { api, now, loadFile }
  const { roomOf, webhooks, hookIn, targetOf } = createTargets(api, applicationId)
  return {
    async post(to, said, marks) {
      if ('withdrawn' in said) return { outcome: 'gone', why: 'nothing to say' }
      try {
        const target = await targetOf(to, said.about)
        const sent = await postBy(asking, target, said, marks)
        if (!target.hook || !isLost(sent)) return sent
        // Somebody removed the webhook: nothing was posted.
        webhooks.forget(target.hook.parent)
        return await postBy(asking, { ...target, hook: await hookIn(target.channel) }, said, marks)
      } catch (error) {
        return outcomeOf(error, now())
      }
    },
    async edit(ref, said) {
      try {
        const hook = await hookIn(ref.channel)
        // Discord shows no new file in a message that is changed: what shows others now has to go, and is written anew.
        const isAnew = 'writer' in said && said.files !== undefined
        if (isAnew) return gone(await changeAt(asking, ref, { withdrawn: true }, hook))
        const sent = await changeAt(asking, ref, said, hook)
        const asBot = hook && isAway(sent) ? await changeAt(asking, ref, said, null) : sent
        // One that somebody removed here stays away: that is as good as done. So does one whose webhook somebody removed.
        return isAway(asBot) ? { outcome: 'sent', message: ref } : asBot
      } catch (error) {
        return outcomeOf(error, now())
      }
    },
    async channelOf({ channel, thread }) {
      if (thread === undefined || (await roomOf(channel)).kind !== 'channel') return channel
      return roomOf(thread).then(
        () => thread,
        () => channel,
      )
    },
    async numberOf(channel, { id, webhook_id: writer }) {
      const hook = await hookIn(channel)
      if (!hook || hook.of.id !== writer) return null
      const route = Routes.webhookMessage(hook.of.id, hook.of.token, id)
      const whole = numbered.parse(await api.ask('GET', route, { query: { thread_id: channel }, auth: false }))
      return whole.components[0]?.id ?? null
    },
  }
}

function gone(sent: Sent): Sent {
  return sent.outcome === 'sent' ? { outcome: 'gone', why: 'it shows other files now' } : sent
}

type Asking = Pick<Speaking, 'api' | 'now' | 'loadFile'>

/** Where words go, and by which webhook. */
function createTargets(api: Api, applicationId: string) {
  const roomOf = createRooms(api)
  const webhooks = createWebhooks(api, applicationId)
  const opened = new Set<string>()

  async function hookIn(channel: string): Promise<Target['hook']> {
    const { kind, parent } = await roomOf(channel)
    if (kind !== 'thread' || parent === null) return null
    const of = await webhooks.in(parent)
    return of && { of, parent }
  }

  async function targetOf({ channel, thread }: Where, about: string): Promise<Target> {
    if (thread === undefined) return { channel, hook: await hookIn(channel) }
    const { kind } = await roomOf(channel)
    const isOpen = kind === 'channel' && (opened.has(thread) || (await openBelow(api, { channel, thread, about })))
    if (!isOpen) return { channel, hook: null, replyTo: thread }
    opened.add(thread)
    return { channel: thread, hook: await hookIn(thread) }
  }

  return { roomOf, webhooks, hookIn, targetOf }
}

async function attempt(
  { api, now }: Pick<Asking, 'api' | 'now'>,
  channel: string,
  doing: () => Promise<unknown>,
): Promise<Sent> {
  try {
    const sent = message.safeParse(await awake({ api }, channel, doing))
    if (!sent.success)
      return { outcome: 'uncertain', why: `an answer that is no message: ${z.prettifyError(sent.error)}` }
    return { outcome: 'sent', message: { channel: sent.data.channel_id, id: sent.data.id } }
  } catch (error) {
    return outcomeOf(error, now())
  }
}

async function postBy(
  asking: Asking,
  target: Target,
  said: Relayed,
  marks: { id: number; nonce: string },
): Promise<Sent> {
  const { channel, hook, replyTo } = target
  const media = said.files ? await loadAll(asking.loadFile, said, limits.files) : []
  if (said.files?.length && media.length === 0 && said.notes.length === 0)
    return { outcome: 'gone', why: 'its files are not kept any more' }
  const body = bodyOf(said, { named: hook === null, id: marks.id, media })
  const files = media.map(({ bytes, name, type }) => ({ name, data: bytes, contentType: type }))
  const attached = files.length > 0 ? { files } : {}
  if (!hook) {
    const reply = replyTo ? { message_reference: { message_id: replyTo, fail_if_not_exists: false } } : {}
    const nonce = { nonce: marks.nonce, enforce_nonce: true }
    return attempt(asking, channel, () =>
      asking.api.ask('POST', Routes.channelMessages(channel), { body: { ...body, ...reply, ...nonce }, ...attached }),
    )
  }
  const { name, picture } = said.writer
  const asThem = { username: webhookName(name), ...(picture ? { avatar_url: picture } : {}) }
  const query = { wait: true, thread_id: channel }
  return attempt(asking, channel, () =>
    asking.api.ask('POST', Routes.webhook(hook.of.id, hook.of.token), {
      body: { ...body, ...asThem },
      ...attached,
      query,
      auth: false,
    }),
  )
}

/** By our webhook there, or where that did not write it, as the bot. */
async function changeAt(asking: Asking, { channel, id }: MessageRef, said: Talk, hook: Target['hook']): Promise<Sent> {
  const body = 'withdrawn' in said ? undefined : bodyOf(said, { named: hook === null })
  const method = body ? 'PATCH' : 'DELETE'
  const done = (answer: unknown) => (body ? answer : { id, channel_id: channel })
  const more = body ? { body } : {}
  if (!hook)
    return attempt(asking, channel, async () =>
      done(await asking.api.ask(method, Routes.channelMessage(channel, id), more)),
    )
  const route = Routes.webhookMessage(hook.of.id, hook.of.token, id)
  const asked = { ...more, query: { thread_id: channel }, auth: false }
  return attempt(asking, channel, async () => done(await asking.api.ask(method, route, asked)))
}

const message = z.object({ id: z.string(), channel_id: z.string() })
const numbered = z.object({ components: z.array(z.object({ id: z.number().optional() })).default([]) })

/** The first component carries the mark. Files stand below what is to be said of them, if anything is. */
function bodyOf(said: Relayed, { named, id, media = [] }: { named: boolean; id?: number; media?: Loaded[] }) {
  const isSilent = media.length > 0 && !named && said.notes.length === 0
  const words = { type: ComponentType.TextDisplay, content: writeTalk(said, { named }) }
  const [first, ...rest] = [...(isSilent ? [] : [words]), ...drawMedia(media)]
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ ...first, ...(id === undefined ? {} : { id }) }, ...rest],
    allowed_mentions: { parse: [], replied_user: false },
  }
}

function isLost(sent: Sent): boolean {
  return (
    sent.outcome === 'gone' && [codes.unknownWebhook, codes.invalidWebhookToken].some((code) => hasCode(sent.why, code))
  )
}

function isAway(sent: Sent): boolean {
  return (
    sent.outcome === 'gone' && [codes.unknownMessage, codes.cannotEditOthers].some((code) => hasCode(sent.why, code))
  )
}

/** As `outcomeOf` words it: status, code, message. */
function hasCode(why: string, code: number): boolean {
  return new RegExp(`^\\d{3} ${code}:`, 'u').test(why)
}

/** A thread below a card in a room. Answers whether there is one now. */
async function openBelow(
  api: Api,
  { channel, thread, about }: { channel: string; thread: string; about: string },
): Promise<boolean> {
  const body = { name: cut(about, limits.threadName), auto_archive_duration: ThreadAutoArchiveDuration.OneWeek }
  try {
    await api.ask('POST', Routes.threads(channel, thread), { body })
    return true
  } catch (error) {
    if (isCode(error, codes.threadThere)) return true
    const { missingPermissions, missingAccess, unknownMessage, noThreadHere, tooManyThreads } = codes
    if (isCode(error, missingPermissions, missingAccess, unknownMessage, noThreadHere, tooManyThreads)) return false
    throw error
  }
}
