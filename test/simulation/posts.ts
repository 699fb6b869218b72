import type { SocialLine } from '#src/social/lines.ts'
import { buttonsOf, hands } from '#test/social/agency.ts'
import { isThere, local, occurrences, whenThere } from './almanac.ts'
import type { Past } from './heard.ts'
import type { Life } from './life.ts'
import type { ResidentName } from './world.ts'

/** A post of Asha's for Acme, in her local time, and what becomes of it. */
const posts: { when: string; account: string; fate: Fate }[] = [
  { when: '2026-02-15T13:00', account: 'instagram:acme', fate: 'posted' },
  { when: '2026-03-11T11:00', account: 'x:acme', fate: 'posted late' },
  { when: '2026-07-01T09:30', account: 'x:acme', fate: 'missed' },
  { when: '2026-10-28T17:15', account: 'x:acme', fate: 'not approved' },
  { when: '2027-01-13T11:00', account: 'x:acme', fate: 'cancelled' },
  { when: '2027-03-31T10:00', account: 'x:acme', fate: 'moved' },
  { when: '2027-06-16T16:00', account: 'x:acme', fate: 'moved' },
]
type Fate = 'posted' | 'posted late' | 'missed' | 'not approved' | 'cancelled' | 'moved'

/** Who is told of what, so many minutes after it has come due. */
const due: [string, ResidentName | 'managers', number][] = [
  ['due', 'asha', 0],
  ['again', 'asha', 15],
  ['due', 'jun', 60],
  ['overdue', 'managers', 60],
  ['missed', 'asha', 180],
  ['missed', 'carol', 180],
  ['missed', 'managers', 180],
]

const toldOf: Record<Fate, (at: Temporal.Instant) => [string, string, Temporal.Instant][]> = {
  posted: (at) => dueUntil(at, 5),
  'posted late': (at) => dueUntil(at, 70),
  missed: (at) => dueUntil(at, 500),
  'not approved': (at) => [
    ['to-approve', 'carol', at.subtract({ hours: 24 })],
    ['unapproved', 'asha', at],
    ...dueUntil(at, 500).filter(([about]) => about === 'missed'),
  ],
  cancelled: () => [],
  moved: (at) => dueUntil(at.add({ hours: 24 }), 5),
}

function dueUntil(at: Temporal.Instant, minutes: number): [string, string, Temporal.Instant][] {
  return due
    .filter(([, , after]) => after < minutes)
    .map(([about, to, after]) => [about, to, at.add({ minutes: after })])
}

/** A time that an account is posted to each week, for a while; who fills it, and the times that are filled. */
const slots: Slot[] = [
  {
    ...{ account: 'instagram:acme', client: 'Acme Textiles', zone: 'America/New_York', keeper: 'asha' },
    ...{ typed: 'sun 02:30', day: 7, time: '02:30', filled: ['2026-02-15'] },
    ...{ from: '2026-02-10T12:00', until: '2026-04-03T12:00' },
  },
  {
    // In summer that is half an hour before her day begins, and she hears of it when it does.
    ...{ account: 'x:acme', client: 'Acme Textiles', zone: 'America/New_York', keeper: 'asha' },
    ...{ typed: 'fri 23:00', day: 5, time: '23:00', filled: [] },
    ...{ from: '2027-02-20T12:00', until: '2027-04-10T12:00' },
  },
  {
    ...{ account: 'instagram:hooli', client: 'Hooli', zone: 'Australia/Lord_Howe', keeper: 'max' },
    ...{ typed: 'sun 02:15', day: 7, time: '02:15', filled: [] },
    ...{ from: '2026-09-16T12:00', until: '2026-11-10T12:00' },
  },
]
type Slot = {
  account: string
  client: string
  zone: string
  keeper: ResidentName
  typed: string
  day: number
  time: string
  filled: string[]
  from: string
  until: string
}

/** Accounts with slots, and posts for them. Answers what is to be said new of both: `about what to whom when`. */
export function planPosts(life: Life): string[] {
  const { plan, office } = life
  plan(local('meera', '2026-01-05T12:00'), async () => {
    await office.type('meera', '/social account add instagram @acme Acme Textiles')
    await office.type('meera', '/social account add x @acme Acme Textiles')
    await office.type('meera', '/social account add instagram @hooli Hooli')
  })
  for (const slot of slots) planSlot(life, slot)
  posts.forEach((post, index) => planPost(life, { ...post, number: index + 1 }))
  return [...postsToCome(), ...slots.flatMap(warningsOf)].toSorted()
}

function planSlot({ plan, office }: Life, { account, client, typed, from, until }: Slot): void {
  plan(local('meera', from), async () => {
    const said = await office.hears('meera', `/social slot add ${account} ${typed}`)
    if (!/three/u.test(said)) throw new Error(said)
  })
  plan(local('meera', until), async () => {
    for (const button of buttonsOf(await office.type('meera', `/social accounts ${client}`))) {
      if (button.action.press === 'slot-end') await office.ask('meera', { kind: 'press', action: button.action })
    }
  })
}

function planPost({ plan, office }: Life, post: { when: string; account: string; fate: Fate; number: number }): void {
  const { when, account, fate, number } = post
  const hand = hands(office)
  const at = local('asha', when)
  const written = at.subtract({ hours: 70 })
  const confirm = (minutes: number) =>
    plan(at.add({ minutes }), () =>
      hand.submit('asha', 'social-posted', String(number), { address: `https://${hosts[account]}/${number}` }),
    )
  plan(written, async () => {
    const asks = { account, when: when.replace('T', ' '), text: `Looms, part ${number}` }
    const said = await office.options('asha', 'social draft', asks)
    if (!said.includes(`P${number} is written down`)) throw new Error(said)
    await hand.press('asha', await hand.show('asha', number), 'Ask for approval')
  })
  if (fate !== 'not approved') {
    plan(written.add({ hours: 10 }), async () => hand.press('carol', await hand.show('carol', number), 'Approve'))
  }
  if (fate === 'posted') confirm(5)
  if (fate === 'posted late') confirm(70)
  if (fate === 'cancelled') {
    plan(at.subtract({ hours: 2 }), () => hand.submit('carol', 'social-cancel', String(number), { reason: '' }))
  }
  if (fate === 'moved') {
    const there = at.add({ hours: 24 }).toZonedDateTimeISO('Asia/Kolkata').toPlainDateTime().toString()
    plan(at.subtract({ hours: 2 }), () =>
      office.options('asha', 'social move', { post: `P${number}`, when: there.replace('T', ' ').slice(0, 16) }),
    )
    confirm(24 * 60 + 5)
  }
}

const hosts: Record<string, string> = { 'instagram:acme': 'www.instagram.com/p', 'x:acme': 'x.com/acme/status' }

function postsToCome(): string[] {
  return posts.flatMap(({ when, fate }, index) =>
    toldOf[fate](local('asha', when)).map(([about, to, at]) => `${about} P${index + 1} ${to} ${at.toString()}`),
  )
}

/** A day ahead; when whoever fills it is not there, as soon as they are, if that leaves them two hours. */
function warningsOf({ account, zone, keeper, day, time, filled, from, until }: Slot): string[] {
  const span = { from: local('meera', from).add({ hours: 24 }), until: local('meera', until).add({ hours: 24 }) }
  return occurrences(span, zone, [time], ({ dayOfWeek }) => dayOfWeek === day)
    .filter(({ slot }) => !filled.some((date) => slot.startsWith(date)))
    .map(({ at }) => {
      const ahead = at.subtract({ hours: 24 })
      const there = isThere(keeper, ahead) ? ahead : whenThere(keeper, ahead)
      const inTime = Temporal.Instant.compare(there, at.subtract({ hours: 2 })) <= 0
      return `empty ${account} ${keeper} ${(inTime ? there : ahead).toString()} for ${at.toString()}`
    })
}

/** What was said new of posts and slots by the clock. */
export function socialHeard({ heard, nameOf, posts: known, accounts }: Past): string[] {
  return heard
    .flatMap(({ line, at }) => {
      if (line.kind !== 'social') return []
      const { social } = line
      const to = 'person' in social && social.person !== null ? nameOf(social.person) : 'managers'
      if (social.about === 'empty')
        return [`empty ${accounts.get(social.slot)} ${to} ${at.toString()} for ${social.at}`]
      const about = aboutOf(social)
      return about ? [`${about} P${known.get(social.post)} ${to} ${at.toString()}`] : []
    })
    .toSorted()
}

/** News of what somebody did is not the clock's. */
function aboutOf(line: SocialLine): string | null {
  if (line.about !== 'news') return line.about
  return line.news.what === 'unapproved' || line.news.what === 'missed' ? line.news.what : null
}
