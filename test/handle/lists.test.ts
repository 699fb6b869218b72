import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { writeActionId } from '#src/kernel/action-id.ts'
import { databases } from '#test/db/databases.ts'
import { cast, openAgency, read, type Name, type Office } from './office.ts'

const secretWord = 'Z1234567'

describe.each(databases)('looking at tasks, on $name', ({ create }) => {
  let db: Database
  let office: Office
  const number: Record<string, string> = {}

  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    await office.options('jun', 'profile duties', { duties: 'writing' })
    await office.options('asha', 'profile capacity', { count: '20' })
    const { press, submit } = office
    const delegated = async (by: Name, what: string) => {
      const said = await office.hears(by, `/delegate ${what}`)
      const found = /#(\d+)/u.exec(said)?.[1]
      if (!found) throw new Error(said)
      return found
    }
    number.open = await delegated('carol', `Flight to Pune #travel\nThe passport is ${secretWord}`)
    number.kindless = await delegated('carol', `Call the bank\nThe account is ${secretWord}`)
    number.writing = await delegated('carol', `Write a speech #writing\nThe folder is ${secretWord}`)
    for (const [name, what] of [
      ['claimed', 'Hotel in Goa #travel'],
      ['working', 'Train to Delhi #travel by 6 March 2026 5pm'],
      ['waiting', 'Visa for Japan #travel'],
      ['review', 'Taxi to the airport #travel'],
      ['done', 'Bus to Agra #travel'],
      ['cancelled', 'Ferry to Elephanta #travel'],
    ] as const)
      number[name] = await delegated('carol', `${what}\nThe passport is ${secretWord}`)
    number.other = await delegated('dan', `Ship the samples #travel\nThe crate is ${secretWord}`)
    for (const name of ['claimed', 'working', 'waiting', 'review', 'done', 'cancelled'])
      await press('asha', `sahayak:claim:${number[name]}:`)
    // By when, as its assistant says at the claim: nobody else promises it.
    for (const name of ['claimed', 'waiting']) await press('asha', `sahayak:promise:${number[name]}:2026-03-03`)
    for (const name of ['working', 'waiting', 'review', 'done']) await press('asha', `sahayak:start:${number[name]}:`)
    await submit('asha', 'ask', number.waiting ?? '', { question: 'For how long?', options: '' })
    for (const name of ['review', 'done']) await submit('asha', 'submit', number[name] ?? '', { result: 'Booked' })
    await press('carol', `sahayak:accept:${number.done}:`)
    await submit('carol', 'cancel', number.cancelled ?? '', { reason: '' })
  })
  afterAll(() => db.close())

  const tasks = (name: Name, line = '') => office.hears(name, `/tasks ${line}`.trim())
  /** The short names of the tasks that are listed. */
  function listed(text: string): string[] {
    const found = [...text.matchAll(/^#(\d+) /gmu)].map(([, digits]) => digits)
    return Object.keys(number).filter((name) => found.includes(number[name]))
  }

  it.each([
    ['carol', '', ['open', 'kindless', 'writing', 'claimed', 'working', 'waiting', 'review']],
    ['carol', 'open', ['open', 'kindless', 'writing', 'claimed', 'working', 'waiting', 'review']],
    ['carol', 'mine', ['open', 'kindless', 'writing', 'claimed', 'working', 'waiting', 'review']],
    ['carol', 'waiting', ['waiting']],
    ['carol', 'review', ['review']],
    ['carol', 'late', []],
    ['carol', 'done', ['done']],
    ['dan', '', ['other']],
    ['dan', 'done', []],
    ['dan', 'waiting', []],
    ['asha', '', ['claimed', 'working', 'waiting', 'review']],
    ['asha', 'mine', ['claimed', 'working', 'waiting', 'review']],
    ['asha', 'open', ['open', 'kindless', 'other']],
    ['asha', 'waiting', ['waiting']],
    ['asha', 'review', ['review']],
    ['asha', 'done', ['done']],
    ['jun', '', []],
    ['jun', 'open', ['kindless', 'writing']],
    ['jun', 'done', []],
    ['jun', 'review', []],
    ['meera', 'open', ['open', 'kindless', 'writing', 'claimed', 'working', 'waiting', 'review', 'other']],
    ['meera', 'mine', []],
    ['meera', 'done', ['done']],
  ] as const)('%s sees with /tasks %s just what is theirs to see', async (name, list, expected) => {
    expect(listed(await tasks(name, list))).toEqual([...expected])
  })

  it('lists what is late with whose move it is, most pressing first', async () => {
    const before = office.clock.now
    office.clock.now = Temporal.Instant.from('2026-03-09T12:00:00Z')

    const late = await tasks('carol', 'late')
    office.clock.now = before

    expect(listed(late)).toEqual(['claimed', 'working', 'waiting'])
    expect(late).toMatch(/^#\d+ Hotel in Goa · Late · .* · with Asha Patil/mu)
    expect(late.indexOf('Hotel in Goa')).toBeLessThan(late.indexOf('Train to Delhi'))
  })

  it('narrows to a client by the name or its beginning', async () => {
    expect(listed(await tasks('meera', 'client:"Globex Travel"'))).toEqual(['other'])
    expect(listed(await tasks('meera', 'open client:Glob'))).toEqual(['other'])
    expect(listed(await tasks('meera', 'done client:Acme'))).toEqual(['done'])
  })

  it.each([
    ['done acme', ['done']],
    ['acme done', ['done']],
    ['open acme textiles hotel', ['claimed']],
    ['train Acme', ['working']],
    ['search acme', []],
    ['client acme done', ['done']],
    ['done client acme', ['done']],
    ['done for acme', ['done']],
    ["acme's done", ['done']],
    ['done of Acme Textiles', ['done']],
    ['done tasks for globex', []],
    ['open client globex', ['other']],
    ['for globex', ['other']],
    ['globex by priority', ['other']],
    ['open globex samples', ['other']],
    ['client:globex', ['other']],
    ['done acme by due', ['done']],
    ['acme का done', ['done']],
    ['waiting acme', ['waiting']],
    ['in review acme', ['review']],
    ['review, acme', ['review']],
    ['Waiting for Acme', ['waiting']],
    ['unfinished globex', ['other']],
    ['finished acme', ['done']],
    ['acme पूरे', ['done']],
  ] as const)('takes the name of a client among the words for that client: /tasks %s', async (line, expected) => {
    expect(listed(await tasks('meera', line))).toEqual(expected)
  })

  it.each([
    ['carol', 'in review', ['review']],
    ['carol', 'finished', ['done']],
    ['carol', 'जाँच में', ['review']],
    ['asha', 'waiting tasks', ['waiting']],
    ['meera', 'pending', ['open', 'kindless', 'writing', 'claimed', 'working', 'waiting', 'review', 'other']],
  ] as const)('knows a list by what people call it: %s with /tasks %s', async (name, line, expected) => {
    expect(listed(await tasks(name, line))).toEqual([...expected])
  })

  it('does not tell somebody of one client in each row whose task it is', async () => {
    expect(await tasks('carol', 'waiting')).not.toMatch(/Acme Textiles|By client/u)
    expect(await tasks('meera', 'waiting')).toMatch(/ · Acme Textiles · /u)
  })

  it('puts tasks of several clients under a heading each', async () => {
    const text = await tasks('meera', 'open by client')

    expect(text).toMatch(/Acme Textiles\n#/u)
  })

  it('lets an assistant narrow to a client whose tasks they hold or may claim, and to no other', async () => {
    expect(listed(await tasks('asha', 'client:Acme'))).toEqual([
      ...['claimed', 'working', 'waiting', 'review', 'done', 'cancelled'],
    ])
    expect(listed(await tasks('asha', 'open client:Globex'))).toEqual(['other'])
    expect(await tasks('jun', 'client:Globex')).toMatch(/no client “Globex” that you can name\. There are: Acme/u)
  })

  it.each(['Train', 'train to', 'search Train', 'DELHI'])('finds words of the title: %s', async (words) => {
    expect(listed(await tasks('carol', words))).toEqual(['working'])
  })

  it('finds words of the brief, for one who may read it', async () => {
    expect(listed(await tasks('carol', `open ${secretWord}`))).toHaveLength(7)
    expect(listed(await tasks('asha', secretWord))).toHaveLength(6)
  })

  it('takes % and _ for what they are', async () => {
    expect(listed(await tasks('carol', '%'))).toEqual([])
    expect(listed(await tasks('carol', 'Tra_n'))).toEqual([])
  })

  it.each([
    ['open', secretWord],
    ['open', 'passport'],
    ['open', 'password'],
    ['', secretWord],
    ['done', secretWord],
  ])('tells nobody by a search that a word stands in a brief that is not theirs: /tasks %s %s', async (list, words) => {
    expect(listed(await tasks('jun', `${list} ${words}`))).toEqual([])
    expect(listed(await tasks('dan', `${list} ${words}`)).filter((name) => name !== 'other')).toEqual([])
  })

  it('shows a pool by its titles, and finds in it by the title alone', async () => {
    expect(listed(await tasks('asha', 'open Flight'))).toEqual(['open'])
    expect(listed(await tasks('asha', `open ${secretWord}`))).toEqual([])
  })

  it('lists with /claim what can be claimed, whatever else one is', async () => {
    expect(listed(await office.hears('asha', '/claim'))).toEqual(['open', 'kindless', 'other'])
    expect(listed(await office.hears('meera', '/claim'))).toEqual(['open', 'kindless', 'writing', 'other'])
    await office.type('meera', '/agency role @meera assistant')
    await office.type('meera', '/profile duties writing')

    expect(listed(await office.hears('meera', '/claim'))).toEqual(['kindless', 'writing'])
  })

  it.each(['open', 'kindless', 'writing', 'claimed', 'working', 'waiting', 'review', 'done', 'cancelled', 'other'])(
    'shows an assistant no word of a brief that is not theirs, wherever they look: %s',
    async (name) => {
      const task = number[name] ?? ''
      const pressed = await Promise.all(
        (['show', 'brief'] as const).map((press) =>
          office.press('jun', writeActionId({ press, subject: task, detail: '' })),
        ),
      )
      const seen = [
        ...pressed.map(read),
        await office.options('jun', 'task', { number: task }),
        await office.options('jun', 'tasks', { list: 'open' }),
        await office.options('jun', 'claim', {}),
        await office.options('jun', 'digest show', {}),
        ...(await office.suggests('jun', 'claim', 'number', '')),
        ...(await office.suggests('jun', 'task', 'number', '')),
      ].join('\n')

      expect(seen).not.toContain(secretWord)
      expect(seen).not.toMatch(/History|delegated it/u)
    },
  )

  it('shows who held a task that task no more, once it is with another', async () => {
    await office.submit('asha', 'release', number.claimed ?? '', { reason: 'A fever' })

    const seen = await office.options('asha', 'task', { number: number.claimed ?? '' })
    await office.press('asha', `sahayak:claim:${number.claimed}:`)

    expect(seen).toMatch(/Hotel in Goa\nOpen: waiting for an assistant/u)
    expect(seen).not.toContain(secretWord)
  })

  it('gives to one who has no role nothing of any list', async () => {
    expect(await office.suggests('sam', 'claim', 'number', '')).toEqual([])
    await office.type('dan', '/profile duties travel, writing')

    expect(await office.suggests('dan', 'claim', 'number', '')).toEqual([])
    expect(listed(await office.hears('dan', '/claim'))).toEqual(['other'])
  })

  it('shows what an assistant holds and what they ask for, to one who is both', async () => {
    await office.options('meeraInDiscord', 'agency role', {
      person: `<@${cast.asha.user}>`,
      role: 'client',
      client: 'Globex Travel',
    })

    expect(listed(await tasks('asha', 'waiting'))).toEqual(['waiting'])
    expect(listed(await tasks('asha', 'mine'))).toEqual(['claimed', 'working', 'waiting', 'review'])
    expect(listed(await tasks('asha', 'open'))).toEqual(['claimed', 'working', 'waiting', 'review', 'other'])
  })
})

describe.each(databases)('a long list, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    for (let index = 1; index <= 20; index++)
      await office.type('carol', `/delegate Letter ${index} to “Ünïcode: Ltd.” #travel`)
  })
  afterAll(() => db.close())

  const titles = (text: string) => [...text.matchAll(/Letter (\d+)/gu)].map(([, index]) => Number(index))

  it.each(['', 'open', 'open client:Acme Letter', 'open “Ünïcode: Ltd.”'])(
    'has pages, which leave nothing out and show nothing twice: /tasks %s',
    async (line) => {
      const seen: number[] = []
      let answer = await office.type('carol', `/tasks ${line}`.trim())
      for (let page = 1; ; page++) {
        const text = read(answer)
        seen.push(...titles(text))
        expect(text).toContain(`Page ${page} of 3 · 20 tasks`)
        const next = answer.kind === 'say' ? answer.card.buttons?.find(({ label }) => label === 'Next page') : undefined
        if (!next || !('action' in next)) break
        answer = await office.ask('carol', { kind: 'press', action: next.action })
      }

      expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    },
  )

  it('shows an assistant the next page of the pool, and of nothing else', async () => {
    const first = await office.type('asha', '/claim')
    const next = first.kind === 'say' ? first.card.buttons?.find(({ label }) => label === 'Next page') : undefined
    if (!next || !('action' in next)) throw new Error(read(first))

    const second = await office.ask('asha', { kind: 'press', action: next.action })
    const forDan = await office.ask('dan', { kind: 'press', action: next.action })

    expect(titles(read(second))).toEqual([9, 10, 11, 12, 13, 14, 15, 16])
    expect(titles(read(forDan))).toEqual([])
  })

  it.each(['0', '-1', '1e9', 'x', '999999'])('does not stumble over a page that is not there: %s', async (page) => {
    const answer = await office.press('carol', `sahayak:page:${page}:open..`)

    expect(answer.kind).toBe('say')
  })
})

describe.each(databases)('completions, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
    await office.type('carol', '/delegate Flight to Pune #travel')
    await office.type('dan', '/delegate Ship the samples #travel')
  })
  afterAll(() => db.close())

  it('are of what the one who types may see', async () => {
    expect(await office.suggests('carol', 'task', 'number', '')).toEqual(['#1 Flight to Pune'])
    expect(await office.suggests('dan', 'task', 'number', '')).toEqual(['#2 Ship the samples'])
    expect(await office.suggests('meera', 'task', 'number', 'ship')).toEqual(['#2 Ship the samples'])
    expect(await office.suggests('meera', 'task', 'number', '#1')).toEqual(['#1 Flight to Pune'])
    expect(await office.suggests('asha', 'task', 'number', '')).toEqual([])
    expect(await office.suggests('asha', 'claim', 'number', '')).toHaveLength(2)
    expect(await office.suggests('carol', 'delegate', 'client', '')).toEqual(['Acme Textiles'])
    expect(await office.suggests('meera', 'delegate', 'client', 'glo')).toEqual(['Globex Travel'])
    expect(await office.suggests('asha', 'delegate', 'client', '')).toEqual([])
    expect(await office.suggests('asha', 'tasks', 'client', '')).toEqual(['Acme Textiles', 'Globex Travel'])
  })

  it('say how a time is understood, in the zone of the one who types', async () => {
    expect(await office.suggests('carol', 'delegate', 'due', 'friday 5pm')).toEqual([
      'friday 5pm: Fri 6 Mar, 5:00 pm (New York)',
    ])
    expect((await office.suggests('carol', 'delegate', 'due', '')).length).toBeGreaterThan(3)
  })

  it('offer the assistants with the least to do first', async () => {
    await office.press('asha', 'sahayak:claim:1:')

    expect(await office.suggests('carol', 'delegate', 'assistant', '')).toEqual(['Jun Santos', 'Asha Patil'])
  })

  it('offer duties, zones and commands by what is typed', async () => {
    expect(await office.suggests('carol', 'delegate', 'duty', 'trav')).toEqual(['travel'])
    expect(await office.suggests('carol', 'profile zone', 'zone', 'Lisbon')).toEqual(['Europe/Lisbon'])
    expect(await office.suggests('carol', 'help', 'command', 'claim')).toEqual(['/claim'])
    expect(await office.suggests('carol', 'agency setup', 'code', '')).toEqual([])
  })

  it('are never more than twenty-five', async () => {
    for (let index = 0; index < 30; index++) await office.type('carol', `/delegate Letter ${index} #travel`)

    expect(await office.suggests('carol', 'task', 'number', 'letter')).toHaveLength(25)
    expect(await office.suggests('carol', 'task', 'number', '31')).toEqual(['#31 Letter 28'])
  })
})
