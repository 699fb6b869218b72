import postgres from 'postgres'
import { eventually } from '#sandbox/eventually.ts'
import type { Chat } from '#src/kernel/chat.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { Card } from '#src/kernel/card.ts'
import { directOf, type Said } from './recorder.ts'

/** Both platforms, for several processes: what they took stands in a table of their own, whatever becomes of who sent it. */
export function openPlatform(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: nameOf(process.pid) } })
  let seen = 0

  function chatOf(platform: Platform, taken: () => void): Chat {
    const idOf = (id: string) => `${platform}-of-many-${id}`
    return {
      platform,
      async post({ channel }, card, mark) {
        const [row] = await sql<{ id: string }[]>`
          insert into platforms.said (at, platform, channel, mark, card)
          select now, ${platform}, ${channel}, ${mark}, ${JSON.stringify(card)} from platforms.clock returning id`
        taken()
        return { outcome: 'sent', message: { channel, id: idOf(row?.id ?? '') } }
      },
      edit: async (_, message) => ({ outcome: 'sent', message }),
      async find({ channel }, mark) {
        const [row] = await sql<{ id: string }[]>`
          select id from platforms.said where platform = ${platform} and channel = ${channel} and mark = ${mark}`
        return row ? { channel, id: idOf(row.id) } : null
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
    async create(): Promise<void> {
      await sql`create schema platforms`
      await sql`create table platforms.clock (now text not null)`
      await sql`insert into platforms.clock values ('')`
      await sql`create table platforms.said (
        id bigserial primary key, at text not null, platform text not null, channel text not null,
        mark text not null, card text not null)`
    },
    /** All messages of that time on come in then. */
    async setTime(now: Temporal.Instant): Promise<void> {
      await sql`update platforms.clock set now = ${now.toString()}`
    },
    /** `taken` is called when a message has come in, and whoever sent it does not know yet. */
    chats: (taken: () => void) =>
      new Map<Platform, Chat>([
        ['slack', chatOf('slack', taken)],
        ['discord', chatOf('discord', taken)],
      ]),
    /** What has come in since this was asked last. */
    async news(): Promise<Said[]> {
      const rows = await sql<
        { id: string; at: string; platform: Platform; channel: string; mark: string; card: string }[]
      >`
        select * from platforms.said where id > ${seen} order by id`
      seen = Number(rows.at(-1)?.id ?? seen)
      return rows.map(({ at, platform, channel, mark, card }) => ({
        ...{ at: Temporal.Instant.from(at), platform, channel, mark },
        card: readCard(card),
      }))
    },
    /** A process that was killed may have left a message on its way: by the time that its lease ends that is in. */
    async heardOut(pid: number | undefined): Promise<void> {
      const open = async () => sql`select from pg_stat_activity where application_name = ${nameOf(pid)}`
      await eventually(open, ({ length }) => length === 0)
    },
    close: () => sql.end({ timeout: 1 }),
  }
}

export type Platforms = ReturnType<typeof openPlatform>

function nameOf(pid: number | undefined): string {
  return `platforms of ${pid}`
}

function readCard(text: string): Card {
  const card: Card = JSON.parse(text)
  return card
}
