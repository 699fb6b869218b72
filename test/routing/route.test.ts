import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assignment } from '#src/features/people/client.ts'
import type { RoutingRule } from '#src/features/routing/rule.ts'
import type { Candidate } from '#src/kernel/person.ts'
import { byLoad, route as routeBy, type Ask } from '#src/features/routing/route.ts'
import type { Skipped } from '#src/features/tasks/task.ts'
import { anAssignment, aPerson, asCandidate, asha, at, jun, now, wen } from '#test/tasks/cast.ts'

const ask: Ask = { client: 'acme', duty: 'travel', named: null, text: 'Book a flight to Pune' }
const candidates = [asha, jun, wen].map((person) => asCandidate(person))

function route(
  asks: Ask,
  people: Candidate[],
  assignments: Assignment[],
  at: Temporal.Instant,
  passed: Skipped[],
  rules: RoutingRule[] = [],
) {
  return routeBy(asks, { candidates: people, assignments, rules }, at, passed)
}

function but(person: { id: string }, changes: Partial<Candidate>): Candidate[] {
  return candidates.map((candidate) => (candidate.id === person.id ? { ...candidate, ...changes } : candidate))
}

function away(from: string, to: string): Partial<Candidate> {
  return { away: [{ from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }] }
}

describe('a task with an assignment', () => {
  const both = [anAssignment(null, wen, jun), anAssignment('travel', asha, jun)]

  it('goes to the primary for its duty, before the one for all duties', () => {
    expect(route(ask, candidates, both, now, [])).toMatchObject({
      to: 'assistant',
      assistant: { id: 'asha' },
      routed: { by: 'assignment', rank: 'primary', duty: 'travel', skipped: [] },
    })
  })

  it('goes to the one for all duties when its own has no assignment', () => {
    expect(route({ ...ask, duty: 'writing' }, candidates, both, now, [])).toMatchObject({
      assistant: { id: 'wen' },
      routed: { rank: 'primary', duty: null },
    })
  })

  it.each([
    ['away', but(asha, away('2026-03-01', '2026-03-02'))],
    ['full', but(asha, { inHand: 5 })],
  ] as const)('goes to the backup when the primary is %s, and says so', (why, people) => {
    expect(route(ask, people, both, now, [])).toMatchObject({
      assistant: { id: 'jun' },
      routed: { by: 'assignment', rank: 'backup', duty: 'travel', skipped: [{ person: 'asha', why }] },
    })
  })

  it('goes to the backups in their order', () => {
    const third = aPerson('third', { roles: ['assistant'], duties: ['travel'] })
    const people = [...but(asha, { inHand: 5 }), asCandidate(third)]

    expect(route(ask, people, [anAssignment('travel', asha, third, jun)], now, [])).toMatchObject({
      assistant: { id: 'third' },
    })
  })

  it('goes to the pool when nobody of them can, with each reason once', () => {
    const people = but(asha, { inHand: 5 }).map((one) =>
      one.id === 'jun' ? { ...one, ...away('2026-03-02', '2026-03-09') } : one,
    )

    expect(route(ask, people, [...both, anAssignment(null, asha, wen)], now, [])).toEqual({
      to: 'pool',
      routed: {
        by: 'pool',
        skipped: [
          { person: 'asha', why: 'full' },
          { person: 'jun', why: 'away' },
          { person: 'wen', why: 'not-their-duty' },
        ],
      },
    })
  })

  it('is not offered again to one who declined it or did not answer', () => {
    const passed: Skipped[] = [{ person: 'asha', why: 'declined' }]

    expect(route(ask, candidates, both, now, passed)).toMatchObject({
      assistant: { id: 'jun' },
      routed: { skipped: passed },
    })
  })

  it('goes to who is assigned for just this duty, whatever their profile lists', () => {
    expect(route(ask, candidates, [anAssignment('travel', wen)], now, [])).toMatchObject({ assistant: { id: 'wen' } })
  })

  it('does not go to one who is assigned and no assistant any more', () => {
    expect(route(ask, [], [anAssignment('travel', asha)], now, [])).toMatchObject({
      to: 'pool',
      routed: { skipped: [{ person: 'asha', why: 'not-their-duty' }] },
    })
  })

  it('is of its own client alone', () => {
    expect(route({ ...ask, client: 'globex' }, candidates, both, now, [])).toEqual({
      to: 'pool',
      routed: { by: 'pool', skipped: [] },
    })
  })

  it('waits for the morning rather than going to someone else', () => {
    expect(route(ask, candidates, both, at('03:00'), [])).toMatchObject({ assistant: { id: 'asha' } })
  })
})

describe("the agency's rules", () => {
  const none: Skipped[] = []
  const assignments = [anAssignment('travel', asha, jun), anAssignment(null, wen)]
  const rule = (changes: Partial<RoutingRule>): RoutingRule => ({
    ...{ id: 'rule', client: null, duty: null, words: [], assistant: 'jun' },
    ...changes,
  })
  const byRules = (rules: RoutingRule[], { asks = ask, people = candidates, passed = none } = {}) =>
    route(asks, people, assignments, now, passed, rules)
  const words = (text: string) => ({ ...ask, text })

  it('are asked before the assignment, and the card says which one decided', () => {
    expect(byRules([rule({ client: 'acme', duty: 'travel', words: ['hotel', 'flight'] })])).toEqual({
      to: 'assistant',
      assistant: expect.objectContaining({ id: 'jun' }),
      routed: { by: 'rule', rule: { place: 1, client: true, duty: 'travel', word: 'flight' }, skipped: [] },
    })
  })

  it('are asked in their order: the first that fits decides', () => {
    const found = byRules([
      rule({ words: ['visa'], assistant: 'asha' }),
      rule({ duty: 'travel' }),
      rule({ client: 'acme' }),
    ])

    expect(found).toMatchObject({ assistant: { id: 'jun' }, routed: { rule: { place: 2 } } })
  })

  it('say nothing of another client, another duty, or words that are not there', () => {
    const others = [rule({ client: 'globex' }), rule({ duty: 'writing' }), rule({ words: ['visa'] })]

    expect(byRules(others)).toMatchObject({ routed: { by: 'assignment', rank: 'primary' } })
  })

  it('may send it to the pool, past the assignment', () => {
    expect(byRules([rule({ duty: 'travel', assistant: null })])).toMatchObject({ to: 'pool', routed: { by: 'rule' } })
  })

  it.each([
    ['away', but(jun, away('2026-03-01', '2026-03-04')), []],
    ['full', but(jun, { inHand: 5 }), []],
    ['declined', candidates, [{ person: 'jun', why: 'declined' as const }]],
  ])('pass over whoever is %s to the next rule and then the assignment, and say why', (why, people, passed) => {
    const twice = byRules([rule({}), rule({ duty: 'travel' })], { people, passed })
    const third = byRules([rule({}), rule({ assistant: 'asha' })], { people, passed })

    expect(twice).toMatchObject({
      assistant: { id: 'asha' },
      routed: { by: 'assignment', skipped: [{ person: 'jun', why }] },
    })
    expect(third).toMatchObject({ assistant: { id: 'asha' }, routed: { by: 'rule', rule: { place: 2 } } })
  })

  it('pass over who does not do such work, unless the client has assigned it to them', () => {
    expect(byRules([rule({ assistant: 'wen' })])).toMatchObject({
      routed: { by: 'assignment', skipped: [{ person: 'wen', why: 'not-their-duty' }] },
    })
    const engaged = [anAssignment('travel', wen)]
    expect(route(ask, candidates, engaged, now, [], [rule({ assistant: 'wen' })])).toMatchObject({
      routed: { by: 'rule' },
    })
  })

  it('do not stand before a person who is named', () => {
    expect(byRules([rule({})], { asks: { ...ask, named: 'asha' } })).toMatchObject({ routed: { by: 'named' } })
  })

  it.each([
    ['visa', 'A VISA, please', true],
    ['visa', 'Send the advisa report', false],
    ['visa', 'visas', false],
    ['work permit', 'Ask about the work\n  permit!', true],
    ['work permit', 'Work on the permit', false],
    ['वीज़ा', 'कृपया वीज़ा का फ़ॉर्म भरें', true],
    ['वीज़ा', 'वीज़ा का फ़ॉर्म', true],
    ['की', 'सड़की नक्शा', false],
    ['c++', 'Fix the C++ build', true],
    ['Straße', 'STRASSE', false],
  ])('find “%s” in “%s”: %s', (word, text, there) => {
    const found = byRules([rule({ words: [word] })], { asks: words(text) })

    expect('routed' in found && found.routed.by === 'rule').toBe(there)
  })
})

describe('days away', () => {
  const assignments = [anAssignment('travel', asha)]
  it.each([
    ['on the first day', '2026-03-02', '2026-03-04', false],
    ['on the last day', '2026-02-27', '2026-03-02', false],
    ['on the day after', '2026-02-27', '2026-03-01', true],
    ['on the day before', '2026-03-03', '2026-03-04', true],
  ])('are counted by the calendar where the assistant lives: %s', (_, from, to, there) => {
    const found = route(ask, but(asha, away(from, to)), assignments, now, [])

    expect('to' in found && found.to).toBe(there ? 'assistant' : 'pool')
  })

  it('begin at midnight in Manila while it is still evening in Kolkata', () => {
    const people = but(asha, { zone: 'Asia/Manila', ...away('2026-03-03', '2026-03-03') })

    expect(route(ask, people, assignments, at('21:29'), [])).toMatchObject({ to: 'assistant' })
    expect(route(ask, people, assignments, at('21:30'), [])).toMatchObject({ to: 'pool' })
  })
})

describe('a person who is named', () => {
  const named = (id: string): Ask => ({ ...ask, named: id })

  it('is asked before all others', () => {
    expect(route(named('jun'), candidates, [anAssignment('travel', asha, jun)], now, [])).toMatchObject({
      assistant: { id: 'jun' },
      routed: { by: 'named' },
    })
  })

  it('is anyone who does the work, for a client without assignments', () => {
    expect(route(named('jun'), candidates, [], now, [])).toMatchObject({ assistant: { id: 'jun' } })
  })

  it.each([
    ['does not serve the client', 'jun', candidates, { code: 'does-not-serve', assistant: 'jun', client: 'acme' }],
    ['does not do the work', 'wen', candidates, { code: 'duty-not-theirs', assistant: 'wen', duty: 'travel' }],
    ['is no assistant', 'carol', candidates, { code: 'not-an-assistant', name: 'carol' }],
    [
      'is away',
      'asha',
      but(asha, away('2026-03-01', '2026-03-04')),
      { code: 'assistant-away', assistant: 'asha', until: '2026-03-04' },
    ],
    [
      'is full',
      'asha',
      but(asha, { inHand: 5 }),
      { code: 'assistant-full', assistant: 'asha', inHand: 5, capacity: 5 },
    ],
  ])('is refused with the reason when they %s', (_, id, people, reason) => {
    expect(route(named(id), people, [anAssignment('travel', asha)], now, [])).toEqual({ refused: reason })
  })

  it('hears of whom they serve before whether they are free: another day would not help', () => {
    const found = route(named('jun'), but(jun, { inHand: 5 }), [anAssignment('travel', asha)], now, [])

    expect(found).toMatchObject({ refused: { code: 'does-not-serve' } })
  })

  it('may be named for what has no kind', () => {
    expect(route({ ...ask, duty: 'other', named: 'wen' }, candidates, [], now, [])).toMatchObject({
      assistant: { id: 'wen' },
    })
  })
})

describe('among equals', () => {
  it('is first who has fewest in hand, then who has waited longest', () => {
    const [busy, recent, longAgo, never] = ['busy', 'recent', 'long-ago', 'never'].map((id) => aPerson(id))
    if (!busy || !recent || !longAgo || !never) throw new Error('nobody')
    const all = [
      asCandidate(busy, { inHand: 3 }),
      asCandidate(recent, { inHand: 1, lastAssigned: at('09:00') }),
      asCandidate(longAgo, { inHand: 1, lastAssigned: at('2026-02-01T09:00') }),
      asCandidate(never, { inHand: 1 }),
    ]

    expect(all.toSorted(byLoad).map(({ id }) => id)).toEqual(['never', 'long-ago', 'recent', 'busy'])
  })

  it('is the same one whatever the order in which they are looked at', () => {
    const some = fc.record({ inHand: fc.nat({ max: 2 }), last: fc.option(fc.constantFrom(now, at('09:00'))) })
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 6 }), fc.nat(), (loads, turn) => {
        const all = loads.map(({ inHand, last }, index) =>
          asCandidate(aPerson(`p${index}`), { inHand, lastAssigned: last }),
        )
        const cut = turn % all.length
        const turned = [...all.slice(cut), ...all.slice(0, cut)]

        expect(turned.toSorted(byLoad)).toEqual(all.toSorted(byLoad))
      }),
    )
  })
})

describe('whoever is assigned', () => {
  it('is never away, full, without the duty or passed over', () => {
    const load = fc.tuple(fc.constantFrom(0, 5), fc.boolean())
    const chosen = fc.subarray([anAssignment('travel', asha, jun), anAssignment(null, wen, jun)])
    const passed = fc.subarray<Skipped>([
      { person: 'asha', why: 'declined' },
      { person: 'jun', why: 'no-answer' },
    ])
    fc.assert(
      fc.property(fc.tuple(load, load, load), chosen, passed, (loads, assignments, passedOver) => {
        const people = candidates.map((candidate, index) => {
          const [inHand, gone] = loads[index] ?? [0, false]
          return { ...candidate, inHand, ...(gone ? away('2026-03-01', '2026-03-03') : {}) }
        })

        const found = route(ask, people, assignments, now, passedOver)

        if ('refused' in found || found.to === 'pool') return
        expect(found.assistant.inHand).toBeLessThan(found.assistant.capacity)
        expect(found.assistant.away).toEqual([])
        expect(found.assistant.duties).toContain('travel')
        expect(passedOver.map(({ person }) => person)).not.toContain(found.assistant.id)
      }),
    )
  })
})
