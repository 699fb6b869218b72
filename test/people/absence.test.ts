import { describe, expect, it } from 'vitest'
import { absenceAt, planAbsence, readSeen, writeSeen, type Seen } from '#src/features/people/absence.ts'
import { at } from '#test/tasks/cast.ts'

const zone = 'Asia/Kolkata'
const day = (date: string) => Temporal.PlainDate.from(`2026-03-${date}`)
const days = (from: string, to: string) => ({ from: day(from), to: day(to) })
const seen = (from: string, to: string): Seen => ({ ...days(from, to), listed: ['a task'] })

describe('days away', () => {
  it('begin at midnight where they live, and are over when their last day is', () => {
    const asha = { zone, away: [days('10', '12')] }

    expect(absenceAt(asha, at('2026-03-09T23:59'))).toBeNull()
    expect(absenceAt(asha, at('2026-03-10T00:00'))).toEqual(days('10', '12'))
    expect(absenceAt(asha, at('2026-03-12T23:59'))).toEqual(days('10', '12'))
    expect(absenceAt(asha, at('2026-03-13T00:00'))).toBeNull()
  })

  it('are no public holidays', () => {
    expect(absenceAt({ zone, away: [{ ...days('10', '10'), holiday: 'Holi' }] }, at('2026-03-10T12:00'))).toBeNull()
  })
})

describe('what is to be done about days away', () => {
  const two = { zone, away: [days('20', '21'), days('10', '12')] }

  it.each([
    ['waits until the first of them begin', two, null, '09T12:00', { does: 'wait', at: at('2026-03-10T00:00') }],
    ['hands over when they begin', two, null, '10T00:00', { does: 'hand-over', absence: days('10', '12') }],
    ['hands over late, while they last', two, null, '12T23:00', { does: 'hand-over', absence: days('10', '12') }],
    ['leaves out those that are over', two, null, '13T00:00', { does: 'wait', at: at('2026-03-20T00:00') }],
    ['does it once', two, seen('10', '12'), '10T00:01', { does: 'wait', at: at('2026-03-13T00:00') }],
    ['does it once, also when they become fewer', two, seen('10', '16'), '10T00:01', { does: 'wait' }],
    [
      'looks anew when they become more',
      two,
      seen('10', '11'),
      '11T09:00',
      { does: 'hand-over', seen: seen('10', '11') },
    ],
    ['does it for the next ones too', two, seen('10', '12'), '20T00:00', { does: 'hand-over', seen: null }],
    ['does nothing where there are none', { zone, away: [] }, seen('10', '12'), '11T00:00', { does: 'nothing' }],
  ])('%s', (_, whose, before, moment, expected) => {
    expect(planAbsence(whose, before, at(`2026-03-${moment}`))).toMatchObject(expected)
  })

  it('is remembered as plain data', () => {
    expect(readSeen(JSON.parse(JSON.stringify(writeSeen(seen('10', '12')))))).toEqual(seen('10', '12'))
    expect(readSeen(null)).toBeNull()
    expect(writeSeen(null)).toBeNull()
  })
})
