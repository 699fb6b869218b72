import { describe, expect, it } from 'vitest'
import type { Person } from '#src/kernel/person.ts'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { replay } from '#src/features/tasks/evolve.ts'
import { charactersIn, titleOf } from '#src/features/tasks/title.ts'
import {
  aContext,
  anAssignment,
  asha,
  at,
  carol,
  commandsOf,
  dan,
  delegation,
  jun,
  maya,
  nobody,
  now,
  olga,
  taskIn,
  wen,
} from './cast.ts'

function delegate(changes: Partial<TaskCommand<'delegate'>> = {}, by: Person = carol, context = aContext()) {
  const decision = decide(null, delegation(changes), by, now, context)
  return decision.ok ? replay(decision.events) : decision.reason
}

describe('delegating', () => {
  it('makes a task that is in the pool when nobody is assigned for it', () => {
    expect(delegate()).toMatchObject({
      number: 42,
      client: 'acme',
      requester: 'carol',
      title: 'Book a flight to Pune',
      duty: 'travel',
      priority: 'normal',
      due: at('2026-03-06T17:00'),
      status: 'open',
      assistant: null,
      routed: { by: 'pool', skipped: [] },
      createdAt: now,
      version: 2,
    })
  })

  it('offers it in the same breath to the one who is assigned', () => {
    const context = aContext({ assignments: [anAssignment('travel', jun)] })

    expect(delegate({}, carol, context)).toMatchObject({
      status: 'assigned',
      assistant: 'jun',
      routed: { by: 'assignment', rank: 'primary', duty: 'travel' },
      actBy: at('14:00'),
    })
  })

  it('offers it to the person who was named', () => {
    expect(delegate({ assistant: 'asha' })).toMatchObject({ assistant: 'asha', routed: { by: 'named' } })
  })

  it('takes it at any hour, and lets the answer wait for the morning', () => {
    const friday = at('2026-03-06T20:00')

    const decision = decide(null, delegation({ assistant: 'asha', due: null }), carol, friday, aContext())

    expect(decision.ok && replay(decision.events)).toMatchObject({ assistant: 'asha', actBy: at('2026-03-09T13:00') })
  })

  it.each([
    ['an owner, for any client', olga, 'acme'],
    ['a manager, for any client', maya, 'globex'],
    ['a client, for their own', dan, 'globex'],
  ])('is done by %s', (_, by, client) => {
    expect(delegate({ client }, by)).toMatchObject({ client, requester: by.id })
  })

  it.each([
    ['a client, for another', dan, { code: 'not-your-client', client: 'acme' }],
    ['an assistant', asha, { code: 'not-yours-to-do', needs: ['owner', 'manager', 'client'] }],
    ['one without a role', nobody, { code: 'not-yours-to-do', needs: ['owner', 'manager', 'client'] }],
  ])('is not done by %s', (_, by, reason) => {
    expect(delegate({}, by)).toEqual(reason)
  })

  it.each([
    ['without words', { brief: ' \n ' }, { code: 'nothing-to-delegate' }],
    [
      'with more than a brief holds',
      { brief: 'x'.repeat(20_001) },
      { code: 'brief-too-long', length: 20_001, limit: 20_000 },
    ],
    ['for a time that has passed', { due: now }, { code: 'time-past', at: now }],
    [
      'to one who does not do that',
      { assistant: 'wen' },
      { code: 'duty-not-theirs', assistant: 'wen', duty: 'travel' },
    ],
    ['to one who is no assistant', { assistant: 'dan' }, { code: 'not-an-assistant', name: 'dan' }],
  ])('is refused %s', (_, changes, reason) => {
    expect(delegate(changes)).toMatchObject(reason)
  })

  it('keeps a brief of twenty thousand letters whole, in any script', () => {
    const brief = 'क'.repeat(19_998) + '😀😀'

    expect(delegate({ brief })).toMatchObject({ brief })
  })

  it('is of the kind "other" when none was named, which any assistant may be assigned for', () => {
    const context = aContext({ assignments: [anAssignment(null, wen)] })

    expect(delegate({ duty: null }, carol, context)).toMatchObject({ duty: 'other', assistant: 'wen' })
  })

  it('leaves what has no kind to whoever claims it', () => {
    const task = taskIn('open', { duty: 'other' })

    expect(decide(task, commandsOf.claim, wen, now, aContext()).ok).toBe(true)
  })
})

describe('a title', () => {
  it.each([
    ['Book a flight to Pune', 'Book a flight to Pune'],
    ['Book a flight.\nAisle seat, please', 'Book a flight'],
    ['Call the bank. Ask for the statement.', 'Call the bank'],
    ['Call Dr. Rao at no. 5 about the report', 'Call Dr. Rao at no. 5 about the report'],
    ['Where is it? Find out', 'Where is it?'],
    ['रिपोर्ट भेज दो। फिर फ़ोन करो', 'रिपोर्ट भेज दो'],
    ['Send v2.5 of   the file', 'Send v2.5 of the file'],
    ['\n\n  First words  \nsecond', 'First words'],
  ])('is the first line or sentence: %j', (brief, title) => {
    expect(titleOf(brief)).toBe(title)
  })

  it('ends at a word where it would be longer than 120 letters', () => {
    const title = titleOf('words and '.repeat(30))

    expect(charactersIn(title)).toBeLessThanOrEqual(120)
    expect(title).toMatch(/ (?:words|and)…$/u)
  })

  it.each(['x'.repeat(300), '👩‍👩‍👧'.repeat(100), 'क्षि'.repeat(100)])('never cuts a letter in two: %#', (brief) => {
    const title = titleOf(brief)

    expect(charactersIn(title)).toBeLessThanOrEqual(120)
    expect(brief.startsWith(title.replace(/…$/u, ''))).toBe(true)
    expect(title).toMatch(/(?:x|👩‍👩‍👧|क्षि)…$/u)
  })
})
