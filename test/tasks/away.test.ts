import { describe, expect, it } from 'vitest'
import type { Person } from '#src/kernel/person.ts'
import type { Context } from '#src/features/tasks/context.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { aContext, anAssignment, asCandidate, asha, at, commandsOf, jun, taskIn, wen } from './cast.ts'

const day = (date: string) => Temporal.PlainDate.from(`2026-03-${date}`)
const days = (from: string, to: string) => ({ from: day(from), to: day(to) })
const gone = asCandidate(asha, { away: [days('04', '10')] })
const begun = at('2026-03-04T00:00')
const promised = (local: string) => ({ promise: at(local) })

/** Asha is away; Jun stands in for her, and then Wen. */
function standingIn(changes: Partial<Context> = {}): Context {
  const candidates = [gone, asCandidate(jun), asCandidate({ ...wen, duties: ['travel'] })]
  return aContext({ candidates, assignments: [anAssignment('travel', asha, jun, wen)], ...changes })
}

function handedOver(task: Task, context = standingIn(), moment = begun): Task | null {
  const decision = decide(task, commandsOf['hand-over'], null, moment, context)
  return decision.ok ? decision.events.reduce<Task>(evolve, task) : null
}

describe('a task of an assistant who is away', () => {
  it.each(['claimed', 'in-progress'] as const)('is offered to the backup, who is told why: %s', (status) => {
    const task = handedOver(taskIn(status))

    expect(task).toMatchObject({
      ...{ status: 'assigned', assistant: 'jun', promise: null },
      routed: { by: 'assignment', rank: 'backup', skipped: [{ person: 'asha', why: 'away' }] },
    })
  })

  it.each([
    ['the last day away', '2026-03-10T23:59', 'jun'],
    ['the night before they work again', '2026-03-11T03:30', 'jun'],
    ['when they work again', '2026-03-11T09:00', null],
    ['a day that is over', '2026-03-03T17:00', 'jun'],
  ])('waits for them if it is promised for after their return: %s', (_, promise, expected) => {
    expect(handedOver(taskIn('in-progress', promised(promise)))?.assistant ?? null).toBe(expected)
  })

  it.each(['waiting', 'in-review'] as const)('is not taken from them while the client is to act: %s', (status) => {
    expect(handedOver(taskIn(status, promised('2026-03-05T17:00')))).toBeNull()
  })

  it.each([
    ['is away too', asCandidate(jun, { away: [days('04', '04')] })],
    ['has a public holiday', asCandidate(jun, { away: [{ ...days('04', '04'), holiday: 'Holi' }] })],
    ['is full', asCandidate(jun, { inHand: 5 })],
  ])('goes to the next backup where the first %s', (_, first) => {
    const candidates = [gone, first, asCandidate({ ...wen, duties: ['travel'] })]

    expect(handedOver(taskIn('claimed'), standingIn({ candidates }))?.assistant).toBe('wen')
  })

  it('goes to nobody who has declined it', () => {
    const task = taskIn('claimed', { passedOver: [{ person: 'jun', why: 'declined' }] })

    expect(handedOver(task)?.assistant).toBe('wen')
  })

  it('stays where it is when nobody can take it', () => {
    expect(handedOver(taskIn('in-progress'), standingIn({ assignments: [] }))).toBeNull()
    expect(handedOver(taskIn('claimed'), standingIn({ assignments: [anAssignment('travel', asha)] }))).toBeNull()
  })

  it('says why on its card also where they were in no assignment', () => {
    const task = handedOver(taskIn('claimed'), standingIn({ assignments: [anAssignment('travel', jun)] }))

    expect(task?.routed).toMatchObject({ rank: 'primary', skipped: [{ person: 'asha', why: 'away' }] })
  })

  it('may be offered to them again once they are back', () => {
    const withJun = handedOver(taskIn('claimed'))
    const declined = withJun && decide(withJun, commandsOf.decline, jun, at('2026-03-11T10:00'), standingIn())

    const task = declined?.ok ? declined.events.reduce<Task | null>(evolve, withJun) : null

    expect(task).toMatchObject({ status: 'assigned', assistant: 'asha' })
  })

  it.each([
    ['they are there', '2026-03-03T23:59', gone],
    ['they are back', '2026-03-11T00:00', gone],
    [
      'it is a public holiday',
      '2026-03-04T00:00',
      asCandidate(asha, { away: [{ ...days('04', '10'), holiday: 'Holi' }] }),
    ],
  ])('stays when %s', (_, moment, holder) => {
    const candidates = [holder, asCandidate(jun)]

    for (const status of ['assigned', 'claimed', 'in-progress'] as const)
      expect(handedOver(taskIn(status), standingIn({ candidates }), at(moment))).toBeNull()
  })

  it.each<Person | null>([asha, jun])('is for time alone to hand over, and for nobody to press: $id', (by) => {
    expect(decide(taskIn('claimed'), commandsOf['hand-over'], by, begun, standingIn()).ok).toBe(false)
  })
})

describe('an offer to an assistant who is away', () => {
  it('goes on at once, whenever it is due', () => {
    expect(handedOver(taskIn('assigned', { due: at('2026-06-01T10:00') }))).toMatchObject({ assistant: 'jun' })
  })

  it('goes to the pool where nobody stands in', () => {
    expect(handedOver(taskIn('assigned'), standingIn({ assignments: [] }))).toMatchObject({
      ...{ status: 'open', assistant: null },
      routed: { by: 'pool', skipped: [{ person: 'asha', why: 'away' }] },
    })
  })
})

describe('whoever is away until Friday', () => {
  const weekOff = asCandidate(asha, { away: [days('03', '06')] })
  const dueBy = (local: string) =>
    handedOver(
      taskIn('in-progress', promised(local)),
      standingIn({ candidates: [weekOff, asCandidate(jun)] }),
      at('2026-03-03T00:00'),
    )?.assistant ?? null

  it('cannot keep what is due in the night to Saturday: they work again on Monday at nine', () => {
    expect(dueBy('2026-03-07T03:30')).toBe('jun')
    expect(dueBy('2026-03-08T17:00')).toBe('jun')
    expect(dueBy('2026-03-09T09:00')).toBeNull()
  })
})
