import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { buttonsOf, hands, openSocialAgency } from '#test/social/agency.ts'
import { monday, read, type Office } from './office.ts'

describe.each(databases)('social media through the core, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let hand: ReturnType<typeof hands>
  beforeAll(async () => {
    db = await create()
    office = await openSocialAgency(db)
    hand = hands(office)
  })
  afterAll(() => db.close())
  beforeEach(() => {
    office.clock.now = monday
  })

  it('adds an account once, under whatever name its network has', async () => {
    const known = await office.hears('carol', '/social account add Insta @acme_home Acme Textiles')
    const other = await office.hears('carol', '/social account add mastodon @acme@example.social Acme Textiles')
    const twice = await office.hears('carol', '/social account add instagram acme Acme Textiles')

    expect(known).toMatch(/Instagram @acme_home is added for Acme Textiles/u)
    expect(other).toMatch(/Mastodon @acme@example\.social is added/u)
    expect(twice).toMatch(/There is instagram:acme already/u)
  })

  it('takes accounts and slots from managers and the own client alone', async () => {
    const dan = await office.hears('dan', '/social account add instagram @acme Acme Textiles')
    const asha = await office.options('asha', 'social slot add', { account: 'x:acme', schedule: 'mon 09:00' })

    expect(dan).toMatch(/There is no client “Acme Textiles” that you can name/u)
    expect(asha).toMatch(/not yours to do here/u)
  })

  it('says back a slot with its next three times, and on a press what a clock jump and a bot that was down do', async () => {
    const said = await office.hears('carol', '/social slot add instagram:acme mon,wed,fri 09:00')

    expect(said).toMatch(/Instagram @acme is posted to Mon, Wed, Fri 09:00 \(Kolkata\)/u)
    expect(said).toMatch(/The next three: .*Wed 4 Mar, 9:00 am.*Fri 6 Mar, 9:00 am.*Mon 9 Mar, 9:00 am/u)
    const details = read(await office.press('carol', 'sahayak:details:slot:'))
    expect(details).toMatch(/When the clocks change/u)
    expect(details).toMatch(/If the bot was down/u)
  })

  it('puts a draft without a time into the next free slot, and the one after it into the next', async () => {
    await office.type('carol', '/social account add linkedin acme Acme Textiles')
    await office.type('carol', '/social slot add linkedin tue,thu 10:00')

    const first = await office.options('asha', 'social draft', { account: 'linkedin', text: 'One' })
    const second = await office.options('asha', 'social draft', { account: 'linkedin', text: 'Two' })
    const idea = await office.options('asha', 'social draft', { account: 'linkedin', text: 'Three', when: 'idea' })

    expect(first).toMatch(/When: .*Tue 3 Mar, 10:00 am/u)
    expect(second).toMatch(/When: .*Thu 5 Mar, 10:00 am/u)
    expect(idea).toMatch(/An idea of Asha Patil’s, without a time/u)
  })

  it('reads the time of a draft where it is marked, and leaves the text as it is', async () => {
    const said = await office.hears('carol', '/social draft x at:"Friday 9am" Sale until Friday 5pm, #acme')

    expect(said).toMatch(/P\d+ is written down · X @acme/u)
    expect(said).toMatch(/Sale until Friday 5pm, #acme/u)
    expect(said).toMatch(/When: Fri 6 Mar, 9:00 am/u)
  })

  it.each([
    ['/social draft x at:Friday New looms', /At what time, “Friday”\? For example: Friday 9am/u],
    ['/social draft x at:"yesterday 9am" New looms', /has passed already/u],
    ['/social draft tiktok New looms', /There is no account “tiktok” that you can see/u],
    ['/social draft instagram New looms', /Which account\? One of: /u],
    ['/social slot add x whenever', /is not a time that comes again\. For example: \/social slot add/u],
    ['/social approvals sometimes', /Approvals cannot be “sometimes”/u],
    ['/social calendar decade', /neither week nor month/u],
    ['/social move 999999 Friday 9am', /There is no post “999999”/u],
    ['/social show Friday', /There is no post “Friday”/u],
    ['/social account add "a network" acme', /not a name for a network/u],
  ])('answers what it cannot do with one sentence and an example: %s', async (line, sentence) => {
    expect(await office.hears('carol', line)).toMatch(sentence)
  })

  it('keeps what was typed when it cannot be carried out, and brings it back in the form', async () => {
    const refused = await office.type('carol', '/social draft x at:Friday New looms have come')
    const form = await hand.press('carol', refused, 'Fix it in a form')

    expect(read(form)).toMatch(/When \(optional\): Friday/u)
    expect(read(form)).toMatch(/Text: New looms have come/u)
  })

  it('warns while drafting, in the answer and in the form, and keeps the draft', async () => {
    const long = 'word '.repeat(70).trim()
    const said = await office.type('carol', `/social draft x at:"Friday 9am" ${long}`)
    const form = await hand.press('carol', said, 'Edit')

    expect(read(said)).toMatch(/X takes 280 characters, and this is 349\./u)
    expect(read(form)).toMatch(/X takes 280 characters, and this is 349\./u)
    expect(read(said)).toMatch(/is written down/u)
  })

  it('warns of an address that dies within a day', async () => {
    const url = 'https://cdn.discordapp.com/attachments/1/2/loom.jpg?ex=65d903de&is=65c68ede&hm=2481'

    const said = await hand.submit('asha', 'social-draft', '', {
      account: 'x:acme',
      when: 'Friday 9am',
      text: 'Looms',
      link: '',
      media: url,
    })

    expect(said).toMatch(/loom\.jpg: Discord’s address of a file dies within a day/u)
  })

  it('fills the form of a message shortcut with the message, and names its files', async () => {
    const message = {
      text: 'Ask <@13> for the looms',
      files: [{ name: 'loom.jpg', type: 'image/jpeg', size: 5, source: 'loom' }],
      link: null,
    }
    const people = [{ platform: 'discord' as const, user: '13', name: 'Jun Santos' }]

    const form = await office.ask('asha', { kind: 'shortcut', name: 'draft-post', message, people })
    const stranger = await office.ask('sam', { kind: 'shortcut', name: 'draft-post', message, people: [] })
    const nobodys = await office.ask('dan', { kind: 'shortcut', name: 'draft-post', message, people: [] })

    expect(form.kind).toBe('form')
    expect(read(form)).toMatch(/Text: Ask @Jun Santos for the looms/u)
    expect(read(form)).toMatch(/Media \(optional\): 📎 loom\.jpg \([0-9a-f]{12}\)/u)
    expect(read(stranger)).toMatch(/not part of this agency/u)
    expect(read(nobodys)).toMatch(/no account that you can write for/u)
  })

  it('is approved in Slack by the client, and says so to who wrote it in Discord', async () => {
    const number = await hand.draft('asha', '/social draft x at:"Friday 9am" The looms have come')
    await hand.press('asha', await hand.show('asha', number), 'Ask for approval')

    expect(await office.hears('asha', '/later')).not.toContain(`P${number}`)
    const approved = await hand.press('carol', await hand.show('carol', number), 'Approve')
    expect(await office.hears('asha', '/later')).toMatch(
      new RegExp(`Post it now: P${number} for X @acme · Fri 6 Mar, 9:00 am`, 'u'),
    )

    expect(read(approved)).toMatch(new RegExp(`P${number} is approved`, 'u'))
    expect(read(await hand.show('asha', number))).toMatch(/Approved by Carol Reyes: Asha Patil posts it at its time/u)
    expect(await hand.told()).toContainEqual(
      expect.objectContaining({ about: 'news', news: expect.objectContaining({ what: 'approved' }) }),
    )
  })

  it('approves nothing that was changed since it was shown', async () => {
    const number = await hand.draft('asha', '/social draft x at:"Friday 9am" The looms have come')
    await hand.press('asha', await hand.show('asha', number), 'Ask for approval')
    const shown = await hand.show('carol', number)
    await hand.submit('asha', 'social-edit', String(number), { text: 'The looms have gone', link: '', media: '' })

    const pressed = await hand.press('carol', shown, 'Approve')

    expect(read(pressed)).toMatch(/was changed since you saw it, so nothing is approved/u)
    expect(read(await hand.show('carol', number))).toMatch(/A draft: Asha Patil is to ask for approval/u)
  })

  it('takes an approval back with any edit of text, link or media, and with nothing else', async () => {
    const content = {
      text: 'The looms have come',
      link: 'https://acme.example/looms',
      media: 'https://acme.example/a.jpg',
    }
    const said = await hand.submit('asha', 'social-draft', '', { account: 'x:acme', when: 'Friday 9am', ...content })
    const number = Number(/P(\d+)/u.exec(said)?.[1])
    const approve = async () => hand.press('carol', await hand.show('carol', number), 'Approve')
    const state = async () => read(await hand.show('carol', number))

    for (const change of [{ text: 'The looms' }, { link: '' }, { media: 'https://acme.example/b.jpg' }]) {
      await approve()
      expect(await state()).toMatch(/Approved by Carol Reyes/u)
      await hand.submit('asha', 'social-edit', String(number), { ...content, ...change })
      expect(await state()).toMatch(/A draft/u)
      await hand.submit('asha', 'social-edit', String(number), content)
    }
    await approve()
    const same = await hand.submit('asha', 'social-edit', String(number), content)
    await office.type('carol', `/social move P${number} Friday 11am`)

    expect(same).toMatch(/is as it was/u)
    expect(await state()).toMatch(/Approved by Carol Reyes/u)
  })

  it('goes back with a comment, which its writer reads, and not without one', async () => {
    const number = await hand.draft('asha', '/social draft x at:"Friday 9am" The looms have come')

    const without = await office.submit('carol', 'social-comment', String(number), { comment: ' ' })
    const sent = await hand.submit('carol', 'social-comment', String(number), { comment: 'Name the colour' })

    expect(without.kind).toBe('mend')
    expect(sent).toMatch(/goes back to its writer/u)
    expect(read(await hand.show('asha', number))).toMatch(
      /Carol Reyes sent it back: Asha Patil is to change it[\s\S]*Sent back because: Name the colour/u,
    )
  })

  it('approves a whole week with one press, as it was shown, and nothing of it once something was changed', async () => {
    await office.type('meera', '/social account add threads @acme Acme Textiles')
    const numbers: number[] = []
    for (const day of ['Wednesday', 'Thursday']) {
      const number = await hand.draft('asha', `/social draft threads at:"${day} 8am" About ${day}`)
      await hand.press('asha', await hand.show('asha', number), 'Ask for approval')
      numbers.push(number)
    }
    const week = await office.type('carol', '/social approve')
    await hand.submit('asha', 'social-edit', String(numbers[0]), { text: 'Else', link: '', media: '' })
    await hand.press('asha', await hand.show('asha', numbers[0] ?? 0), 'Ask for approval')

    const stale = await hand.press('carol', week, 'Approve all 2')
    const fresh = await office.type('carol', '/social approve')
    const approved = await hand.press('carol', fresh, 'Approve all 2')

    expect(read(stale)).toMatch(/changed since you saw it, so nothing is approved/u)
    expect(read(approved)).toMatch(/2 posts are approved/u)
    expect(read(await office.type('carol', '/social approve'))).toMatch(/Nothing waits for approval/u)
  })

  it('is confirmed with an address of its own network, and one sentence says what such an address is', async () => {
    const number = await hand.draft('carol', '/social draft x at:"today 11:59pm" Looms')
    await hand.press('carol', await hand.show('carol', number), 'Approve')

    const wrong = await office.submit('asha', 'social-posted', String(number), {
      address: 'https://x.com.evil.example/acme/status/1',
    })
    const right = await hand.submit('asha', 'social-posted', String(number), {
      address: 'https://x.com/acme/status/17900000',
    })

    expect(wrong.kind).toBe('mend')
    expect(read(wrong)).toMatch(/is not on X\. A post there looks like https:\/\/x\.com\//u)
    expect(right).toMatch(/is posted/u)
    expect(read(await hand.show('carol', number))).toMatch(
      /Posted, confirmed by Asha Patil[\s\S]*Posted at: https:\/\/x\.com\/acme\/status\/17900000/u,
    )
  })

  it('shows nothing of a post to those whose it is not: not its card, its text, its form', async () => {
    const number = await hand.draft('asha', '/social draft x at:"Friday 9am" A secret loom')
    const open = (form: string) =>
      office.ask('dan', { kind: 'press', action: { press: 'open', subject: String(number), detail: form } })

    const seen = [
      await hand.show('dan', number),
      await office.ask('dan', { kind: 'press', action: { press: 'post-text', subject: String(number), detail: '1' } }),
      await open('social-edit'),
      await open('social-posted'),
      await office.type('dan', `/social move P${number} Friday 10am`),
    ].map(read)

    expect(
      seen.filter((text) => !/There is no post “\d+” that you can see|There is no post “P\d+”/u.test(text)),
    ).toEqual([])
    expect(seen.join('\n')).not.toMatch(/secret/u)
  })

  it('asks for no approval where the client wants none, and for one again where it does', async () => {
    const number = await hand.draft('asha', '/social draft x at:"Friday 9am" The looms have come')

    const off = await office.hears('carol', '/social approvals off')
    const ready = read(await hand.show('asha', number))
    await office.type('carol', '/social approvals required')

    expect(off).toMatch(/approvals are off[\s\S]*Nobody is asked/u)
    expect(ready).toMatch(/Ready: Asha Patil posts it at its time/u)
    expect(read(await hand.show('asha', number))).toMatch(/A draft: Asha Patil is to ask for approval/u)
  })

  it('shows a week and a month, with what is empty, and goes from one to the next', async () => {
    const week = await office.type('carol', '/social calendar')
    const month = await office.type('carol', '/social calendar month')
    const next = await hand.press('carol', week, 'Next week')

    expect(read(week)).toMatch(/Acme Textiles: Mon 2 Mar to Sun 8 Mar/u)
    expect(read(week)).toMatch(/Wed 4 Mar[\s\S]*9:00 am · Instagram @acme: empty/u)
    expect(read(month)).toMatch(/Acme Textiles: March 2026/u)
    expect(read(next)).toMatch(/Mon 9 Mar to Sun 15 Mar/u)
    expect(buttonsOf(week).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Week before', 'Next week', 'As a month']),
    )
  })

  it('takes a client where a period may stand, in a line', async () => {
    const named = await office.hears('meera', '/social calendar Acme Textiles')
    const quoted = await office.hears('meera', '/social report month client:"Acme Textiles"')

    expect(named).toMatch(/Acme Textiles: Mon 2 Mar to Sun 8 Mar/u)
    expect(quoted).toMatch(/Acme Textiles: posts/u)
    expect(await office.hears('meera', '/social calendar')).toMatch(/For which client\?/u)
  })

  it('offers approval and the end of a slot to those who may, and to nobody else', async () => {
    const number = await hand.draft('asha', '/social draft x at:"Friday 7am" The looms have come')
    await hand.press('asha', await hand.show('asha', number), 'Ask for approval')
    const labels = async (name: 'asha' | 'carol', command: 'social approve' | 'social accounts') =>
      buttonsOf(await office.ask(name, { kind: 'options', command, options: {}, people: [] })).map(({ label }) => label)

    expect(await labels('carol', 'social approve')).toContain('Approve it')
    expect(await labels('asha', 'social approve')).not.toContain('Approve it')
    expect(await labels('carol', 'social accounts')).toContain('End slot')
    expect(await labels('asha', 'social accounts')).not.toContain('End slot')
    await hand.press('carol', await hand.show('carol', number), 'Approve')
  })

  it('ends a slot, for those who may, once', async () => {
    await office.type('meera', '/social account add youtube acme Acme Textiles')
    await office.type('meera', '/social slot add youtube sun 18:00')
    const accounts = await office.type('carol', '/social accounts')
    const ends = buttonsOf(accounts).findLast(({ label }) => label === 'End slot')
    if (!ends) throw new Error(read(accounts))

    const asha = await office.ask('asha', { kind: 'press', action: ends.action })
    const carol = await office.ask('carol', { kind: 'press', action: ends.action })
    const again = await office.ask('carol', { kind: 'press', action: ends.action })

    expect(read(asha)).toMatch(/not yours to do/u)
    expect(read(carol)).toMatch(/YouTube @acme is no longer posted to Sun 18:00/u)
    expect(read(again)).toMatch(/That slot has ended/u)
  })

  it('reports what was planned, posted and missed', async () => {
    expect(await office.hears('carol', '/social report month')).toMatch(
      /Acme Textiles: posts[\s\S]*Planned: \d+[\s\S]*Posted within the hour: 1/u,
    )
  })

  it('stands in the digests: the week ahead for the client, today for the assistant', async () => {
    const number = await hand.draft('asha', '/social draft x at:"tomorrow 9am" For tomorrow')
    await hand.press('asha', await hand.show('asha', number), 'Ask for approval')

    const client = await office.type('carol', '/digest')
    office.clock.now = monday.add({ hours: 12 })
    const assistant = await office.options('asha', 'digest show', {})

    expect(read(client)).toMatch(/Acme Textiles, the next seven days: \d+ posts, waiting for your approval: 1/u)
    expect(buttonsOf(client).map(({ label }) => label)).toContain('Approve it')
    expect(assistant).toMatch(/To be posted today/u)
  })

  it('speaks Hindi to who reads Hindi, on both platforms', async () => {
    await office.type('carol', '/profile language hi')
    await office.options('asha', 'profile language', { language: 'hi' })
    try {
      const said = await office.hears('carol', '/social draft x at:"शुक्रवार सुबह 9 बजे" नए करघे आ गए हैं')
      const number = /P(\d+)/u.exec(said)?.[1]
      const card = read(await hand.show('asha', Number(number)))

      expect(said).toMatch(/लिख ली गई · एक्स @acme/u)
      expect(card).toMatch(/कब: .*शुक्र/u)
      expect(card).not.toMatch(/When|Approve|draft/u)
    } finally {
      await office.type('carol', '/profile language en')
      await office.options('asha', 'profile language', { language: 'en' })
    }
  })
})
