import type { SocialLine } from '#src/features/telling/social-lines.ts'
import { buttonsOf, hands } from '#test/social/agency.ts'
import { isAfter, local, occurrences, whenThere } from './almanac.ts'
import type { Past } from './heard.ts'
import type { Life } from './life.ts'
import { together, type Seen } from './outages.ts'
import { end, type ResidentName } from './world.ts'

/** A post of Asha's for Acme, in her local time, and what becomes of it. */
const posts: { when: string; account: string; fate: Fate }[] = [
  { when: '2026-02-15T13:00', account: 'instagram:acme', fate: 'posted' },
  { when: '2026-03-11T11:00', account: 'x:acme', fate: 'posted late' },
  { when: '2026-04-29T11:00', account: 'x:acme', fate: 'cancelled' },
  { when: '2026-05-20T10:00', account: 'x:acme', fate: 'moved' },
  { when: '2026-07-01T09:30', account: 'x:acme', fate: 'missed' },
  { when: '2026-10-28T17:15', account: 'x:acme', fate: 'not approved' },
  { when: '2027-06-16T16:00', account: 'x:acme', fate: 'moved' },
]
type Fate = 'posted' | 'posted late' | 'missed' | 'not approved' | 'cancelled' | 'moved'

type Told = { about: string; to: ResidentName | 'managers' }

/** What is told, so many minutes after it was told that it is due. */
const afterDue: [minutes: number, told: Told[]][] = [
  [15, [{ about: 'again', to: 'asha' }]],
  [
    60,
    [
      { about: 'due', to: 'jun' },
      { about: 'overdue', to: 'managers' },
    ],
  ],
  [180, missed()],
]

function missed(): Told[] {
  return (['asha', 'carol', 'managers'] as const).map((to) => ({ about: 'missed', to }))
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
    ...{ from: '2026-02-21T12:00', until: '2026-04-03T12:00' },
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

/** Accounts with slots, and posts for them. */
export function planPosts(life: Life): void {
  const { plan, office } = life
  plan(local('meera', '2026-01-05T12:00'), async () => {
    await office.type('meera', '/social account add instagram @acme Acme Textiles')
    await office.type('meera', '/social account add x @acme Acme Textiles')
    await office.type('meera', '/social account add instagram @hooli Hooli')
  })
  for (const slot of slots) planSlot(life, slot)
  posts.forEach((post, index) => planPost(life, { ...post, number: index + 1 }))
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
      hand.submit('asha', 'social-posted', String(number), { address: `https://${ways[account]}/${number}` }),
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

/** An address is that of a post of the account. */
const ways: Record<string, string> = { 'instagram:acme': 'www.instagram.com/acme/p', 'x:acme': 'x.com/acme/status' }

/** What people do with posts is done in time: only what comes due may find nobody there. */
export const postsKept = [
  ...posts.flatMap(({ when }) => [70, 60, 2].map((hours) => local('asha', when).subtract({ hours }))),
  ...slots.flatMap(({ from, until }) => [local('meera', from), local('meera', until)]),
]

/** What is to be said new of posts and of slots: `about what to whom when`. */
export function socialToCome(seen: Seen, until = end): string[] {
  const told = posts.flatMap((post, index) =>
    toldOf(post, seen)
      .map(heldFrom(seen))
      .map(({ about, to, at }) => ({ at, said: `${about} P${index + 1} ${to} ${at.toString()}` })),
  )
  return [...told, ...slots.flatMap((slot) => warningsOf(slot, seen))]
    .filter(({ at }) => !isAfter(at, until))
    .map(({ said }) => said)
    .toSorted()
}

type ToldAt = Told & { at: Temporal.Instant }

/** That a post was missed wakes nobody. */
function heldFrom(seen: Seen): (told: ToldAt) => ToldAt {
  return (told) =>
    told.about === 'missed' && told.to !== 'managers' ? { ...told, at: seen(whenThere(told.to, told.at)) } : told
}

function toldOf({ when, fate }: (typeof posts)[number], seen: Seen): ToldAt[] {
  const at = local('asha', when)
  switch (fate) {
    case 'posted':
      return toldUntil(at, at.add({ minutes: 5 }), seen)
    case 'posted late':
      return toldUntil(at, at.add({ minutes: 70 }), seen)
    case 'missed':
      return toldUntil(at, null, seen)
    case 'moved':
      return toldUntil(at.add({ hours: 24 }), at.add({ hours: 24, minutes: 5 }), seen)
    case 'not approved':
      return toldUnapproved(at, seen)
    case 'cancelled':
      return []
  }
}

/** Up to six hours late it comes due, and the rest follows from there; of what went by together, the last is said for all. */
function toldUntil(at: Temporal.Instant, posted: Temporal.Instant | null, seen: Seen): ToldAt[] {
  const due = seen(at)
  if (isAfter(due, at.add({ hours: 6 }))) return missed().map((each) => ({ ...each, at: due }))
  const stages = afterDue.map(([minutes, told]) => ({ at: due.add({ minutes }), told }))
  const told: ToldAt[] = [{ about: 'due', to: 'asha', at: due }]
  for (const { at: now, those } of together(stages, seen)) {
    if (posted && isAfter(now, seen(posted))) break
    told.push(...(those.at(-1)?.told ?? []).map((each) => ({ ...each, at: now })))
  }
  return told
}

/** A day ahead to the client, when they are there; at its time to whoever posts, and to the client who was not asked before; then it is missed. */
function toldUnapproved(at: Temporal.Instant, seen: Seen): ToldAt[] {
  const asked: Told = { about: 'to-approve', to: 'carol' }
  const ahead = at.subtract({ hours: 24 })
  const there = whenThere('carol', seen(ahead))
  const stages = [
    { at: isAfter(there, at.subtract({ hours: 2 })) ? ahead : there, told: [asked] },
    { at, told: [asked, { about: 'unapproved', to: 'asha' } as const] },
    { at: at.add({ hours: 3 }), told: missed() },
  ]
  const told = together(stages, seen).flatMap(({ at: now, those }) =>
    (those.at(-1)?.told ?? []).map((each): ToldAt => ({ ...each, at: now })),
  )
  // The message that stands there is brought up to date.
  return told.filter((each, index) => each.about !== 'to-approve' || index === 0)
}

/** A day ahead; when whoever fills it is not there, as soon as they are, if that leaves them two hours. */
function warningsOf({ account, zone, keeper, day, time, filled, from, until }: Slot, seen: Seen) {
  const span = { from: local('meera', from).add({ hours: 24 }), until: local('meera', until).add({ hours: 24 }) }
  return occurrences(span, zone, [time], ({ dayOfWeek }) => dayOfWeek === day)
    .filter(({ slot }) => !filled.some((date) => slot.startsWith(date)))
    .flatMap(({ at }) => {
      const ahead = seen(at.subtract({ hours: 24 }))
      if (!isAfter(at, ahead)) return []
      const there = whenThere(keeper, ahead)
      const told = isAfter(there, at.subtract({ hours: 2 })) ? ahead : seen(there)
      const said = `empty ${account} ${keeper} ${told.toString()} for ${at.toString()}`
      return isAfter(at, told) ? [{ at: told, said }] : []
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
