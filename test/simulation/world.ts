import type { Database } from '#db/connection/connect.ts'
import type { CommandName } from '#src/features/commands.ts'
import { cast, codeIn, openOffice, type Name, type Office } from '#test/handle/office.ts'
import { isLong } from '#test/long.ts'

export const begin = Temporal.Instant.from('2026-01-01T00:00:00Z')
/** In the short form one year goes by: all that happens in the second one has happened in the first as well. */
export const years = isLong ? 2 : 1
export const spanName = isLong ? 'two years' : 'year'
export const end = Temporal.Instant.from(`${2026 + years}-01-01T00:00:00Z`)

/** When a digest comes, as it was typed and as it was meant; `null`: turned off. */
export type Rhythm = { typed: string; times: string[]; days: number[] } | null

/** Whoever lives somewhere: what they typed, and the same for the one who checks. */
export type Resident = {
  zone: string
  hours: { typed: string; from: string; to: string; days: number[] } | null
  /** In the weeks around the days on which clocks change somewhere, and in the rest of the year. */
  digests: { inSeason: Rhythm; offSeason: Rhythm }
  /** ISO dates, both included. */
  away?: { typed: string; from: string; to: string }[]
  /** No digest on the next working day for one that would have come on a day off. */
  skips?: true
}

/** Local days, at noon, on which a season begins and ends, in turn: `offSeason` comes first. */
export const seasons = [
  ...['2026-03-04', '2026-04-07', '2026-09-30', '2026-11-04'],
  ...['2027-03-10', '2027-04-07', '2027-09-29', '2027-11-10'],
]

const weekdays = [1, 2, 3, 4, 5]
const everyDay = [...weekdays, 6, 7]

/** Nine people in seven zones. Many of their times lie in hours that clocks jump over, or show twice. */
export const residents = {
  meera: {
    zone: 'Asia/Kolkata',
    hours: { typed: 'Mon-Fri 10:00-19:00', from: '10:00', to: '19:00', days: weekdays },
    digests: { inSeason: { typed: '10:30 tue', times: ['10:30'], days: [2] }, offSeason: null },
  },
  carol: {
    zone: 'America/New_York',
    hours: { typed: 'Mon-Fri 9:00-17:00', from: '09:00', to: '17:00', days: weekdays },
    digests: {
      inSeason: { typed: '2:30 every day', times: ['02:30'], days: everyDay },
      offSeason: null,
    },
  },
  dan: {
    zone: 'Europe/London',
    hours: null,
    digests: { inSeason: { typed: '1:30 sat,sun', times: ['01:30'], days: [6, 7] }, offSeason: null },
  },
  sam: {
    zone: 'Europe/Lisbon',
    hours: { typed: 'Mon-Sat 10:00-18:00', from: '10:00', to: '18:00', days: [...weekdays, 6] },
    digests: {
      inSeason: { typed: '1:15 and 17:45 sat,sun', times: ['01:15', '17:45'], days: [6, 7] },
      offSeason: null,
    },
  },
  nia: {
    zone: 'Australia/Lord_Howe',
    hours: { typed: 'Mon-Fri 8:00-16:00', from: '08:00', to: '16:00', days: weekdays },
    digests: {
      inSeason: { typed: '1:45 and 2:15 sat,sun', times: ['01:45', '02:15'], days: [6, 7] },
      offSeason: null,
    },
  },
  leo: {
    zone: 'America/New_York',
    hours: null,
    digests: { inSeason: { typed: '23:45 sun', times: ['23:45'], days: [7] }, offSeason: null },
  },
  asha: {
    zone: 'Asia/Kolkata',
    hours: { typed: 'Mon-Fri 9:00-18:00', from: '09:00', to: '18:00', days: weekdays },
    digests: {
      inSeason: { typed: '9:00 mon', times: ['09:00'], days: [1] },
      offSeason: { typed: '9:00 mon', times: ['09:00'], days: [1] },
    },
    away: [{ typed: '10 August 2026 to 21 August 2026', from: '2026-08-10', to: '2026-08-21' }],
  },
  jun: {
    zone: 'Asia/Manila',
    hours: { typed: 'Mon-Sat 8:00-17:00', from: '08:00', to: '17:00', days: [...weekdays, 6] },
    digests: { inSeason: { typed: '7:50 tue', times: ['07:50'], days: [2] }, offSeason: null },
    away: [{ typed: '23 March 2026 to 3 April 2026', from: '2026-03-23', to: '2026-04-03' }],
    skips: true,
  },
  max: {
    zone: 'Australia/Sydney',
    // Through the hour in which clocks change.
    hours: { typed: 'Sun-Thu 1:00-9:00', from: '01:00', to: '09:00', days: [7, 1, 2, 3, 4] },
    digests: { inSeason: { typed: '2:30 sun', times: ['02:30'], days: [7] }, offSeason: null },
  },
} satisfies { [name in Name]?: Resident }

type Summary = {
  series: 'weekly' | 'room daily' | 'room weekly'
  /** A resident, or a room's channel. */
  who: string
  zone: string
  typed: string
  times: string[]
  days: number[]
}

/** What comes once a week, also to rooms; in New York in an hour that the clock jumps over, or shows twice. */
export const summaries: Summary[] = [
  { series: 'weekly', who: 'carol', zone: 'America/New_York', typed: 'sunday 2:30', times: ['02:30'], days: [7] },
  { series: 'weekly', who: 'asha', zone: 'Asia/Kolkata', typed: 'friday 16:00', times: ['16:00'], days: [5] },
  { series: 'room daily', who: 'C-AGENCY', zone: 'Asia/Kolkata', typed: '9:00 mon', times: ['09:00'], days: [1] },
  { series: 'room weekly', who: 'C-AGENCY', zone: 'Asia/Kolkata', typed: 'friday 16:00', times: ['16:00'], days: [5] },
  { series: 'room daily', who: 'C-ACME', zone: 'America/New_York', typed: '1:30 sun', times: ['01:30'], days: [7] },
]

export type ResidentName = keyof typeof residents

export const residentNames: ResidentName[] = ['meera', 'carol', 'dan', 'sam', 'nia', 'leo', 'asha', 'jun', 'max']

export const clients = ['Acme Textiles', 'Globex Travel', 'Initech', 'Hooli', 'Umbrella', 'Vandelay']

/** The agency as it stands on the first of January. */
export async function settle(db: Database): Promise<Office> {
  const office = openOffice(db)
  office.clock.now = begin
  await office.type('meera', `/agency setup ${await office.setupCode()}`)
  const connect = codeIn(await office.hears('meera', '/agency connect'))
  await office.options('meeraInDiscord', 'agency connect', { code: connect })
  const link = codeIn(await office.hears('meera', '/profile link'))
  await office.options('meeraInDiscord', 'profile link', { code: link })
  for (const client of clients) await office.type('meera', `/agency client add ${client}`)
  for (const [name, client] of members) await office.type('meera', `/agency role @${name} client ${client}`)
  await office.type('meera', '/agency role @max assistant')
  for (const name of ['asha', 'jun'] as const)
    await office.options('meeraInDiscord', 'agency role', { person: `<@${cast[name].user}>`, role: 'assistant' })
  for (const name of residentNames) await moveIn(office, name)
  for (const { client, primary, backups } of assignments)
    await office.options('meeraInDiscord', 'agency assign', { client, duty: 'all', primary, backups })
  for (const [purpose, channel] of [
    ['board', '900'],
    ['log', '901'],
  ] as const) {
    const request = { kind: 'options' as const, command: 'agency room' as const, options: { purpose }, people: [] }
    await office.ask('meeraInDiscord', request, { channel })
  }
  for (const [client, zone] of clientZones)
    await office.options('meeraInDiscord', 'agency client edit', { client, zone })
  await office.type('meera', '/agency room digest', { channel: 'C-AGENCY' })
  await office.type('meera', '/agency room client Acme Textiles', { channel: 'C-ACME' })
  for (const { series, who, typed } of summaries) {
    if (series === 'weekly')
      await say(office, residentNames.find((name) => name === who) ?? 'meera', 'digest weekly', 'when', typed)
    else
      await office.type('meera', `/digest room ${series === 'room daily' ? 'on' : 'weekly'} ${typed}`, { channel: who })
  }
  return office
}

const members: [Name, string][] = [
  ['carol', 'Acme Textiles'],
  ['dan', 'Globex Travel'],
  ['sam', 'Initech'],
  ['nia', 'Hooli'],
  ['leo', 'Umbrella'],
  ['leo', 'Vandelay'],
]

const assignments = [
  { client: 'Acme Textiles', primary: 'Asha Patil', backups: 'Jun Santos' },
  { client: 'Globex Travel', primary: 'Jun Santos', backups: 'Max Lind' },
  { client: 'Hooli', primary: 'Max Lind', backups: 'Asha Patil' },
]

export const clientZones: [string, string][] = [
  ['Acme Textiles', 'America/New_York'],
  ['Globex Travel', 'Europe/London'],
  ['Hooli', 'Australia/Lord_Howe'],
]

async function moveIn(office: Office, name: ResidentName): Promise<void> {
  const { zone, hours, digests, away = [], skips }: Resident = residents[name]
  await say(office, name, 'profile zone', 'zone', zone)
  if (hours) await say(office, name, 'profile hours', 'hours', hours.typed)
  for (const days of away) await say(office, name, 'profile away', 'days', days.typed)
  if (skips) await say(office, name, 'digest holidays', 'rule', 'skip')
  await chooseDigest(office, name, digests.offSeason)
}

export async function chooseDigest(office: Office, name: ResidentName, rhythm: Rhythm): Promise<void> {
  if (rhythm) await say(office, name, 'digest on', 'when', rhythm.typed)
  else await office.options(name, 'digest off', {})
}

/** A command with one option, as their platform sends it. */
export async function say(
  office: Office,
  name: ResidentName,
  command: CommandName,
  option: string,
  typed: string,
): Promise<string> {
  return cast[name].platform === 'slack'
    ? office.hears(name, `/${command} ${typed}`)
    : office.options(name, command, { [option]: typed })
}
