import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { cast, monday, openAgency, type Name, type Office } from './office.ts'

describe.each(databases)('how many are served at once, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  const next = (name: Name) => {
    const { platform, user, name: userName, place } = cast[name]
    const origin = { platform, user, userName, place, placeName: 'Banyan', channel: 'C1', language: null } as const
    const request = { kind: 'words', command: 'tasks', text: '' } as const
    return { id: 'test:next', origin: { ...origin, channelKind: 'room' } as const, request }
  }

  it('the next of a crowded agency would have to wait, and one of elsewhere would not; then nobody', async () => {
    expect(office.core.isCrowded(next('carol'))).toBe(false)
    const seen: boolean[] = []
    // The time is asked for while somebody is being served.
    Object.defineProperty(office.clock, 'now', {
      get() {
        seen.push(office.core.isCrowded(next('carol')) && !office.core.isCrowded(next('eve')))
        return monday
      },
    })

    const all = await Promise.all(Array.from({ length: 40 }, () => office.type('carol', '/tasks')))

    expect(seen).toContain(true)
    expect(office.core.isCrowded(next('carol'))).toBe(false)
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['say']))
  })
})
