import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import {
  appendPostEvents,
  findIdeas,
  findPosts,
  insertPost,
  lockPost,
  postById,
  postByNumber,
  postHistory,
  savePost,
} from '#db/repositories/posts.ts'
import {
  accountsOf,
  addAccount,
  addSlot,
  approvalsOf,
  endSlot,
  membersOf,
  setApprovals,
  slotById,
  slotsOf,
} from '#db/repositories/social.ts'
import { addMember } from '#db/repositories/people.ts'
import { evolve } from '#src/features/social/evolve.ts'
import type { Account } from '#src/features/social/network.ts'
import { postStatuses, type Content, type Post, type PostEvent } from '#src/features/social/post.ts'
import { databases } from '../databases.ts'
import { numberCounted } from '#db/repositories/life.ts'
import { monday, newId, seed, type Seeded } from '../rows.ts'

describe.each(databases)('posts, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  let account: Account
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
    account = { id: newId(), client: office.client.id, network: 'instagram', handle: 'acme' }
    await here((tx, agency) => addAccount(tx, agency, account, monday))
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))
  const content = (text: string): Content => ({
    ...{ text, link: 'https://acme.example', media: [{ name: 'loom.jpg', url: 'https://acme.example/loom.jpg' }] },
    hash: `hash of ${text}`,
  })
  const stamp = (at = monday) => ({ by: office.assistant.id, via: 'slack' as const, at })

  /** One event after another, as a post with a history in every status has them. */
  async function written(planned: Temporal.Instant | null = monday.add({ hours: 48 })): Promise<Post> {
    const event: PostEvent = {
      ...{ ...stamp(), type: 'post-drafted', post: newId(), number: 0, client: office.client.id },
      ...{ account: account.id, content: content('Looms'), planned },
    }
    const post = evolve(null, event)
    const counted = await here(async (tx, agency) => {
      await insertPost(tx, agency, post)
      await appendPostEvents(tx, agency, post.id, 1, [event])
      return { number: () => numberCounted(tx) }
    })
    return { ...post, number: (await counted.number()) ?? 0 }
  }
  async function happens(post: Post, ...events: PostEvent[]): Promise<Post> {
    const after = events.reduce(evolve, post)
    await here(async (tx, agency) => {
      await savePost(tx, agency, after)
      await appendPostEvents(tx, agency, post.id, post.version + 1, events)
    })
    return after
  }

  it('come back as they were, in every status, with their whole history', async () => {
    const approve: PostEvent = { ...stamp(), type: 'approval-given', hash: content('Looms').hash }
    const due: PostEvent = { ...stamp(), by: null, via: 'clock', type: 'post-came-due', keeper: office.assistant.id }
    const posts = [
      await written(null),
      await written(),
      await happens(await written(), { ...stamp(), type: 'approval-asked' }),
      await happens(await written(), approve),
      await happens(await written(), approve, due),
      await happens(await written(), approve, due, {
        ...stamp(),
        type: 'post-confirmed',
        url: 'https://www.instagram.com/p/abc/',
      }),
      await happens(
        await written(),
        approve,
        due,
        { ...stamp(), type: 'post-snoozed', until: monday.add({ hours: 99 }) },
        { ...stamp(), by: null, via: 'clock', type: 'post-missed' },
      ),
      await happens(await written(), { ...stamp(), type: 'post-cancelled', reason: 'No looms' }),
    ]

    expect(posts.map(({ status }) => status)).toEqual([...postStatuses])
    for (const post of posts) {
      expect(await here((tx, agency) => postByNumber(tx, agency, post.number))).toEqual(post)
      const history = await here((tx, agency) => postHistory(tx, agency, post.number))
      expect(history.reduce<Post | null>(evolve, null)).toEqual(post)
    }
  })

  it('are numbered per agency, each number once, whoever counts in the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => written()))

    expect(made.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    for (const { id, number } of made)
      expect(await here((tx, agency) => postById(tx, agency, id))).toMatchObject({ number })
  })

  it('are not seen by another agency', async () => {
    const post = await written()
    const other = await db.acrossAgencies((tx) => seed(tx))

    const seen = await db.inAgency(other.agency, async (tx) => [
      ...(await findPosts(tx, office.agency, {})),
      ...(await accountsOf(tx, office.agency, [office.client.id])),
      await lockPost(tx, office.agency, { number: post.number }),
    ])

    expect(seen).toEqual([null])
  })

  it('cannot be saved by one who decided on what is no longer so', async () => {
    const post = await written()
    await happens(post, { ...stamp(), type: 'approval-asked' })

    await expect(happens(post, { ...stamp(), type: 'post-cancelled', reason: '' })).rejects.toThrow(/postMoved/u)
  })

  it.each([
    ['another content than was approved', `update posts set hash = 'else'`],
    ['an approval without the content it is for', `update posts set approved_hash = null`],
    ['a post that is posted without an address', `update posts set status = 'posted'`],
    ['a plan without a time', `update posts set at = null`],
    ['words that are none', `update posts set text = ''`],
  ])('are refused by the table with %s', async (_, change) => {
    const post = await written()
    await happens(post, { ...stamp(), type: 'approval-given', hash: content('Looms').hash })

    await expect(here((tx) => rows(tx, sql.raw(`${change} where id = '${post.id}'`)))).rejects.toThrow()
  })

  it('have one event at each place of their history', async () => {
    const post = await written()
    const twice = here((tx, agency) =>
      appendPostEvents(tx, agency, post.id, 1, [{ ...stamp(), type: 'approval-asked' }]),
    )

    await expect(twice).rejects.toThrow()
  })

  it('are found by account, time, status and the beginning of their number', async () => {
    const early = await written(monday.add({ hours: 24 }))
    const late = await written(monday.add({ hours: 72 }))
    const idea = await written(null)
    const numbers = async (wanted: Parameters<typeof findPosts>[2]) =>
      (await here((tx, agency) => findPosts(tx, agency, wanted))).map(({ number }) => number)

    expect(await numbers({ clients: [office.client.id] })).toEqual([early.number, late.number, idea.number])
    expect(await numbers({ account: account.id, from: monday, to: monday.add({ hours: 48 }) })).toEqual([early.number])
    expect(await numbers({ account: account.id, at: monday.add({ hours: 72 }) })).toEqual([late.number])
    expect(await numbers({ statuses: ['idea'] })).toEqual([idea.number])
    expect(await numbers({ number: String(early.number) })).toEqual([early.number])
    expect(await here((tx, agency) => findIdeas(tx, agency, office.client.id, 5))).toHaveLength(1)
  })
})

describe.each(databases)('accounts and slots, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
    office = await db.acrossAgencies((tx) => seed(tx))
  })
  afterAll(() => db.close())
  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))
  const anAccount = (handle: string): Account => ({ id: newId(), client: office.client.id, network: 'x', handle })

  it('are there once, in letters of whatever size', async () => {
    await here((tx, agency) => addAccount(tx, agency, anAccount('acme'), monday))

    await expect(here((tx, agency) => addAccount(tx, agency, anAccount('Acme'), monday))).rejects.toThrow()
  })

  it('come back as they were added, and a slot that ended no more', async () => {
    const account = anAccount('slots')
    const slots = ['09:00', '17:00'].map((time) => ({ id: newId(), account: account.id, times: [time], days: [1, 3] }))
    await here(async (tx, agency) => {
      await addAccount(tx, agency, account, monday)
      for (const slot of slots) await addSlot(tx, agency, slot, monday)
      await endSlot(tx, agency, slots[1]?.id ?? '', monday)
    })

    expect(await here((tx, agency) => slotsOf(tx, agency, [account.id]))).toEqual([slots[0]])
    expect(await here((tx, agency) => slotById(tx, agency, slots[1]?.id ?? ''))).toEqual({
      ...slots[1],
      ended: true,
    })
  })

  it('have approvals required until the client chooses', async () => {
    const before = await here((tx, agency) => approvalsOf(tx, agency, office.client.id))
    await here((tx, agency) => setApprovals(tx, agency, office.client.id, 'off'))
    await here((tx, agency) => setApprovals(tx, agency, office.client.id, 'optional'))

    expect(before).toBe('required')
    expect(await here((tx, agency) => approvalsOf(tx, agency, office.client.id))).toBe('optional')
  })

  it('know who speaks for a client', async () => {
    await here((tx, agency) => addMember(tx, agency, office.client.id, office.requester.id))

    expect(await here((tx, agency) => membersOf(tx, agency, office.client.id))).toEqual([office.requester.id])
  })
})
