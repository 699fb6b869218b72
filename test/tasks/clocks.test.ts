import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spanTo, spansOf, withSpan, type Waited } from '#src/features/tasks/clocks.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { parseHours, type WorkTime } from '#src/time/hours.ts'
import { asha, at, carol, commandsOf, delegation, jun, maya, now, play, taskIn } from './cast.ts'

const hour = 3_600_000
const everyones = [asha, jun, carol, maya]
const hoursOf = (id: string): WorkTime | null => everyones.find((person) => person.id === id) ?? null
const { accept, start, ask, answer, assign } = commandsOf

describe('what an event ended', () => {
  it('is a wait for the assistant, the client or whoever manages, in their working time and by the clock', () => {
    const { events } = play([
      [carol, delegation({ assistant: 'asha' })],
      [asha, accept, at('12:00')],
      [asha, start, at('17:00')],
      [asha, ask, at('2026-03-03T10:00')],
      [carol, answer, at('2026-03-03T20:00')],
    ])

    const spans = spansOf(null, events, hoursOf)

    expect(spans).toEqual([
      null,
      { waitedOn: 'manager', waitedPerson: null, plainMs: 0, workMs: 0 },
      { waitedOn: 'assistant', waitedPerson: 'asha', plainMs: 2 * hour, workMs: 2 * hour },
      { waitedOn: 'assistant', waitedPerson: 'asha', plainMs: 5 * hour, workMs: 5 * hour },
      { waitedOn: 'assistant', waitedPerson: 'asha', plainMs: 17 * hour, workMs: 2 * hour },
      { waitedOn: 'client', waitedPerson: 'carol', plainMs: 10 * hour, workMs: 8 * hour },
    ])
  })

  it('is a wait for the one who had it, when it is given to another', () => {
    const { task } = play([[carol, delegation({ assistant: 'asha' })]])
    const { events } = play([
      [carol, delegation({ assistant: 'asha' })],
      [maya, { ...assign, assistant: 'jun' }, at('13:00')],
    ])

    const [span] = spansOf(task, events.slice(-1), hoursOf)

    expect(span).toEqual({ waitedOn: 'assistant', waitedPerson: 'asha', plainMs: 3 * hour, workMs: 3 * hour })
  })

  it('counts no day on which they are away as work', () => {
    const away = [{ from: Temporal.PlainDate.from('2026-03-03'), to: Temporal.PlainDate.from('2026-03-04') }]

    const span = spanTo(taskIn('in-progress'), at('2026-03-05T10:00'), () => ({ ...asha, away }))

    expect(span).toMatchObject({ plainMs: 72 * hour, workMs: (8 + 1) * hour })
  })

  it('is as long as it was, over the nights in which the clock jumps', () => {
    // In New York the shift of 8 March, from midnight to six, has five hours; that of 1 November has seven.
    const nights: WorkTime = { zone: 'America/New_York', hours: parseHours('every day 0:00-6:00'), away: [] }
    const spanOver = (day: string) => {
      const since = Temporal.PlainDateTime.from(`${day}T00:00`).toZonedDateTime(nights.zone).toInstant()
      const end = Temporal.PlainDateTime.from(`${day}T12:00`).toZonedDateTime(nights.zone).toInstant()
      const { plainMs, workMs } = spanTo(taskIn('in-progress', { since }), end, () => nights)
      return [plainMs / hour, workMs / hour]
    }

    expect(spanOver('2026-03-08')).toEqual([11, 5])
    expect(spanOver('2026-11-01')).toEqual([13, 7])
  })

  it.each(['done', 'cancelled'] as const)('waits for nobody once a task is %s', (status) => {
    expect(spanTo(taskIn(status), now, hoursOf)).toMatchObject({ waitedOn: null, waitedPerson: null })
  })
})

describe('the two clocks', () => {
  const someSpan = fc.record({
    waitedOn: fc.constantFrom('assistant' as const, 'client' as const, 'manager' as const, null),
    waitedPerson: fc.constant(null),
    plainMs: fc.nat(),
    workMs: fc.nat(),
  })

  it('add up what each side was waited for, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(someSpan), (spans) => {
        const all = spans.reduce<Waited>(withSpan, {})
        for (const side of ['assistant', 'client', 'manager'] as const) {
          const theirs = spans.filter(({ waitedOn }) => waitedOn === side)
          const sum = (of: 'plainMs' | 'workMs') => theirs.reduce((total, span) => total + span[of], 0)
          expect(all[side] ?? { plainMs: 0, workMs: 0 }).toEqual({ plainMs: sum('plainMs'), workMs: sum('workMs') })
        }
      }),
    )
  })

  it('together are the time from the first event to the last, while a task is open', () => {
    const { task, events } = play([
      [carol, delegation()],
      [asha, commandsOf.claim, at('11:00')],
      [asha, start, at('15:00')],
      [asha, ask, at('16:00')],
      [carol, answer, at('2026-03-04T09:00')],
    ])
    const spans = spansOf(null, events, hoursOf).filter((span) => span !== null)

    const total = spans.reduce((sum, { plainMs }) => sum + plainMs, 0)

    expect(total).toBe(lastOf(task).epochMilliseconds - task.createdAt.epochMilliseconds)
  })
})

const lastOf = ({ since }: Task) => since
