import { randomUUIDv7 } from 'node:crypto'
import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import { readForm } from '#test/read.ts'
import { createCore, type CoreDeps } from '#src/bot/engine.ts'
import { makeCode } from '#src/features/people/handlers/codes.ts'
import type { CommandName } from '#src/features/commands.ts'
import type { Fetched } from '#src/kernel/chat.ts'
import type { Answer, Attached, Origin, Request } from '#src/kernel/request.ts'
import type { Values } from '#src/kernel/form.ts'
import { type FormName } from '#src/kernel/action-id.ts'
import { readCard } from '#test/read.ts'
import { readActionId } from '#src/features/actions.ts'

/** Monday, 2 March 2026, ten in the morning in New York. */
export const monday = Temporal.Instant.from('2026-03-02T15:00:00Z')

export const secret = 'a secret of at least thirty-two characters'

type Someone = { platform: 'slack' | 'discord'; user: string; name: string; place: string; language?: 'en' | 'hi' }

/** People with an account on one platform; Meera has one on both. */
export const cast = {
  meera: { platform: 'slack', user: 'U1', name: 'Meera Iyer', place: 'T1' },
  carol: { platform: 'slack', user: 'U2', name: 'Carol Reyes', place: 'T1' },
  dan: { platform: 'slack', user: 'U3', name: 'Dan Weber', place: 'T1' },
  sam: { platform: 'slack', user: 'U4', name: 'Sam Ortiz', place: 'T1' },
  meeraInDiscord: { platform: 'discord', user: '11', name: 'Meera Iyer', place: '100' },
  asha: { platform: 'discord', user: '12', name: 'Asha Patil', place: '100' },
  jun: { platform: 'discord', user: '13', name: 'Jun Santos', place: '100' },
  max: { platform: 'slack', user: 'U5', name: 'Max Lind', place: 'T1' },
  nia: { platform: 'slack', user: 'U6', name: 'Nia Ford', place: 'T1' },
  leo: { platform: 'slack', user: 'U7', name: 'Leo Grant', place: 'T1' },
  /** In a workspace of their own, which belongs to no agency. */
  eve: { platform: 'slack', user: 'U9', name: 'Eve Novak', place: 'T9' },
} satisfies Record<string, Someone>
export type Name = keyof typeof cast

/** `userName`: as the platform calls them by now. */
type Where = { channel?: string; place?: string; kind?: Origin['channelKind']; userName?: string }
type Options = Where & { id?: string }

/** The core, as the platforms see it, with people who type, press and fill in. */
export function openOffice(db: Database) {
  let deliveries = 0
  const clock = { now: monday }
  /** Whether the bot is in the channels where people type. */
  const bot = { member: true }
  /** What people attached, by where their platform has it; what is not here is gone. */
  const attached = new Map<string, Fetched>()
  const house: CoreDeps = {
    db,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    now: () => clock.now,
    newId: () => randomUUIDv7(),
    secret,
    publicUrl: 'https://bot.example.com',
    fetchProfile: async (platform, _place, user) => {
      const known = Object.values(cast).find((each) => each.platform === platform && each.user === user)
      return known ? { name: known.name, zone: zones[known.name] ?? null, language: null, picture: null } : null
    },
    canPost: async () => bot.member,
    fetchFile: async ({ source }) => attached.get(source) ?? { ok: false, why: 'gone' },
  }
  const core = createCore(house)

  function originOf(name: Name, { channel = 'C1', place, kind = 'room', userName }: Where): Origin {
    const someone: Someone = cast[name]
    const { platform, user, name: calledBefore, language = 'en' } = someone
    return {
      ...{ platform, user, userName: userName ?? calledBefore, language, channel },
      place: place ?? someone.place,
      placeName: 'Banyan',
      channelKind: kind,
    }
  }

  async function ask(name: Name, request: Request, { id = `test:${++deliveries}`, ...where }: Options = {}) {
    return core.handle({ id, origin: originOf(name, where), request })
  }

  /** A command typed as in Slack, with `@carol` for a mention of someone on the writer's platform. */
  function type(name: Name, line: string, options: Options = {}): Promise<Answer> {
    const text = line.replaceAll(/@(\w+)/gu, (whole, who: string) => {
      const found = Object.entries(cast).find(([known]) => known === who)?.[1]
      return found ? `<@${found.user}|${found.name}>` : whole
    })
    const [command = '', ...rest] = text.replace(/^\//u, '').split(' ')
    return ask(name, { kind: 'words', command, text: rest.join(' ') }, options)
  }

  return {
    db,
    core,
    house,
    clock,
    bot,
    attached,
    ask,
    type,
    /** What is said to a command, as one reads it. */
    hears: async (name: Name, line: string, options: Options = {}) => read(await type(name, line, options)),
    /** A command with its options taken apart, as Discord sends it. */
    options: async (name: Name, command: CommandName, options: Record<string, string>, id?: string) =>
      read(await ask(name, { kind: 'options', command, options, people: [] }, id === undefined ? {} : { id })),
    /** A button, by its action id. */
    press: async (name: Name, actionId: string, id?: string) => {
      const action = readActionId(actionId)
      if (!action) throw new Error(`no action ${actionId}`)
      return ask(name, { kind: 'press', action }, id === undefined ? {} : { id })
    },
    submit: (
      name: Name,
      form: FormName,
      subject: string,
      values: Values,
      id?: string,
      files: Attached[] = [],
    ): Promise<Answer> =>
      ask(name, { kind: 'form', name: form, subject, values, people: [], files }, id === undefined ? {} : { id }),
    /** What is offered while an option is typed. */
    suggests: async (name: Name, command: CommandName, option: string, typed: string) =>
      (await core.suggest({ origin: originOf(name, {}), command, option, typed, others: {} })).map(
        ({ label }) => label,
      ),
    setupCode: () =>
      db.acrossAgencies((tx) =>
        makeCode(tx, secret, { purpose: 'setup', forAgency: null, forPerson: null }, clock.now),
      ),
  }
}

export type Office = ReturnType<typeof openOffice>

const zones: Record<string, string> = {
  'Meera Iyer': 'Asia/Kolkata',
  'Carol Reyes': 'America/New_York',
  'Dan Weber': 'Europe/London',
}

/** An answer as its reader has it before them. */
export function read(answer: Answer): string {
  if (answer.kind === 'say') return readCard(answer.card)
  const form = readForm(answer.form)
  return answer.kind === 'mend'
    ? `${form}\n${Object.entries(answer.errors)
        .map(([field, error]) => `${field}: ${error}`)
        .join('\n')}`
    : form
}

/** A working agency: two clients with a member each, two assistants, a board in Discord. */
export async function openAgency(db: Database): Promise<Office> {
  const office = openOffice(db)
  await office.type('meera', `/agency setup ${await office.setupCode()}`)
  await office.type('meera', '/agency client add Acme Textiles')
  await office.type('meera', '/agency client add Globex Travel')
  await office.type('meera', '/agency role @carol client Acme Textiles')
  await office.type('meera', '/agency role @dan client Globex Travel')
  const connect = codeIn(await office.hears('meera', '/agency connect'))
  await office.options('meeraInDiscord', 'agency connect', { code: connect })
  const link = codeIn(await office.hears('meera', '/profile link'))
  await office.options('meeraInDiscord', 'profile link', { code: link })
  for (const name of ['asha', 'jun'] as const) {
    await office.options('meeraInDiscord', 'agency role', { person: `<@${cast[name].user}>`, role: 'assistant' })
    await office.options(name, 'profile duties', { duties: 'travel, bookkeeping' })
  }
  await office.ask(
    'meeraInDiscord',
    { kind: 'options', command: 'agency room', options: { purpose: 'board' }, people: [] },
    { channel: '900' },
  )
  return office
}

/** The same agency again and again, as it was when it was opened: its rows are put back, which is faster than to set it up. */
export async function agencyToRenew(db: Database): Promise<() => Promise<Office>> {
  await openAgency(db)
  const tables = await db.asOwner((tx) =>
    rows<{ name: string }>(
      tx,
      sql`select tablename as name from pg_tables where schemaname = 'public' and tablename <> '__drizzle_migrations'`,
    ),
  )
  const all = (statements: (table: string) => string[]) =>
    db.asOwner(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      const every = tables.flatMap(({ name }) => statements(name)).map((statement) => `${statement};`)
      await tx.execute(sql.raw(`do $$ begin ${every.join(' ')} end $$`))
    })
  await db.asOwner((tx) => tx.execute(sql`create schema kept`))
  await all((table) => [`create table kept.${table} as table public.${table}`])
  return async () => {
    // What refers to what is whole, in whatever order it comes. What was delivered before is delivered by another number.
    await all((table) => [
      `delete from ${table}`,
      ...(table === 'inbox' ? [] : [`insert into ${table} table kept.${table}`]),
    ])
    return openOffice(db)
  }
}

/** Takes every agency out of the database, for a test that begins anew: cheaper than another database. */
export async function empty(db: Database): Promise<void> {
  await db.acrossAgencies((tx) => rows(tx, sql`delete from agencies`))
  await db.acrossAgencies((tx) => rows(tx, sql`delete from codes`))
}

export function codeIn(text: string): string {
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/u.exec(text)?.[0]
  if (!code) throw new Error(`no code in: ${text}`)
  return code
}
