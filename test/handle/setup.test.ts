import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { keepSetupCode } from '#src/bot/setup-code.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, cast, codeIn, empty, openOffice, read, secret, type Office } from './office.ts'

describe.each(databases)('setting up, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
  })
  beforeEach(async () => {
    await empty(db)
    office = openOffice(db)
  })
  afterAll(() => db.close())

  const count = async (table: 'agencies' | 'persons' | 'place_directory') => {
    const [found] = await db.acrossAgencies((tx) =>
      rows<{ count: number }>(tx, sql`select count(*)::int as count from ${sql.identifier(table)}`),
    )
    return found?.count
  }

  describe('the setup code', () => {
    it('makes the one who redeems it the owner, and says what is to be done next', async () => {
      const said = await office.hears('meera', `/agency setup ${await office.setupCode()}`)

      expect(said).toMatch(/Banyan is set up, and you are its owner/u)
      expect(said).toMatch(/\/agency role @someone assistant/u)
      expect(await office.hears('meera', '/profile')).toMatch(/Roles: owner/u)
    })

    it('is read in small letters and without its dash', async () => {
      const code = (await office.setupCode()).toLowerCase().replace('-', ' ').replace(' ', '')

      expect(await office.hears('meera', `/agency setup ${code}`)).toMatch(/you are its owner/u)
    })

    it('is refused a second time, also from another workspace', async () => {
      const code = await office.setupCode()
      await office.type('meera', `/agency setup ${code}`)

      expect(await office.hears('carol', `/agency setup ${code}`)).toMatch(/belongs to an agency already/u)
      expect(await office.hears('eve', `/agency setup ${code}`)).toMatch(/used already: each works once/u)
      expect(await count('agencies')).toBe(1)
    })

    it('lives for fifteen minutes and not a second longer', async () => {
      const [early, late] = [await office.setupCode(), await office.setupCode()]
      const made = office.clock.now

      office.clock.now = made.add({ minutes: 15, seconds: 1 })
      const refused = await office.hears('eve', `/agency setup ${late}`)
      office.clock.now = made.add({ minutes: 15 })
      const taken = await office.hears('meera', `/agency setup ${early}`)

      expect(refused).toMatch(/has run out: a code lives for 15 minutes/u)
      expect(taken).toMatch(/you are its owner/u)
    })

    it('is one that was given: nothing else founds an agency', async () => {
      await office.setupCode()

      expect(await office.hears('eve', '/agency setup ABCD-EFGH')).toMatch(/not a code that I gave/u)
      expect(await office.hears('eve', '/agency setup')).toMatch(/belongs to no agency yet/u)
      expect(await office.hears('eve', '/agency connect ABCD-EFGH')).toMatch(/not a code that I gave/u)
      expect(await count('agencies')).toBe(0)
    })

    it('founds one agency when it is typed twice in the same second', async () => {
      const code = await office.setupCode()

      const answers = await Promise.all([
        office.hears('meera', `/agency setup ${code}`),
        office.hears('eve', `/agency setup ${code}`),
      ])

      expect(answers.filter((said) => said.includes('you are its owner'))).toHaveLength(1)
      expect(answers.filter((said) => said.includes('used already'))).toHaveLength(1)
      expect(await count('agencies')).toBe(1)
    })

    it.each([
      ['one after the other', async (say: () => Promise<string>) => [await say(), await say()]],
      ['at once', (say: () => Promise<string>) => Promise.all([say(), say()])],
    ])('gets the same answer when the platform delivers it twice, %s', async (_, twice) => {
      const code = await office.setupCode()

      const answers = await twice(() => office.hears('meera', `/agency setup ${code}`, { id: 'slack:set-up' }))

      expect(answers[0]).toMatch(/you are its owner/u)
      expect(answers[1]).toBe(answers[0])
      expect(await count('persons')).toBe(1)
    })
  })

  describe('what is printed at the first start', () => {
    const start = (told: string[]) =>
      keepSetupCode({ db, secret, now: () => office.clock.now, tell: (text) => told.push(text) })

    it('is a code that works, and a new one when it has run out', async () => {
      const told: string[] = []
      const setup = await start(told)

      office.clock.now = office.clock.now.add({ minutes: 14 })
      await setup.tick()
      office.clock.now = office.clock.now.add({ minutes: 1 })
      await setup.tick()

      expect(told).toHaveLength(2)
      expect(told[1]).not.toBe(told[0])
      expect(await office.hears('meera', `/agency setup ${codeIn(told[1] ?? '')}`)).toMatch(/you are its owner/u)
    })

    it('is nothing any more once there is an agency', async () => {
      const told: string[] = []
      const setup = await start(told)
      await office.type('meera', `/agency setup ${codeIn(told[0] ?? '')}`)

      office.clock.now = office.clock.now.add({ minutes: 16 })
      await setup.tick()
      await start(told)

      expect(told).toHaveLength(1)
      expect(setup.current()).toBeNull()
    })
  })
})

describe.each(databases)('joining, on $name', ({ create }) => {
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

  const connectCode = async () => codeIn(await office.hears('meera', '/agency connect'))
  const linkCode = async (name: 'meera' | 'carol' | 'asha' = 'carol') =>
    codeIn(
      cast[name].platform === 'slack'
        ? await office.hears(name, '/profile link')
        : await office.options(name, 'profile link', {}),
    )

  it('keeps of a code what nobody can type', async () => {
    const code = await connectCode()

    const kept = await db.acrossAgencies((tx) => rows<{ hash: string }>(tx, sql`select hash from codes`))

    const plain = code.replace('-', '')
    expect(kept.length).toBeGreaterThan(0)
    for (const { hash } of kept) expect(hash).toMatch(/^[0-9a-f]{64}$/u)
    expect(JSON.stringify(kept)).not.toContain(plain)
    const inbox = await db.acrossAgencies((tx) => rows(tx, sql`select answer::text from inbox`))
    expect(JSON.stringify(inbox)).not.toContain(code)
  })

  it('joins another workspace to the same agency, once', async () => {
    const code = await connectCode()

    const joined = await office.hears('eve', `/agency connect ${code}`)
    const again = await office.hears('eve', `/agency connect ${code}`, { place: 'T8' })
    const inside = await office.hears('eve', '/tasks')

    expect(joined).toMatch(/now belongs to Banyan/u)
    expect(again).toMatch(/used already/u)
    expect(inside).toMatch(/You are not part of this agency yet/u)
  })

  it.each([
    ['a manager', 'carol', 'manager'],
    ['a client', 'carol', 'client Acme Textiles'],
  ] as const)('gives a connect code to no one but an owner: not to %s', async (_, name, role) => {
    await office.type('meera', `/agency role @${name} ${role}`)

    expect(await office.hears(name, '/agency connect')).toMatch(/not yours to do here\. Ask an owner to do it/u)
  })

  it('joins a workspace once when two codes are typed there in the same second, and uses up one', async () => {
    const [one, other] = [await connectCode(), await connectCode()]

    const answers = await Promise.all([one, other].map((code) => office.hears('eve', `/agency connect ${code}`)))
    const elsewhere = await Promise.all(
      [one, other].map((code) => office.hears('eve', `/agency connect ${code}`, { place: `T-${code}` })),
    )

    expect(answers.filter((said) => /now belongs to Banyan/u.test(said))).toHaveLength(1)
    expect(answers.filter((said) => /belongs to an agency already/u.test(said))).toHaveLength(1)
    expect(elsewhere.filter((said) => /now belongs to Banyan/u.test(said))).toHaveLength(1)
  })

  it('does not connect what belongs to an agency already', async () => {
    const code = await connectCode()

    expect(await office.hears('meera', `/agency connect ${code}`)).toMatch(/belongs to an agency already/u)
    expect(await office.hears('sam', `/agency connect ${code}`)).toMatch(/belongs to an agency already/u)
  })

  it.each([
    ['one after the other', async (say: () => Promise<string>) => [await say(), await say()]],
    ['at once', (say: () => Promise<string>) => Promise.all([say(), say()])],
  ])('answers the same to a connect command that is delivered twice, %s', async (_, twice) => {
    const code = await connectCode()

    const answers = await twice(() => office.hears('eve', `/agency connect ${code}`, { id: 'slack:connect' }))

    expect(answers[0]).toMatch(/now belongs to Banyan/u)
    expect(answers[1]).toBe(answers[0])
  })

  it('joins a second account to one person, once', async () => {
    const code = await linkCode('carol')

    const linked = await office.hears('sam', `/profile link ${code}`)
    const again = await office.hears('eve', `/profile link ${code}`, { place: 'T1' })

    expect(linked).toMatch(/This account is now Carol Reyes's too/u)
    expect(await office.hears('sam', '/profile')).toMatch(/Carol Reyes\nRoles: client\nClients: Acme Textiles/u)
    expect(again).toMatch(/used already/u)
  })

  it.each([
    ['one after the other', async (say: () => Promise<string>) => [await say(), await say()]],
    ['at once', (say: () => Promise<string>) => Promise.all([say(), say()])],
  ])('answers the same to a link that is delivered twice, %s', async (_, twice) => {
    const code = await linkCode('carol')

    const answers = await twice(() => office.hears('sam', `/profile link ${code}`, { id: 'slack:link' }))

    expect(answers[0]).toMatch(/now Carol Reyes's too/u)
    expect(answers[1]).toBe(answers[0])
  })

  it('leaves an account with the person whose it is', async () => {
    const code = await linkCode('carol')

    expect(await office.hears('dan', `/profile link ${code}`)).toMatch(/belongs to someone in the agency already/u)
    expect(await office.hears('sam', `/profile link ${code}`)).toMatch(/now Carol Reyes's too/u)
  })

  it('does not use up a code that was typed where it serves nobody', async () => {
    await office.type('eve', `/agency setup ${await office.setupCode()}`)
    const code = await linkCode('carol')

    const elsewhere = await office.hears('sam', `/profile link ${code}`, { place: 'T9' })
    const here = await office.hears('sam', `/profile link ${code}`)

    expect(elsewhere).toMatch(/not a code that I gave/u)
    expect(here).toMatch(/now Carol Reyes's too/u)
  })

  it('takes a code for what it was given for, and for nothing else', async () => {
    const [connect, link] = [await connectCode(), await linkCode('carol')]

    expect(await office.hears('sam', `/profile link ${connect}`)).toMatch(/for something else/u)
    expect(await office.hears('eve', `/agency connect ${link}`)).toMatch(/for something else/u)
    expect(await office.hears('eve', `/agency setup ${connect}`)).toMatch(/for something else/u)
    expect(await office.hears('eve', `/agency connect ${connect}`)).toMatch(/now belongs to Banyan/u)
  })

  it('shows a code to its asker once: delivered again, the answer hides it', async () => {
    const first = await office.hears('meera', '/agency connect', { id: 'slack:code' })
    const second = await office.hears('meera', '/agency connect', { id: 'slack:code' })

    expect(first).toMatch(/\/agency connect [A-Z0-9]{4}-[A-Z0-9]{4}/u)
    expect(second).toMatch(/A code was made for this already/u)
  })

  it('keeps agencies apart: nobody of one is anyone in the other', async () => {
    await office.type('eve', `/agency setup ${await office.setupCode()}`)
    await office.type('carol', '/delegate Book a flight to Pune #travel')

    expect(await office.hears('eve', '/tasks')).toMatch(/Nothing is open/u)
    expect(await office.hears('eve', '/task 1')).toMatch(/There is no task #1/u)
    expect(await office.hears('eve', '/agency people')).not.toMatch(/Meera|Carol/u)
    expect(await office.hears('meera', '/tasks', { place: 'T9' })).toMatch(/You are not part of this agency yet/u)
  })

  it('knows in a direct message on Discord, which names no server, whose agency is meant', async () => {
    const answer = await office.ask(
      'asha',
      { kind: 'options', command: 'profile show', options: {}, people: [] },
      { place: '', kind: 'direct' },
    )

    expect(read(answer)).toMatch(/Asha Patil/u)
  })
})
