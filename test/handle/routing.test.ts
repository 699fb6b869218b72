import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, type Office } from './office.ts'

describe.each(databases)('whom a task goes to, on $name', ({ create }) => {
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

  const delegates = (text = 'Book a flight to Pune #travel') => office.hears('carol', `/delegate ${text}`)
  const assign = (primary: string, backups: string, duty = 'travel') =>
    office.options('meeraInDiscord', 'agency assign', { client: 'Acme', duty, primary, ...(backups && { backups }) })
  /** Takes as many tasks as fill their hands. */
  async function fill(name: 'asha' | 'jun'): Promise<void> {
    await office.options(name, 'profile capacity', { count: '1' })
    const number = /#(\d+)/u.exec(await office.hears('dan', '/delegate Ship the samples #travel'))?.[1]
    await office.press(name, `sahayak:claim:${number}:`)
  }
  const away = (name: 'asha' | 'jun') => office.options(name, 'profile away', { days: '2 March to 6 March' })

  describe('who is named', () => {
    it('gets it, and the card says that they were named', async () => {
      await assign('Asha Patil', 'Jun Santos')

      const said = await delegates('Book a flight #travel @Jun')

      expect(said).toMatch(/Offered to Jun Santos/u)
      expect(said).toMatch(/Why: Jun Santos was named/u)
    })

    it('is refused with the reason, when they do not do such work', async () => {
      expect(await delegates('Write a speech #writing @Jun')).toMatch(
        /Jun Santos does not do writing\. Leave the name out and it goes to someone who does/u,
      )
    })

    it('is refused with the reason, when they do not serve the client', async () => {
      await assign('Asha Patil', '')

      expect(await delegates('Book a flight #travel @Jun')).toMatch(/Jun Santos does not serve Acme Textiles/u)
    })

    it('is refused with the day of their return, when they are away', async () => {
      await away('jun')

      expect(await delegates('Book a flight #travel @Jun')).toMatch(/Jun Santos is away until Fri 6 Mar\./u)
    })

    it('is refused with how much they have, when their hands are full', async () => {
      await fill('jun')

      expect(await delegates('Book a flight #travel @Jun')).toMatch(/Jun Santos's hands are full \(1 of 1\)/u)
    })

    it('is refused in the words of one who reads Hindi', async () => {
      await away('jun')
      await office.type('carol', '/profile language hi')

      expect(await delegates('पुणे की फ़्लाइट #travel @Jun')).toMatch(/Jun Santos शुक्र॰? 6 मार्च तक छुट्टी पर हैं/u)
    })
  })

  describe('a client with an assignment', () => {
    it('is served by the primary', async () => {
      await assign('Asha Patil', 'Jun Santos')

      expect(await delegates()).toMatch(/Offered to Asha Patil.*\n[\s\S]*Why: Asha Patil is first for travel/u)
    })

    it('is served by the backup while the primary is away, and the card says why', async () => {
      await assign('Asha Patil', 'Jun Santos')
      await away('asha')

      const said = await delegates()

      expect(said).toMatch(/Offered to Jun Santos/u)
      expect(said).toMatch(/Why: Jun Santos is backup for travel \(Asha Patil is away\)/u)
    })

    it("is served by the backup while the primary's hands are full, and the card says why", async () => {
      await assign('Asha Patil', 'Jun Santos')
      await fill('asha')

      expect(await delegates()).toMatch(/Why: Jun Santos is backup for travel \(Asha Patil's hands are full\)/u)
    })

    it('is served by the pool when nobody of them can, and the card says why', async () => {
      await assign('Asha Patil', 'Jun Santos')
      await fill('asha')
      await away('jun')

      const said = await delegates()

      expect(said).toMatch(/Open: waiting for an assistant to claim it/u)
      expect(said).toMatch(/Asha Patil's hands are full and Jun Santos is away, so anyone with the duty may claim it/u)
    })

    it('is served for all duties where the duty has none of its own', async () => {
      await assign('Jun Santos', '', 'all')
      await assign('Asha Patil', '', 'travel')

      expect(await delegates('Pay the invoice #bookkeeping')).toMatch(/Why: Jun Santos is first for this client/u)
      expect(await delegates()).toMatch(/Why: Asha Patil is first for travel/u)
    })

    it('says whom it was set to, each of them once', async () => {
      expect(await assign('Asha Patil', 'Jun Santos, Asha Patil')).toMatch(
        /Acme Textiles: travel\nAsha Patil is first, then Jun Santos\./u,
      )
      expect(await assign('Asha Patil', '')).toMatch(/Asha Patil is first\. There is no backup\./u)
    })

    it('passes it on when the primary declines, and then to the pool', async () => {
      await assign('Asha Patil', 'Jun Santos')
      await delegates()

      await office.submit('asha', 'decline', '1', { reason: 'On a train' })
      const next = await office.hears('carol', '/task 1')
      await office.submit('jun', 'decline', '1', { reason: 'A fever' })
      const last = await office.hears('carol', '/task 1')

      expect(next).toMatch(/Why: Jun Santos is backup for travel \(Asha Patil declined\)/u)
      expect(last).toMatch(/Asha Patil declined and Jun Santos declined, so anyone with the duty may claim it/u)
    })

    it('may be served by whom a manager chooses, past all that', async () => {
      await assign('Asha Patil', '')
      await delegates()
      const form = await office.press('meera', 'sahayak:open:1:assign')
      const field = form.kind === 'form' ? form.form.fields[0] : null
      const jun = field?.kind === 'choice' ? field.options.find(({ label }) => label === 'Jun Santos')?.value : ''

      await office.submit('meera', 'assign', '1', { assistant: jun ?? '' })
      const chosen = await office.hears('carol', '/task 1')
      const pool = await office.submit('meera', 'assign', '1', { assistant: '*' })

      expect(chosen).toMatch(/Offered to Jun Santos/u)
      expect(chosen).toMatch(/Why: Meera Iyer chose/u)
      expect(pool.kind === 'say' ? pool.card.title : '').toBe('#1 is open for anyone with the duty')
      expect(await office.hears('carol', '/task 1')).toMatch(/Open: waiting for an assistant/u)
    })
  })

  describe('the pool', () => {
    it('takes what nobody is assigned for, and the card says so', async () => {
      expect(await delegates()).toMatch(
        /Open: waiting for an assistant to claim it\n[\s\S]*Why: nobody is set for this work: whoever claims it first does it/u,
      )
    })

    it('is for those with the duty', async () => {
      await office.options('jun', 'profile duties', { duties: 'writing' })
      await delegates()

      expect(await office.options('jun', 'claim', { number: '1' })).toMatch(/Jun Santos does not do travel/u)
      expect(await office.options('asha', 'claim', { number: '1' })).toMatch(/#1 is yours/u)
    })

    it('is for those whose hands are not full', async () => {
      await fill('asha')
      const number = /#(\d+)/u.exec(await delegates())?.[1] ?? ''

      const said = await office.options('asha', 'claim', { number })

      expect(said).toMatch(/Your hands are full: you hold 1 of 1 tasks.*\/profile capacity 2/u)
    })
  })

  describe('hours', () => {
    it('keep nobody from getting a task; the client is told when work can start', async () => {
      await office.options('asha', 'profile zone', { zone: 'Asia/Kolkata' })
      await office.options('asha', 'profile hours', { hours: 'Mon-Fri 9:00-18:00' })
      await assign('Asha Patil', 'Jun Santos')

      // Half past eight in the evening in Kolkata.
      const said = await delegates()

      expect(said).toMatch(/Offered to Asha Patil/u)
      const note = "It is outside Asha Patil's hours; work can start "
      expect(said).toContain(`${note}today, 10:30 pm (New York)`)
      expect(await office.hears('carol', '/task 1')).toContain(`${note}today, 10:30 pm (New York)`)
    })

    it('are not spoken of while they last', async () => {
      await office.options('asha', 'profile hours', { hours: 'Mon-Fri 0:00-24:00' })
      await assign('Asha Patil', '')

      expect(await delegates()).not.toMatch(/outside/u)
    })

    it('count in the time for an answer', async () => {
      await office.options('asha', 'profile zone', { zone: 'Asia/Kolkata' })
      await office.options('asha', 'profile hours', { hours: 'Mon-Fri 9:00-18:00' })
      await assign('Asha Patil', '')

      // Four working hours from nine in the morning in Kolkata: one in the afternoon there.
      expect(await delegates()).toMatch(/who should accept by tomorrow Tue 3 Mar, 2:30 am \(New York\)/u)
    })
  })
})
