import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { numbersIn, readBulkLine } from '#src/features/bulk/read-bulk.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, type Office } from './office.ts'

describe('the words of /bulk', () => {
  it.each([
    ['42 43 45-47 assign @meera due Friday 5pm', { numbers: '42 43 45-47', assistant: '@meera', due: 'Friday 5pm' }],
    ['42, 43 assign to Asha Patil', { numbers: '42, 43', assistant: 'Asha Patil' }],
    ['#42 priority: high duty: travel', { numbers: '#42', priority: 'high', duty: 'travel' }],
    ['42 43 cancel', { numbers: '42 43', cancel: '-' }],
    ['42 cancel The work is due to them', { numbers: '42', cancel: 'The work is due to them' }],
    ['42 43', { numbers: '42 43' }],
    ['due Friday', { due: 'Friday' }],
  ])('are read: %s', (line, options) => {
    expect(readBulkLine(line)).toEqual(options)
  })

  it.each([
    ['42, #43 and 45-47', [42, 43, 45, 46, 47]],
    ['3 2 2 – 4', [2, 3, 4]],
    ['1, 2 और 3', [1, 2, 3]],
    ['', []],
    ['42 x', { wrong: 'x' }],
    ['47-45', { wrong: '47-45' }],
    ['1-999999999', { tooMany: 999_999_999 }],
    ['1-20 30-40', { tooMany: 31 }],
  ])('name tasks: %s', (typed, numbers) => {
    expect(numbersIn(typed)).toEqual(numbers)
  })
})

describe.each(databases)('several tasks in one go, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let renew: () => Promise<Office>
  beforeAll(async () => {
    db = await create()
    renew = await agencyToRenew(db)
  })
  beforeEach(async () => {
    office = await renew()
    for (const what of ['Book a flight', 'Book a hotel', 'Book a cab'])
      await office.type('carol', `/delegate ${what} #travel`)
  })
  afterAll(() => db.close())

  const task = (number: number) => office.hears('meera', `/task ${number}`)

  it('are given to one assistant, with another due time', async () => {
    expect(await office.hears('meera', '/bulk 1-3 assign Asha Patil due Friday 5pm')).toMatch(
      /3 tasks changed[\s\S]*#1 Book a flight[\s\S]*#3 Book a cab/u,
    )
    for (const number of [1, 2, 3]) expect(await task(number)).toMatch(/Offered to Asha Patil[\s\S]*Due: .*Fri 6 Mar/u)
  })

  it('are cancelled together, with the reason', async () => {
    expect(await office.hears('meera', '/bulk 1 3 cancel The trip is off')).toContain('2 tasks cancelled')
    expect(await task(1)).toMatch(/Cancelled/u)
    expect(await task(2)).not.toMatch(/Cancelled/u)
    expect(await office.hears('meera', '/tasks open')).not.toContain('Book a cab')
  })

  it('go back to the pool', async () => {
    await office.type('meera', '/bulk 1 2 assign Asha Patil')

    expect(await office.hears('meera', '/bulk 1 2 assign pool')).toContain('2 tasks changed')
    expect(await task(1)).toMatch(/waiting for an assistant to claim it/u)
  })

  it('are changed where they can be, and each of the others says why not', async () => {
    await office.type('meera', '/bulk 2 cancel')

    const said = await office.hears('meera', '/bulk 1 2 9 priority high')

    expect(said).toMatch(/1 task changed[\s\S]*Left as they were, and why[\s\S]*#2[\s\S]*#9[\s\S]*There is no task #9/u)
    expect(said).toMatch(/#1 Book a flight/u)
  })

  it('are a change for whoever is given what is theirs already', async () => {
    await office.type('meera', '/bulk 1 assign Asha Patil')

    expect(await office.hears('meera', '/bulk 1 2 assign Asha Patil due Friday')).toContain('2 tasks changed')
  })

  it('are chosen in a form, of those on the page of the list and by number', async () => {
    const list = await office.type('meera', '/tasks open')
    expect(JSON.stringify(list)).toContain('Change several')

    const said = await office.submit('meera', 'bulk', '1.2.3', { tasks: ['1', '3'], numbers: '2', due: 'Friday' })

    expect(JSON.stringify(said)).toContain('3 tasks changed')
  })

  it.each([
    ['/bulk assign Asha', /Which tasks\?/u],
    ['/bulk 1 2', /What is to become of them\?/u],
    ['/bulk first assign Asha', /“first” is not the number of a task/u],
    ['/bulk 1-60 due Friday', /These are 60 tasks; 25 can be changed/u],
    ['/bulk 1 2 due Friday cancel Off', /Either cancel them or change them/u],
    ['/bulk 1 2 due yesterday', /has passed already/u],
    ['/bulk 1 2 duty juggling', /no duty “juggling”/u],
    ['/bulk 1 2 assign Nobody', /cannot tell who “Nobody” is/u],
  ])('answer “%s” with a sentence and an example', async (line, sentence) => {
    expect(await office.hears('meera', line)).toMatch(sentence)
    expect(await office.hears('meera', '/tasks open')).toMatch(/Book a flight[\s\S]*Book a cab/u)
  })

  it('are a manager’s to change', async () => {
    expect(await office.hears('carol', '/bulk 1 2 due Friday')).toContain('That is not yours to do here')
    expect(JSON.stringify(await office.type('carol', '/tasks'))).not.toContain('Change several')
  })
})
