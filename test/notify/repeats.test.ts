import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setRoom } from '#db/repositories/agencies.ts'
import type { Database, Tx } from '#db/connection/connect.ts'
import { addPerson } from '#db/repositories/people.ts'
import { insertRepeat } from '#db/repositories/repeats.ts'
import { compose } from '#src/bot/outbox/compose.ts'
import type { RepeatNews } from '#src/features/repeats/repeat.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { databases } from '#test/db/databases.ts'
import { aPerson, monday, newId, seed, type Seeded } from '#test/db/rows.ts'
import { readCard } from '#test/read.ts'
import { aRepeat } from '#test/repeats/cast.ts'
import { muteSlack } from './mute.ts'

describe.each(databases)('what is told of a repeat, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  let repeat: string
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
    repeat = newId()
    await here((tx, agency) =>
      insertRepeat(
        tx,
        agency,
        {
          repeat: aRepeat({ id: repeat, client: office.client.id, owner: office.requester.id }),
          origin: { place: office.place.id, channel: 'C1' },
        },
        monday,
      ),
    )
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))

  /** Where it goes, and what is read there. */
  async function told(news: RepeatNews, person: string | null): Promise<[string, string]> {
    const line: Notification = { kind: 'repeat', repeat, person, news }
    const leased = { agency: office.agency, id: newId(), seq: 1, recipient: '', line, mergeKey: null, attempts: 1 }
    const composed = await compose(
      { db, chats: new Map([['slack', muteSlack]]), now: () => monday },
      { ...leased, uncertainSince: null, begun: null, createdAt: monday },
    )
    return composed.kind === 'post' ? [composed.to.channel, readCard(composed.card)] : [composed.kind, '']
  }

  it('reaches whoever set it up in a direct message, with the reason and names in it', async () => {
    const { requester, assistant } = office
    const reason = { code: 'not-an-assistant', name: assistant.id } as const

    const [to, text] = await told({ about: 'refused', at: monday.toString(), reason, paused: true }, requester.id)

    expect(to).toBe(`D-U${requester.id}`)
    expect(text).toMatch(
      /^Repeat 3 could not be made this time\nSend the report\nIt was to be made today, 8:30 pm \(Kolkata\)\./u,
    )
    expect(text).toMatch(/Asha Patil is not an assistant here[\s\S]*third time in a row, so it is paused/u)
    expect(text).toMatch(/\[Open\] \[Edit\]$/u)
  })

  it.each([
    [
      { about: 'missed', at: monday.toString(), count: 3 },
      /Repeat 3 was missed[\s\S]*3 tasks were not made, the last of them today, 8:30 pm/u,
    ],
    [{ about: 'over' }, /Repeat 3 has come to its end/u],
    [
      {
        about: 'passed-on',
        at: monday.toString(),
        task: 42,
        reason: { code: 'assistant-full', assistant: 'x', inHand: 5, capacity: 5 },
      },
      /Repeat 3: #42 went to someone else[\s\S]*hands are full/u,
    ],
  ] satisfies [RepeatNews, RegExp][])('says what became of it: %j', async (news, words) => {
    expect((await told(news, office.requester.id))[1]).toMatch(words)
  })

  it('reaches the log room where whoever set it up cannot be asked, or else a manager', async () => {
    const manager = aPerson({ name: 'Meera Iyer', roles: ['manager'], language: 'hi' })
    await here((tx, agency) =>
      addPerson(tx, agency, manager, { platform: 'slack', externalId: 'UM', placeId: office.place.id }, monday),
    )
    const stopped: RepeatNews = { about: 'stopped', why: 'owner-gone' }
    expect(await told(stopped, null)).toEqual([
      'D-UM',
      expect.stringMatching(/दोहराव 3 बंद हो गया[\s\S]*अब एजेंसी में नहीं हैं/u),
    ])

    const log = { id: newId(), placeId: office.place.id, purpose: 'log', channel: 'C-log', clientId: null } as const
    await here((tx, agency) => setRoom(tx, agency, log))

    expect(await told(stopped, null)).toEqual([
      'C-log',
      expect.stringMatching(/Repeat 3 has stopped[\s\S]*no longer in the agency/u),
    ])
  })

  it('is told to nobody where the repeat or the person is gone', async () => {
    expect(await told({ about: 'over' }, newId())).toEqual(['nothing', ''])
    repeat = newId()

    expect(await told({ about: 'over' }, office.requester.id)).toEqual(['nothing', ''])
  })
})
