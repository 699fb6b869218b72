import { describe, expect, it } from 'vitest'
import { canonicalZone, cityOf, parseZone } from '#src/time/zone.ts'

describe('setting a time zone', () => {
  it.each([
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['  Kolkata ', 'Asia/Kolkata'],
    ['Mumbai', 'Asia/Kolkata'],
    ['मुंबई', 'Asia/Kolkata'],
    ['कोलकाता', 'Asia/Kolkata'],
    ['New York', 'America/New_York'],
    ['new_york', 'America/New_York'],
    ['america/new york', 'America/New_York'],
    ['US/Eastern', 'America/New_York'],
    ['San Francisco', 'America/Los_Angeles'],
    ['Lisbon', 'Europe/Lisbon'],
    ['Manila', 'Asia/Manila'],
    ['Lord Howe', 'Australia/Lord_Howe'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['Kiev', 'Europe/Kyiv'],
    ['Kathmandu', 'Asia/Kathmandu'],
    ['america/indiana/knox', 'America/Indiana/Knox'],
    ['utc', 'UTC'],
  ])('takes %j as %s', (typed, zone) => {
    expect(parseZone(typed)).toEqual({ ok: true, zone })
  })

  it.each([
    ['IST', 'Asia/Kolkata'],
    ['EST', 'America/New_York'],
    ['EST5EDT', 'America/New_York'],
    ['+05:30', 'Asia/Kolkata'],
    ['GMT+5:30', 'Asia/Kolkata'],
    ['UTC+8', 'Asia/Manila'],
    ['Etc/GMT-8', 'Asia/Manila'],
    ['Kolkatta', 'Asia/Kolkata'],
    ['Asia/Kolkatta', 'Asia/Kolkata'],
    ['Lodon', 'Europe/London'],
  ])('refuses %j and suggests %s', (typed, zone) => {
    const parsed = parseZone(typed)

    expect(parsed).toMatchObject({ ok: false, near: expect.arrayContaining([zone]) })
  })

  it.each(['', '.', 'a', 'xyzzy', '//', '../etc', '1234567890', '+99:99'])('refuses %j with nothing near', (typed) => {
    expect(parseZone(typed)).toEqual({ ok: false, near: [] })
  })

  it.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'constructor1', 'isPrototypeOf'])(
    'has no such zone as %j, which every object of the language has',
    (typed) => {
      expect(parseZone(typed)).toEqual({ ok: false, near: [] })
    },
  )

  it('suggests five at most', () => {
    const parsed = parseZone('san')

    expect(parsed.ok === false && parsed.near.length).toBe(5)
  })

  it('knows every zone of the machine by its present name and by its city', () => {
    for (const id of Intl.supportedValuesOf('timeZone')) {
      const zone = canonicalZone(id)

      expect(parseZone(id)).toEqual({ ok: true, zone })
      expect(parseZone(cityOf(id))).toMatchObject({ ok: true })
    }
  })
})
