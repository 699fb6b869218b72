import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { digestOf } from '#db/repositories/digests.ts'
import { findPlace } from '#db/repositories/agencies.ts'
import { personByIdentity } from '#db/repositories/people.ts'
import { sendDigests } from '#src/features/digests/timers/digests.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, cast, type Name, type Office } from './office.ts'

describe.each(databases)('a digest that is asked for, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let renew: () => Promise<Office>
  beforeAll(async () => {
    db = await create()
    renew = await agencyToRenew(db)
  })
  beforeEach(async () => {
    office = await renew()
  })
  afterAll(() => db.close())

  const digest = (name: Name) =>
    cast[name].platform === 'slack' ? office.hears(name, '/digest') : office.options(name, 'digest show', {})
  /** What stands below a heading, up to the next one. */
  function below(text: string, heading: string): string {
    const lines = text.split('\n')
    const start = lines.findIndex((line) => line.startsWith(`${heading} (`))
    const after = lines.slice(start + 1)
    const end = after.findIndex((line) => / \(\d+\)$/u.test(line))
    return start < 0 ? '' : after.slice(0, end < 0 ? undefined : end).join('\n')
  }
  async function delegated(text: string, by: Name = 'carol'): Promise<string> {
    const said = await office.hears(by, `/delegate ${text}`)
    const number = /#(\d+)/u.exec(said)?.[1]
    if (!number) throw new Error(said)
    return number
  }
  const press = (name: Name, what: string, number: string) => office.press(name, `sahayak:${what}:${number}:`)
  const submit = (name: Name, form: 'ask' | 'submit', number: string) =>
    office.submit(name, form, number, form === 'ask' ? { question: 'Which day?' } : { result: 'Booked' })
  async function working(text: string): Promise<string> {
    const number = await delegated(text)
    await press('asha', 'claim', number)
    await press('asha', 'start', number)
    return number
  }

  it('has nothing in it on a quiet day', async () => {
    for (const name of ['carol', 'asha', 'dan'] as const) expect(await digest(name)).toMatch(/Nothing needs you now/u)
  })

  it('tells a client what waits for them, with the button to answer, what is late, due and finished', async () => {
    const asks = await working('Visa for Japan #travel')
    await submit('asha', 'ask', asks)
    const review = await working('Taxi to the airport #travel')
    await submit('asha', 'submit', review)
    const done = await working('Bus to Agra #travel')
    await submit('asha', 'submit', done)
    // She did not press it herself: that is news.
    office.clock.now = office.clock.now.add({ minutes: 1 })
    await office.press('meera', `sahayak:accept:${done}:`)
    await working('Hotel in Goa #travel by tomorrow 5pm')
    await delegated('Flight to Pune #travel by today 1pm')
    await delegated('Ship the samples #travel by today 5pm', 'dan')
    office.clock.now = office.clock.now.add({ hours: 4 })

    const text = await digest('carol')

    expect(below(text, 'Waits for you')).toMatch(/Visa for Japan.*\[Answer in words\]/u)
    expect(below(text, 'Waits for you')).toMatch(/Taxi to the airport.*\[Accept\]/u)
    expect(below(text, 'Late')).toMatch(/Flight to Pune · Late · due today, 1:00 pm \(New York\).*open/u)
    expect(below(text, 'Due soon')).toMatch(/Hotel in Goa/u)
    expect(below(text, 'Finished since the last digest')).toMatch(/Bus to Agra/u)
    expect(text).not.toMatch(/Ship the samples/u)
  })

  it('tells an assistant what is offered, late, in hand in order, waiting, and new in the pool', async () => {
    await office.options('meeraInDiscord', 'agency assign', { client: 'Globex', duty: 'travel', primary: 'Asha Patil' })
    await working('Hotel in Goa #travel by 5 March 2026 5pm')
    await working('Train to Delhi #travel by 4 March 2026 5pm')
    await working('Ferry to Elephanta #travel by today 1pm')
    await submit('asha', 'ask', await working('Visa for Japan #travel by 5 March 2026'))
    await delegated('Ship the samples #travel', 'dan')
    await delegated('Flight to Pune #travel\nThe passport is Z1234567')
    await delegated('Call the bank')
    office.clock.now = office.clock.now.add({ hours: 4 })

    const text = await digest('asha')

    expect(below(text, 'Offered to you')).toMatch(/Ship the samples/u)
    expect(below(text, 'Late')).toMatch(/Ferry to Elephanta/u)
    expect(below(text, 'Today, in order')).toMatch(/Train to Delhi[\s\S]*Hotel in Goa/u)
    expect(below(text, 'Waiting for the client')).toMatch(/Visa for Japan/u)
    expect(below(text, 'New in the pool')).toMatch(/Flight to Pune.*\[Claim\]/u)
    expect(below(text, 'New in the pool')).toMatch(/Call the bank.*\[Claim\]/u)
    expect(text).not.toContain('Z1234567')
  })

  it('tells a manager what is late or unclaimed, who has how much, and how fast offers are answered', async () => {
    await delegated('Flight to Pune #travel')
    await delegated('Ship the samples #travel by today 5pm', 'dan')
    await working('Hotel in Goa #travel')
    office.clock.now = office.clock.now.add({ hours: 4 })

    const text = await digest('meera')

    expect(below(text, 'Late')).toMatch(/Ship the samples · Late · due .* · Globex Travel/u)
    expect(below(text, 'Nobody has claimed')).toMatch(/Flight to Pune · Acme Textiles/u)
    expect(text).toMatch(/Asha Patil: 1 of 5/u)
    expect(text).toMatch(/\d of \d assistants can take more/u)
    expect(text).toMatch(/Answered by an assistant in the last seven days: 1\b/u)
  })

  it('says each task once, under the heading that matters most', async () => {
    await delegated('Ship the samples #travel by today 5pm', 'dan')
    await working('Ferry to Elephanta #travel by today 1pm')
    office.clock.now = office.clock.now.add({ hours: 4 })

    for (const name of ['meera', 'asha', 'carol'] as const) {
      const titles = [...(await digest(name)).matchAll(/^#(\d+) /gmu)].map(([, number]) => number)
      expect(new Set(titles).size).toBe(titles.length)
      expect(titles.length).toBeGreaterThan(0)
    }
  })

  it('shows five of a heading, and the rest is one press away', async () => {
    for (let index = 0; index < 7; index++) await delegated(`Letter ${index} #travel`)

    const text = await digest('meera')

    expect(text).toMatch(/Nobody has claimed \(7\)/u)
    expect(text.match(/Letter/gu)).toHaveLength(5)
    expect(text).toContain('[Nobody has claimed: all 7]')
  })

  it('shows an assistant who is a client too what is late on either side', async () => {
    await office.options('meeraInDiscord', 'agency role', {
      person: `<@${cast.asha.user}>`,
      role: 'client',
      client: 'Globex Travel',
    })
    await working('Ferry to Elephanta #travel by today 1pm')
    await delegated('Ship the samples #travel by today 5pm', 'dan')
    office.clock.now = office.clock.now.add({ hours: 4 })

    const text = await digest('asha')

    expect(below(text, 'Late')).toMatch(/Ferry to Elephanta/u)
    expect(below(text, 'Late')).toMatch(/Ship the samples/u)
  })

  it('reads in Hindi to one who reads Hindi', async () => {
    await office.type('carol', '/profile language hi')
    await submit('asha', 'ask', await working('Visa for Japan #travel'))

    expect(await digest('carol')).toMatch(/आपके इंतज़ार में \(1\)/u)
  })

  describe('and when it comes', () => {
    const kept = async (name: Name) => {
      const place = await db.acrossAgencies((tx) => findPlace(tx, cast[name].platform, cast[name].place))
      if (!place) throw new Error('no place')
      return db.inAgency(place.agency, async (tx) => {
        const person = await personByIdentity(tx, place.agency, cast[name].platform, cast[name].user)
        return person && digestOf(tx, place.agency, person.id)
      })
    }
    const tick = () =>
      sendDigests({
        db,
        log: { debug() {}, info() {}, warn() {}, error() {} },
        now: () => office.clock.now,
        newId: () => crypto.randomUUID(),
      })

    it('is at nine in the zone of each, from the first day on', async () => {
      const found = await Promise.all((['meera', 'carol', 'dan'] as const).map(kept))

      expect(found.map((row) => row?.nextAt?.toString())).toEqual([
        // In Kolkata and in London it is past nine on Monday; in New York it is ten.
        '2026-03-03T03:30:00Z',
        '2026-03-03T14:00:00Z',
        '2026-03-03T09:00:00Z',
      ])
    })

    it.each([
      ['8:30 weekdays', /Your digest comes at 08:30, Mon–Fri \(New York\)/u, '2026-03-03T08:30'],
      ['9am and 5pm mon,wed', /Your digest comes at 09:00, 17:00, Mon, Wed/u, '2026-03-02T17:00'],
      ['रोज़ सुबह 9 बजे', /Your digest comes at 09:00, every day/u, '2026-03-03T09:00'],
    ])('is as they say: /digest on %s', async (when, said, slot) => {
      expect(await office.hears('carol', `/digest on ${when}`)).toMatch(said)
      expect(await kept('carol')).toMatchObject({ nextSlot: slot })
    })

    it('is never after /digest off, and as it was before after /digest on', async () => {
      await office.type('carol', '/digest on 8:30 weekdays')

      const off = await office.hears('carol', '/digest off')
      const during = await kept('carol')
      const on = await office.hears('carol', '/digest on')

      expect(off).toMatch(/Your digest is off\nHave it back with \/digest on 9:00 weekdays/u)
      expect(during?.nextAt).toBeNull()
      expect(on).toMatch(/Your digest comes at 08:30, Mon–Fri/u)
    })

    it('is nine where they live now, when they moved, and not twice on one day', async () => {
      office.clock.now = Temporal.Instant.from('2026-03-03T03:30:00Z')
      await tick()
      const told = await kept('meera')

      // From Kolkata to New York, where it is still Monday evening.
      await office.type('meera', '/profile zone New York')
      const moved = await kept('meera')

      expect(told).toMatchObject({ lastSlot: '2026-03-03T09:00', nextSlot: '2026-03-04T09:00' })
      expect(moved).toMatchObject({ nextSlot: '2026-03-04T09:00' })
      expect(moved?.nextAt?.toString()).toBe('2026-03-04T14:00:00Z')
    })
  })
})
