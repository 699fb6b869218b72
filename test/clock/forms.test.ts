import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { runTimers } from '#src/bot/timers.ts'
import type { Answer, Attached } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { monday, read, type Office } from '#test/handle/office.ts'
import { paperChat, type PaperChat } from '#test/notify/paper.ts'
import { tellAll } from '#test/notify/tell-all.ts'
import { readCard } from '#test/read.ts'
import { hands, openSocialAgency } from '#test/social/agency.ts'

const loom: Attached = { name: 'loom.jpg', type: 'image/jpeg', size: 5, source: 'loom' }
const values = { account: 'x:acme', when: 'Friday 9am', text: 'All my words', link: '', media: '' }
const bytes = new TextEncoder().encode('LOOM!')

describe.each(databases)('a form over whose files a process dies, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let discord: PaperChat
  beforeAll(async () => {
    db = await create()
    office = await openSocialAgency(db)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`))
    office.clock.now = monday
    office.attached.clear()
    office.attached.set('loom', { ok: true, bytes })
    discord = paperChat('discord')
  })

  const send = () => office.submit('asha', 'social-draft', '', values, undefined, [loom])

  /** It is acknowledged, begins to copy, and nobody ever hears of it again. */
  async function dies(): Promise<void> {
    const fetch = office.house.fetchFile
    await new Promise<void>((begun) => {
      office.house.fetchFile = () => {
        begun()
        return new Promise(() => {})
      }
      void send()
    })
    office.house.fetchFile = fetch
  }

  /** What the clock does by then, in a process that was started since; how many forms it took up. */
  async function minutesLater(minutes: number): Promise<number> {
    office.clock.now = office.clock.now.add({ minutes })
    const sideEffects = await runTimers(office.house)
    for (const effect of sideEffects) {
      await effect({ ...office.house, ...office.core, stopping: new AbortController().signal }).catch(() => {})
    }
    return sideEffects.length
  }

  /** What Asha reads in her direct message. */
  async function told(): Promise<string[]> {
    await tellAll(office, [discord.chat])
    return discord.messages.filter(({ channel }) => channel === 'D-12').map(({ card }) => readCard(card))
  }

  const posts = async () => {
    const [found] = await db.acrossAgencies((tx) => rows<{ count: number }>(tx, sql`select count(*)::int from posts`))
    return found?.count ?? 0
  }

  it('is carried out once, files and all, and its sender is told in a direct message', async () => {
    const before = await posts()
    await dies()

    expect(await minutesLater(2)).toBe(0)
    expect(await minutesLater(1)).toBe(1)
    expect(await minutesLater(60)).toBe(0)

    expect(await posts()).toBe(before + 1)
    const [message, ...more] = await told()
    expect(message).toMatch(/P\d+ is written down[\s\S]*All my words[\s\S]*<loom\.jpg>/u)
    expect(message).toMatch(/I was interrupted while I copied your files; this is what became of it\./u)
    expect(more).toEqual([])
  })

  it('says why not where it cannot be done, with all that was typed one press away', async () => {
    await dies()
    office.attached.clear()
    await minutesLater(3)

    const [message] = await told()
    expect(message).toMatch(/loom\.jpg is not there any more/u)
    const { card } = discord.messages[0] ?? {}
    const answer: Answer = { kind: 'say', card: card ?? { title: '', tone: 'plain' }, replace: false }
    expect(read(await hands(office).press('asha', answer, 'Fix it in a form'))).toMatch(/Text: All my words/u)
  })

  it('is not taken up where it was answered, nor where its sender was told that nothing was done', async () => {
    const before = await posts()
    await send()
    const fetch = office.house.fetchFile
    office.house.fetchFile = async () => Promise.reject(new Error('a fault of ours'))
    await expect(send()).rejects.toThrow('a fault of ours')
    office.house.fetchFile = fetch

    expect(await minutesLater(60)).toBe(0)
    expect(await posts()).toBe(before + 1)
    expect(await told()).toEqual([])
  })

  it('is given back after three more processes have failed over it', async () => {
    await dies()
    const fetch = office.house.fetchFile
    office.house.fetchFile = async () => Promise.reject(new Error('a fault of ours'))
    const taken = [await minutesLater(3), await minutesLater(10), await minutesLater(10), await minutesLater(10)]
    office.house.fetchFile = fetch

    expect(taken).toEqual([1, 1, 1, 0])
    expect(await told()).toEqual([
      expect.stringMatching(/loom\.jpg could not be copied just now[\s\S]*Fix it in a form/u),
    ])
    expect(await minutesLater(600)).toBe(0)
  })
})
