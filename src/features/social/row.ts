import { z } from 'zod'
import type { Media, Post, PostEvent, Told } from './post.ts'

/** A post as one flat row: what every status may hold. */
export type PostRow = {
  id: string
  number: number
  clientId: string
  accountId: string
  authorId: string
  status: Post['status']
  text: string
  link: string | null
  media: unknown
  hash: string
  at: Temporal.Instant | null
  approval: unknown
  approvedHash: string | null
  comment: unknown
  told: Told
  due: unknown
  posted: unknown
  createdAt: Temporal.Instant
  since: Temporal.Instant
  version: number
}

const instant = z.string().transform((text) => Temporal.Instant.from(text))
const media = z.array(
  z.union([
    z.object({ name: z.string(), file: z.string(), type: z.string(), size: z.number(), sha: z.string() }),
    z.object({ name: z.string(), url: z.string() }),
  ]),
)
const approval = z.object({ by: z.string().nullable(), at: instant })
const comment = z.object({ by: z.string(), text: z.string(), at: instant })
const posted = z.object({ url: z.string(), at: instant, by: z.string() })
const due = z.object({
  at: instant,
  cycle: z.number(),
  keeper: z.string().nullable(),
  backup: z.string().nullable(),
  again: z.number().nullable(),
  reminded: z.boolean(),
  escalated: z.boolean(),
  snoozedUntil: instant.nullable(),
})

export function writePost(post: Post): PostRow {
  const { client, account, author, content, ...rest } = post
  return {
    ...rest,
    ...content,
    clientId: client,
    accountId: account,
    authorId: author,
    approvedHash: post.approval ? content.hash : null,
  }
}

const nothing = { approval: null, due: null, posted: null } as const

/** Throws when a row breaks what the database's constraints promise: a fault. */
export function readPost(row: PostRow): Post {
  const facts = {
    ...{ id: row.id, number: row.number, client: row.clientId, account: row.accountId, author: row.authorId },
    content: { text: row.text, link: row.link, media: readMedia(row.media), hash: row.hash },
    comment: row.comment === null ? null : comment.parse(row.comment),
    ...{ told: row.told, createdAt: row.createdAt, since: row.since, version: row.version },
  }
  const { status, at } = row
  if (status === 'idea') return { ...facts, ...nothing, status, at: null }
  if (status === 'cancelled') return { ...facts, ...nothing, status, at }
  if (at === null) throw new Error(`post ${row.id} is ${status} and has no time`)
  if (status === 'draft' || status === 'approval') return { ...facts, ...nothing, status, at }

  const approved = row.approval === null ? null : approval.parse(row.approval)
  if (status === 'approved') {
    if (approved === null) throw new Error(`post ${row.id} is approved by nobody`)
    return { ...facts, ...nothing, status, at, approval: approved }
  }
  const told = row.due === null ? null : due.parse(row.due)
  if (status === 'missed') return { ...facts, status, at, approval: approved, due: told, posted: null }
  if (status === 'posted')
    return { ...facts, status, at, approval: approved, due: told, posted: posted.parse(row.posted) }
  if (told === null) throw new Error(`post ${row.id} is due and nobody was told`)
  return { ...facts, status, at, approval: approved, due: told, posted: null }
}

function readMedia(value: unknown): Media[] {
  return media.parse(value)
}

const event = z.custom<PostEvent>((value) => typeof value === 'object' && value !== null && 'type' in value)
const moments = z.object({ planned: instant.nullish(), until: instant.nullish() })

/** An event as its row keeps it: who, where and when beside it, the rest as data. */
export function readPostEvent({
  type,
  by,
  via,
  at,
  data,
}: Pick<PostEvent, 'type' | 'by' | 'via' | 'at'> & { data: unknown }): PostEvent {
  const kept = z.looseObject({}).parse(data)
  const { planned, until } = moments.parse(data)
  return event.parse({
    ...kept,
    ...(planned === undefined ? {} : { planned }),
    ...(until === undefined ? {} : { until }),
    ...{ type, by, via, at },
  })
}
