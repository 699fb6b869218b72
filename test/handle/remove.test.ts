import { sql, type SQL } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { tick } from '#test/clock/walk.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, type Office } from './office.ts'

describe.each(databases)('taking a role away, on $name', ({ create }) => {
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

  const every = <Row extends Record<string, unknown>>(query: SQL) => db.acrossAgencies((tx) => rows<Row>(tx, query))
  const remove = (line: string) => office.hears('meera', `/agency remove ${line}`)
  const serving = async () =>
    (
      await every<{ client: string; duty: string; people: string[] }>(
        sql`select c.name as client, a.duty, (
            select json_agg(p.name order by o.place) from unnest(array[a.primary_id] || a.backups) with ordinality o(id, place)
            join persons p on p.id = o.id) as people
          from assignments a join clients c on c.id = a.client_id order by c.name, a.duty`,
      )
    ).map(({ client, duty, people }) => `${client} ${duty}: ${people.join(', ')}`)

  it('is an owner’s, and says what is left', async () => {
    await office.type('meera', '/agency role @max manager')
    await office.type('meera', '/agency role @max assistant')

    expect(await office.hears('max', '/agency remove Jun')).toContain('Ask an owner to do it.')
    expect(await office.options('asha', 'agency remove', { person: 'Jun Santos' })).toContain('Ask an owner to do it.')
    expect(await remove('@max assistant')).toBe('Max Lind is no longer an assistant\nStill a manager.')
    expect(await remove('@max')).toContain('Max Lind is no longer a manager\nNo role is left')
    expect(await office.hears('meera', '/agency people')).toContain('Max Lind: no role')
  })

  it('names people wherever they live, on both platforms', async () => {
    expect(await remove('"Jun Santos" assistant')).toContain('Jun Santos is no longer an assistant')
    expect(await office.suggests('meeraInDiscord', 'agency remove', 'person', 'car')).toEqual(['Carol Reyes'])
    expect(await office.suggests('carol', 'agency remove', 'person', '')).toEqual([])
    const [carol] = await every<{ id: string }>(sql`select id from persons where name = 'Carol Reyes'`)
    expect(await office.options('meeraInDiscord', 'agency remove', { person: carol?.id ?? '' })).toContain(
      'Carol Reyes is no longer a client',
    )
  })

  it.each([
    ['@carol assistant', 'Carol Reyes is not an assistant here. /agency people shows who is what.'],
    ['@carol client Globex', 'Carol Reyes does not speak for Globex Travel.'],
    [
      '@carol boss',
      'There is no role “boss”. There are: owner, manager, client, assistant. For example: /agency remove',
    ],
    ['@carol manager Acme', 'I do not know what “Acme” is for. For example: /agency remove @meera assistant'],
    ['@sam', 'I cannot tell who “Sam Ortiz” is.'],
    ['', '“person” is missing. For example: /agency remove @meera assistant'],
  ])('says what cannot be taken, and what can be done: %s', async (line, why) => {
    expect(await remove(line)).toContain(why)
  })

  it('says so of one who has none', async () => {
    await remove('Jun')

    expect(await remove('Jun')).toContain('Jun Santos has no role here.')
  })

  it('leaves the last owner, and takes the role from any other', async () => {
    const why = 'Meera Iyer is the only owner, and an agency needs one. Make someone else an owner first'
    expect(await remove('@meera owner')).toContain(why)
    expect(await remove('@meera')).toContain(why)
    await office.type('meera', '/agency role @max owner')

    expect(await remove('@meera owner')).toContain('Meera Iyer is no longer an owner')
    expect(await office.hears('max', '/agency remove @max')).toContain('Max Lind is the only owner')
  })

  it('leaves one owner, when two take the role from each other in the same second', async () => {
    await office.type('meera', '/agency role @max owner')

    for (let round = 0; round < 5; round++) {
      const said = await Promise.all([
        office.hears('meera', '/agency remove @max owner'),
        office.hears('max', '/agency remove @meera owner'),
      ])

      expect(said.filter((one) => one.includes('is no longer an owner'))).toHaveLength(1)
      expect(await every(sql`select name from persons where 'owner' = any(roles)`)).toHaveLength(1)
      // Whoever is left makes the other one an owner again; the other one may not.
      await office.type('meera', '/agency role @max owner')
      await office.type('max', '/agency role @meera owner')
    }
  })

  it('waits until an assistant’s unfinished tasks are handed over, and says which', async () => {
    await office.options('asha', 'profile capacity', { count: '10' })
    for (let number = 1; number <= 7; number++) {
      await office.type('carol', `/delegate Book flight ${number} #travel`)
      if (number < 6) await office.options('asha', 'claim', { number: String(number) })
      else await office.submit('meera', 'assign', String(number), { assistant: 'Asha Patil' })
    }

    expect(await remove('Asha assistant')).toMatch(
      /Asha Patil still holds (?:#\d, ){4}#\d and 2 more\. Hand them over first: \/task \d/u,
    )
    expect(await remove('Asha')).toContain('Asha Patil still holds')
    for (let number = 1; number <= 7; number++)
      await office.submit('meera', 'cancel', String(number), { reason: 'Over' })

    expect(await remove('Asha')).toContain('Asha Patil is no longer an assistant')
  })

  it('takes them out of assignments: the first backup steps up, and what has nobody left goes', async () => {
    await office.type('meera', '/agency assign "Acme Textiles" travel "Asha Patil" "Jun Santos"')
    await office.type('meera', '/agency assign "Acme Textiles" all "Asha Patil"')
    await office.type('meera', '/agency assign "Globex Travel" travel "Jun Santos" "Asha Patil"')

    const said = await remove('Asha')

    expect(await serving()).toEqual(['Acme Textiles travel: Jun Santos', 'Globex Travel travel: Jun Santos'])
    expect(said).toContain('Others serve in their place: Acme Textiles and Globex Travel.')
    expect(said).toContain('An assignment had nobody else and is gone: Acme Textiles.')
  })

  it('means that nothing is offered to them, and that they may take nothing', async () => {
    await office.type('meera', '/agency assign "Acme Textiles" all "Asha Patil"')
    await remove('Asha')

    expect(await office.hears('carol', '/delegate Book a flight #travel')).toContain('whoever claims it first does it')
    expect(await office.options('asha', 'claim', { number: '1' })).toContain('That did not work')
    expect(await office.options('asha', 'claim', {})).not.toContain('flight')
    expect(await office.options('asha', 'task', { number: '1' })).toContain('#1 is not one of your tasks')
    expect(await office.suggests('carol', 'delegate', 'assistant', '')).toEqual(['Jun Santos'])
    expect(await office.submit('meera', 'assign', '1', { assistant: 'Asha Patil' })).toMatchObject({ kind: 'mend' })
  })

  it('turns the digest off for one who has no role left, and for nobody else', async () => {
    const on = async () =>
      (
        await every<{ name: string }>(
          sql`select p.name from digests d join persons p on p.id = d.person_id where d.next_at is not null order by p.name`,
        )
      ).map(({ name }) => name)
    await office.options('asha', 'digest weekly', { when: 'monday 9:00' })
    await office.type('meera', '/agency role @carol assistant')

    expect(await remove('Asha')).toContain('the digest is off')
    await remove('@carol assistant')

    expect(await on()).toEqual(['Carol Reyes', 'Dan Weber', 'Jun Santos', 'Meera Iyer'])
    expect(await every(sql`select 1 from weekly_digests where next_at is not null`)).toEqual([])
  })

  it('lets a client’s member speak for it no longer, and for the others still', async () => {
    await office.type('meera', '/agency role @carol client Globex Travel')
    await office.type('carol', '/delegate Book a flight #travel client:"Acme Textiles"')

    const one = await remove('@carol client acme')
    expect(one).toContain('Carol Reyes no longer speaks for Acme Textiles')
    expect(one).toContain('What they asked for goes on, and others answer for it: #1.\nStill a client.')
    expect(await office.hears('carol', '/task 1')).toContain('#1 is not one of your tasks')
    expect(await office.hears('carol', '/agency client edit Acme review 1')).toContain('There is no client “Acme”')
    expect(await office.hears('carol', '/delegate Call the bank')).toContain('is on its way')

    expect(await remove('@carol client Globex')).toContain('No role is left')
    expect(await office.hears('carol', '/delegate Call the bank')).toContain('That is not yours to do here.')
  })

  it('takes every membership with the role, so that it comes back empty', async () => {
    await remove('@carol client')
    await office.type('meera', '/agency role @carol client Globex Travel')

    expect(await office.hears('carol', '/profile')).toContain('Clients: Globex Travel')
    expect(await office.hears('carol', '/profile')).not.toContain('Acme')
  })

  it('leaves what repeats for them, and templates with them in it, to whoever is next', async () => {
    await office.type('meera', '/agency assign "Acme Textiles" all "Asha Patil" "Jun Santos"')
    await office.type('carol', '/delegate Post the sales figures every day at 11:00 #travel @Asha')
    await office.type('carol', '/delegate Book a flight #travel')
    await office.type('carol', '/task 1 template "A flight"')
    await every(sql`update templates set assistant_id = (select id from persons where name = 'Asha Patil')`)
    await office.submit('meera', 'cancel', '1', { reason: 'Over' })

    expect(await remove('Asha')).toContain('Repeating tasks and templates that named them: 2.')
    office.clock.now = Temporal.Instant.from('2026-03-02T16:00:00Z')
    await tick(office)
    await office.type('carol', '/delegate template:"A flight"')

    expect(
      await every(sql`select t.number, p.name from tasks t join persons p on p.id = t.assistant_id
      where t.status = 'assigned' order by t.number`),
    ).toEqual([
      { number: 2, name: 'Jun Santos' },
      { number: 3, name: 'Jun Santos' },
    ])
  })

  it('is said in Hindi to an owner who reads it', async () => {
    await office.type('meera', '/profile language hi')

    expect(await remove('Jun assistant')).toContain('Jun Santos अब सहायक नहीं हैं\nकोई भूमिका नहीं बची')
    expect(await remove('@meera owner')).toContain('Meera Iyer अकेले मालिक हैं')
  })
})
