import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Office } from './office.ts'
import { formNames, pressNames } from '#src/features/actions.ts'

/** What our own buttons never say. */
const forged = ['P1', '9'.repeat(21), '9999999999', '-1', '1.5', '1e9', 'NaN', 'constructor', '', '१', '0']
const pairs = [...forged.map((subject) => [subject, '']), ...forged.map((detail) => ['1', detail])]

// A number that no column can hold is a fault in either.
const [database] = databases

describe('a button with a number that nobody has', () => {
  let db: Database
  let office: Office

  beforeAll(async () => {
    if (!database) throw new Error('no database')
    db = await database.create()
    office = await openAgency(db)
    await office.type('carol', '/delegate Book a flight #travel')
  })
  afterAll(() => db.close())

  it.each(pressNames)('is answered in a sentence, and is no fault: %s', async (press) => {
    for (const [subject, detail] of pairs) {
      const answer = await office.press('carol', `sahayak:${press}:${subject}:${detail}`)

      expect([subject, detail, read(answer)]).not.toEqual([subject, detail, ''])
    }
  })

  it.each(formNames)('opens no form that is a fault: %s', async (name) => {
    for (const subject of forged) {
      expect(read(await office.press('carol', `sahayak:open:${subject}:${name}`))).not.toBe('')
      expect(read(await office.submit('carol', name, subject, {}))).not.toBe('')
    }
  })
})
