import { describe, expect, it } from 'vitest'
import { defaultDuties } from '#src/features/people/client.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { near } from '#src/kernel/near.ts'

const known = [...defaultDuties, 'अनुवाद']

describe('a kind of work', () => {
  it.each([
    ['travel', 'travel'],
    ['#travel', 'travel'],
    [' Travel ', 'travel'],
    ['SOCIAL-MEDIA', 'social-media'],
    ['अनुवाद'.normalize('NFD'), 'अनुवाद'],
  ])('is meant by %j', (typed, duty) => {
    expect(dutyNamed(typed, known)).toEqual({ ok: true, duty })
  })

  it.each([
    ['#travle', 'travle', ['travel']],
    ['bookkeping', 'bookkeping', ['bookkeeping']],
    ['Schedulling', 'Schedulling', ['scheduling']],
    ['gardening', 'gardening', []],
  ])('is asked about with the near ones and all that there are: %j', (typed, given, close) => {
    expect(dutyNamed(typed, known)).toEqual({
      ok: false,
      reason: { code: 'unknown-duty', given, near: close, known },
    })
  })
})

describe('a near name', () => {
  it.each([
    ['peopel', ['people']],
    ['Asha', ['asha']],
    ['xyz', []],
  ])('is a slip of the finger away, and no more: %s', (given, expected) => {
    expect(near(given, ['people', 'asha', 'connect'])).toEqual(expected)
  })

  it('comes with at most two others, the nearest first', () => {
    expect(near('cat', ['cot', 'cat', 'bat', 'hat', 'dog'])).toEqual(['cat', 'cot', 'bat'])
  })
})
