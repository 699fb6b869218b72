import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Office } from './office.ts'

describe.each(databases)('delegating and claiming, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  async function delegated(text = 'Book a flight to Pune #travel'): Promise<number> {
    const answer = await office.hears('carol', `/delegate ${text}`)
    const number = /#(\d+) is on its way/u.exec(answer)?.[1]
    if (!number) throw new Error(answer)
    return Number(number)
  }

  it('repeats the due time that was understood, in words and with the zone', async () => {
    const answer = await office.hears(
      'carol',
      '/delegate Book a flight to Pune, aisle seat #travel by Friday 5pm !high',
    )

    expect(answer).toMatch(/Due Fri 6 Mar, 5:00 pm \(New York\)/u)
    expect(answer).toMatch(/Assistant: nobody yet · Why: nobody is set for this work/u)
  })

  it('opens the form when there is no text', async () => {
    const answer = await office.type('carol', '/delegate')

    expect(answer.kind).toBe('form')
  })

  it('says what was wrong, and has what was typed one press away', async () => {
    const refused = await office.hears('carol', '/delegate Book a flight duty:trvel')

    expect(refused).toMatch(/There is no duty “trvel”\. Did you mean #travel\? There are: .*#writing/u)
    expect(refused).toMatch(/Fix it in a form/u)
  })

  it.each([
    ['by eod', /Due today, 6:00 pm \(New York\)/u],
    ['by eow', /Due Fri 6 Mar, 6:00 pm \(New York\)/u],
    ['day after tomorrow', /Due Wed 4 Mar, 6:00 pm \(New York\)/u],
    ['in two business days', /Due Wed 4 Mar, 6:00 pm \(New York\)/u],
    ['by tomorrow 9am', /Due tomorrow Tue 3 Mar, 9:00 am \(New York\)/u],
    ['कल शाम 5 बजे', /Due tomorrow Tue 3 Mar, 5:00 pm \(New York\)/u],
    ['परसों', /Due Wed 4 Mar, 6:00 pm \(New York\)/u],
    // It is Monday morning.
    ['सोमवार तक', /Due today, 6:00 pm \(New York\)/u],
    ['मंगलवार तक', /Due tomorrow Tue 3 Mar, 6:00 pm \(New York\)/u],
    ['', /No due time was given/u],
  ])('says in words and with the zone when it is due: %j', async (due, words) => {
    expect(await office.hears('carol', `/delegate Book a flight #travel ${due}`)).toMatch(words)
  })

  it('says it in Hindi to one who reads Hindi, in their own zone', async () => {
    await office.type('dan', '/profile language hi')

    const said = await office.hears('dan', '/delegate पुणे की फ़्लाइट #travel कल शाम 5 बजे')

    expect(said).toMatch(/कब तक: कल मंगल॰? 3 मार्च, शाम 5:00 \(लंदन\)/u)
    await office.type('dan', '/profile language en')
  })

  it('takes all that a line can say', async () => {
    const said = await office.hears(
      'carol',
      '/delegate Book a flight to Pune, aisle seat #travel by Friday 5pm !high @Asha client:"Acme Textiles"',
    )
    const card = await office.hears('carol', `/task ${/#(\d+)/u.exec(said)?.[1]}`)

    expect(said).toMatch(/: Book a flight to Pune, aisle seat\nOffered to Asha Patil/u)
    expect(card).toMatch(/Duty: travel\nDue: Fri 6 Mar, 5:00 pm \(New York\)\nPriority: high/u)
    expect(card).toMatch(/Why: Asha Patil was named/u)
  })

  it('takes the same from options, which count more than what stands in the text', async () => {
    const said = await office.options('meeraInDiscord', 'delegate', {
      what: 'Book a flight #writing by tomorrow !low',
      duty: '#Travel',
      due: 'Friday 5pm',
      priority: 'urgent',
      assistant: 'Jun Santos',
      client: 'Acme Textiles',
    })
    const card = await office.options('meeraInDiscord', 'task', { number: /#(\d+)/u.exec(said)?.[1] ?? '' })

    expect(said).toMatch(/Offered to Jun Santos/u)
    expect(card).toMatch(/Duty: travel\nDue: Fri 6 Mar, 5:00 pm \(Kolkata\)\nPriority: urgent/u)
  })

  it('makes names of the people who are mentioned in the brief', async () => {
    const said = await office.hears('carol', '/delegate Ask @dan for the file and book it #travel @Asha')
    const card = await office.hears('carol', `/task ${/#(\d+)/u.exec(said)?.[1]}`)

    expect(card).toContain('Ask @Dan Weber for the file and book it')
    expect(card).not.toContain('<@')
  })

  /** What `/task` shows of a task that was just delegated in these words, with its title first. */
  async function became(said: string): Promise<string> {
    return office.hears('meera', `/task ${/#(\d+)/u.exec(said)?.[1]}`)
  }

  it.each([
    ['Find flights that leave JFK after 5pm and arrive by 9pm #travel', /No due time: “by 9pm” stays in the text/u],
    ['Delete mails up to 30 January', /No due time: “up to 30 January” stays in the text/u],
    ['Chase invoice 118 that was due 1 March', /No due time/u],
    ['Make the button #FF8800', /No due time was given/u],
    ['Fix bug #travel-42', /No due time was given/u],
    ['Ask @asha or @jun about the hotel', /Open: waiting for an assistant to claim it/u],
    ['Book dinner for @dan and me', /Open: waiting for an assistant to claim it/u],
    ['See <#C012AB3CD|> and post the notes', /No due time was given/u],
  ])('keeps what is no mark in the brief, and says what it left there: %j', async (line, words) => {
    const said = await office.hears('carol', `/delegate ${line}`)

    expect(said).toMatch(words)
    const kept = line.replace('@dan', '@Dan Weber').replace('@asha', '@Asha Patil').replace('@jun', '@Jun Santos')
    expect(await became(said)).toContain(kept.replace(/ #travel$/u, ''))
  })

  it('keeps the brief to the letter, and gives it a title without the marks', async () => {
    const line = 'Book hotel  (two rooms) @Asha Patil by Friday #travel\n\n- sea view\n-   not before 9 March'

    const said = await office.hears('carol', `/delegate ${line}`)

    expect(said).toMatch(/: Book hotel \(two rooms\)\nOffered to Asha Patil.*\nDue Fri 6 Mar, 6:00 pm/u)
    expect(await became(said)).toContain(line)
  })

  it('shows the client, the duty, the priority and the assistant that it understood', async () => {
    const said = await office.hears('carol', '/delegate URGENT: fix the booking, assign to @Asha duty:travel')

    expect(said).toMatch(/Client: Acme Textiles\nDuty: travel.*\nPriority: urgent.*\nAssistant: Asha Patil/u)
  })

  it.each([
    ['by 31 Feb', /I could not read “by 31 Feb”\. When is it due\?/u],
    ['by Friday 15th', /“by Friday 15th” may mean .* or .* Which\?/u],
    ['by yesterday', /“yesterday”, which I read as .* has passed already\. When is it really due\?/u],
  ])('asks about a due time that it could not read, with all of it ready to mend: %s', async (due, words) => {
    const id = `slack:unread.${due.replaceAll(' ', '-')}`
    const asked = await office.hears('carol', `/delegate Book a hall ${due}`, { id })
    const form = await office.press('carol', `sahayak:open:${id.replaceAll(':', '~')}:delegate`)
    const mended = await office.submit('carol', 'delegate', '', { what: `Book a hall ${due}`, due: 'Friday 5pm' })

    expect(asked).toMatch(words)
    expect(read(form)).toContain(`Book a hall ${due}`)
    expect(read(mended)).toMatch(/Due Fri 6 Mar, 5:00 pm/u)
  })

  it('may be said to have no due time, whatever its words look like', async () => {
    const said = await office.submit('carol', 'delegate', '', { what: 'Book a hall by 31 Feb', due: 'none' })

    expect(read(said)).toMatch(/is on its way: Book a hall by 31 Feb[\s\S]*No due time/u)
  })

  it('asks who is meant where a name that is said outright is nobody’s', async () => {
    expect(await office.hears('carol', '/delegate Book a hall assistant:Bne')).toMatch(/cannot tell who “Bne” is/u)
  })

  it.each([
    ['a client that is named', 'Book a hall for Acme by tomorrow', 'Client: Acme Textiles'],
    ['its key', 'Book a hall client:Globex tomorrow 5pm', 'Client: Globex Travel'],
  ])('is for %s, whoever delegates it for several', async (_, line, client) => {
    const said = await office.hears('meera', `/delegate ${line}`)

    expect(said).toMatch(/: Book a hall\n/u)
    expect(said).toContain(client)
  })

  it('is for the client in whose room it is delegated, unless another is named', async () => {
    await office.type('meera', '/agency room client client:"Globex Travel"', { channel: 'C77' })

    const here = await office.hears('meera', '/delegate Book a hall', { channel: 'C77' })
    const named = await office.hears('meera', '/delegate Book a hall client:Acme', { channel: 'C77' })
    const elsewhere = await office.hears('meera', '/delegate Book a hall')

    expect(here).toContain('Client: Globex Travel')
    expect(named).toContain('Client: Acme Textiles')
    expect(elsewhere).toMatch(/For which client\?/u)
  })

  it('opens the form again with all that was typed', async () => {
    const id = 'slack:typed.once'
    await office.type('carol', '/delegate Book a flight duty:trvel', { id })

    const form = await office.press('carol', `sahayak:open:${id.replaceAll(':', '~')}:delegate`)

    expect(form.kind).toBe('form')
    expect(read(form)).toMatch(/Book a flight duty:trvel/u)
  })

  it('asks about a time in the past', async () => {
    expect(await office.hears('carol', '/delegate Book a flight #travel by 1 March 2026')).toMatch(
      /has passed already/u,
    )
  })

  it('does once what was delivered twice, and says the same again', async () => {
    const first = await office.hears('carol', '/delegate Order new business cards #other', { id: 'slack:twice' })
    const second = await office.hears('carol', '/delegate Order new business cards #other', { id: 'slack:twice' })

    expect(second).toBe(first)
    expect((await office.hears('carol', '/tasks search business')).match(/new business cards/gu)).toHaveLength(1)
  })

  it('does once what was delivered twice in the same moment', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => office.hears('carol', '/delegate Paint the office #other', { id: 'slack:at-once' })),
    )

    expect(new Set(answers).size).toBe(1)
    expect((await office.hears('carol', '/tasks Paint')).match(/Paint the office/gu)).toHaveLength(1)
  })

  it('gives a task that two claim in the same moment to one, and tells the other who has it', async () => {
    const number = await delegated()

    const answers = await Promise.all(
      (['asha', 'jun'] as const).map(async (name) => read(await office.press(name, `sahayak:claim:${number}:`))),
    )

    expect(answers.filter((answer) => answer.includes('is yours'))).toHaveLength(1)
    expect(answers.filter((answer) => /already taken: (Asha Patil|Jun Santos) has it/u.test(answer))).toHaveLength(1)
  })

  it('tells whoever presses twice that it is theirs already', async () => {
    const number = await delegated()
    await office.press('asha', `sahayak:claim:${number}:`, 'discord:click-1')

    const again = read(await office.press('asha', `sahayak:claim:${number}:`, 'discord:click-2'))

    expect(again).toMatch(/is with .* already/u)
  })

  it('refuses a stranger, with the reason and whom to ask', async () => {
    expect(await office.hears('sam', '/delegate Book me a holiday')).toMatch(/You are not part of this agency yet/u)
    expect(read(await office.press('sam', 'sahayak:claim:1:'))).toMatch(/You are not part of this agency yet/u)
  })

  it("shows nobody another client's task", async () => {
    const number = await delegated()

    expect(await office.hears('dan', `/task ${number}`)).toMatch(/is not one of your tasks|There is no task/u)
    expect(await office.hears('dan', '/tasks')).not.toMatch(/flight/u)
  })

  it("shows the pool's assistants a summary and never the brief", async () => {
    const number = await delegated('Book a flight to Pune #travel\nMy passport number is Z1234567')

    const seen = await office.options('jun', 'task', { number: String(number) })

    expect(seen).toMatch(/Book a flight to Pune/u)
    expect(seen).not.toMatch(/Z1234567/u)
  })

  it('lists near names for an unknown command', async () => {
    expect(await office.hears('carol', '/agency peopel')).toMatch(/Did you mean \/agency people/u)
  })

  it('lets an assistant delegate nothing', async () => {
    expect(await office.options('asha', 'delegate', { what: 'Do my work' })).toMatch(/That is not yours to do here/u)
  })

  /** Page after page, as somebody reads it who presses “Next page” until there is none. */
  async function wholeBrief(number: string): Promise<string> {
    let read = ''
    for (let page = 1; ; page++) {
      const answer = await office.press('carol', `sahayak:brief:${number}:${page}`)
      if (answer.kind !== 'say') throw new Error('no page')
      read += answer.card.body ?? ''
      if (!answer.card.buttons?.some(({ label }) => label === 'Next page')) return read
    }
  }

  it.each(['x', 'क', '🛫'])(
    'keeps a brief of 20,000 letters whole, and refuses one more with the count: %s',
    async (letter) => {
      const brief = `Ship ${letter.repeat(19_994)}z`
      const said = await office.hears('carol', `/delegate ${brief}`)
      const number = /#(\d+)/u.exec(said)?.[1] ?? ''

      const card = await office.hears('carol', `/task ${number}`)
      const whole = await wholeBrief(number)
      const refused = await office.hears('carol', `/delegate ${brief}z`)

      expect(card).toMatch(/The brief goes on: press “Whole brief”\.[\s\S]*\[Whole brief\]/u)
      expect(whole).toBe(brief)
      expect(refused).toMatch(/That is 20,001 characters; a brief holds 20,000\./u)
    },
  )

  it('answers in the language that the person chose', async () => {
    await office.type('dan', '/profile language hi')

    expect(await office.hears('dan', '/tasks')).toMatch(/[\u0900-\u097f]/u)
  })
})
