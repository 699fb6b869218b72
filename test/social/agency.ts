import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import { runTimers } from '#src/bot/timers.ts'
import type { SocialLine } from '#src/features/telling/social-lines.ts'
import type { Button } from '#src/kernel/card.ts'
import type { Answer } from '#src/kernel/request.ts'
import { newId } from '#test/db/rows.ts'
import { openAgency, read, type Name, type Office } from '#test/handle/office.ts'

/** An agency that posts for Acme: Asha first, Jun as her backup, in Kolkata's time; Carol speaks for Acme. */
export async function openSocialAgency(db: Database): Promise<Office> {
  const office = await openAgency(db)
  await office.options('meeraInDiscord', 'agency assign', {
    client: 'Acme Textiles',
    duty: 'social-media',
    primary: 'Asha Patil',
    backups: 'Jun Santos',
  })
  await office.type('meera', '/social account add instagram @acme Acme Textiles')
  await office.type('meera', '/social account add x @acme Acme Textiles')
  return office
}

/** A moment of Kolkata's clock in March 2026; a bare time is Monday the 2nd's. */
export function at(local: string): Temporal.Instant {
  const full = local.includes('T') ? local : `2026-03-02T${local}`
  return Temporal.PlainDateTime.from(full).toZonedDateTime('Asia/Kolkata').toInstant()
}

export function buttonsOf(answer: Answer): Extract<Button, { action: object }>[] {
  if (answer.kind !== 'say') throw new Error(read(answer))
  const { card } = answer
  const all = [
    ...(card.buttons ?? []),
    ...(card.filesButton ? [card.filesButton] : []),
    ...(card.list ?? []).flatMap(({ button }) => button ?? []),
  ]
  return all.filter((button) => 'action' in button)
}

/** What people do with posts, and what the clock makes of them. */
export function hands(office: Office) {
  const faults: unknown[] = []
  const log = { debug() {}, info() {}, warn() {}, error: (data: object) => void faults.push(data) }

  /** Presses the button with that label on an answer. */
  async function press(name: Name, answer: Answer, label: string): Promise<Answer> {
    const button = buttonsOf(answer).find((one) => one.label === label)
    if (!button) throw new Error(`no button “${label}” on:\n${read(answer)}`)
    return office.ask(name, { kind: 'press', action: button.action })
  }

  return {
    faults,
    press,
    log,
    /** The number of a post that was just written. */
    draft: async (name: Name, line: string): Promise<number> => {
      const said = await office.hears(name, line)
      const number = /P(\d+) is written down/u.exec(said)?.[1]
      if (!number) throw new Error(said)
      return Number(number)
    },
    show: (name: Name, number: number) =>
      office.ask(name, { kind: 'options', command: 'social show', options: { post: `P${number}` }, people: [] }),
    submit: async (name: Name, ...form: Parameters<Office['submit']> extends [Name, ...infer Rest] ? Rest : never) =>
      read(await office.submit(name, ...form)),
    async tick(now: Temporal.Instant): Promise<void> {
      office.clock.now = now
      await runTimers({ db: office.db, log, now: () => now, newId })
    },
    /** The lines about posts and slots, in the order in which they were written. */
    async told(): Promise<SocialLine[]> {
      const found = await office.db.acrossAgencies((tx) =>
        rows<{ line: { social: SocialLine } }>(
          tx,
          sql`select line from outbox where line->>'kind' = 'social' order by seq`,
        ),
      )
      return found.map(({ line }) => line.social)
    },
    async forget(): Promise<void> {
      await office.db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`))
    },
    async idOf(name: string): Promise<string> {
      const [found] = await office.db.acrossAgencies((tx) =>
        rows<{ id: string }>(tx, sql`select id from persons where name = ${name} order by created_at desc limit 1`),
      )
      if (!found) throw new Error(name)
      return found.id
    },
  }
}
