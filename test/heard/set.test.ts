import { describe, expect, it } from 'vitest'
import { disagreements } from './calendar.ts'
import { readRows } from './rows.ts'

const rows = readRows()

describe('the set of phrases', () => {
  it('holds at least 800, of which about half mean no time', () => {
    const none = rows.filter(({ wanted }) => wanted[0]?.is === 'none')

    expect(rows.length).toBeGreaterThanOrEqual(800)
    expect(none.length / rows.length).toBeGreaterThan(0.45)
    expect(none.length / rows.length).toBeLessThan(0.55)
  })

  it('says nothing twice', () => {
    const said = rows.map((row) => [row.in, row.place, row.use, row.say].join(' '))

    expect(said.filter((one, index) => said.indexOf(one) !== index)).toEqual([])
  })

  it('agrees with the calendar wherever a plain weekday, month, day or hour is named', () => {
    const wrong = rows.flatMap((row) => disagreements(row).map((why) => `${row.id} ${row.say}: ${why}`))

    expect(wrong).toEqual([])
  })

  it('wants of a day away and of a rhythm what comes in order', () => {
    const wrong = rows.filter(({ wanted }) =>
      wanted.some((one) => one.is === 'every' && one.next.join() !== one.next.toSorted().join()),
    )

    expect(wrong).toEqual([])
  })
})
