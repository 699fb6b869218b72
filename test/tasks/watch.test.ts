import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import { keptFor, managers, readKept, writeKept, type Kept, type NudgeStep } from '#src/features/tasks/kept.ts'
import { putOff } from '#src/features/tasks/snooze.ts'
import type { Watched } from '#src/features/tasks/stages.ts'
import type { Status, Task, TaskEvent } from '#src/features/tasks/task.ts'
import { timetable, watch } from '#src/features/tasks/watch.ts'
import { parseHours, type WorkTime } from '#src/time/hours.ts'
import { isQuiet } from '#src/time/quiet.ts'
import { aContext, asha, at, carol, jun, maya, now, storyTo, taskIn } from './cast.ts'

const inNewYork: WorkTime = { zone: 'America/New_York', hours: parseHours('Mon-Fri 9:00-17:00'), away: [] }

function watched(task: Task, changes: Partial<Watched> = {}): Watched {
  return {
    task,
    assistant: { person: 'asha', work: asha },
    requester: { person: 'carol', work: carol },
    backup: null,
    manager: maya,
    responseHours: 4,
    ...changes,
  }
}

type Said = { at: Temporal.Instant; what: string; to: string; outcome: Temporal.Instant | null }

/** What the clock does of a task that nobody touches, looking whenever it said that it would. */
type Following = {
  from?: Temporal.Instant
  until?: Temporal.Instant
  kept?: Kept | null
  /** When somebody looks, who was to look at that moment. */
  looks?(next: Temporal.Instant): Temporal.Instant
}

function follow(
  given: Watched,
  { from = now, until = from.add({ hours: 24 * 40 }), kept = null, looks = (next) => next }: Following = {},
): Said[] {
  const said: Said[] = []
  let before = kept
  let next: Temporal.Instant | null = from
  for (let rounds = 0; next && rounds < 200; rounds++) {
    const moment: Temporal.Instant = looks(next)
    if (Temporal.Instant.compare(moment, until) > 0) break
    const seen = watch(given, before, moment)
    for (const due of seen.due) {
      if (due.does === 'move') said.push({ at: moment, what: due.command, to: '', outcome: null })
      else said.push({ at: moment, what: due.step, to: due.to, outcome: due.outcome })
    }
    if (seen.due.some(({ does }) => does === 'move')) break
    if (seen.next && Temporal.Instant.compare(seen.next, moment) <= 0) throw new Error('it would look again at once')
    before = readKept(JSON.parse(JSON.stringify(writeKept(seen.kept))))
    next = seen.next
  }
  return said
}

const told = (said: Said[]) => said.map(({ at: when, what, to }) => [local(when), what, to])
const local = (moment: Temporal.Instant) =>
  moment.toZonedDateTimeISO('Asia/Kolkata').toPlainDateTime().toString().slice(5, 16)

/** None with a due time, so that nothing is said of that. */
const quiet = { due: null } as const

describe('an offer', () => {
  it('is spoken of once, when three quarters of the response time have passed, and passed on when it has', () => {
    // Offered at ten, to be answered within four working hours.
    const said = follow(watched(taskIn('assigned', quiet)))

    expect(told(said)).toEqual([
      ['03-02T13:00', 'accept-soon', 'asha'],
      ['03-02T14:00', 'pass-on', ''],
    ])
  })

  it('waits over the night in which its assistant does not work', () => {
    const since = at('16:00')
    const actBy = at('2026-03-03T11:00')

    const said = follow(watched(taskIn('assigned', { ...quiet, since, actBy })), { from: since })

    expect(told(said)).toEqual([
      ['03-03T10:00', 'accept-soon', 'asha'],
      ['03-03T11:00', 'pass-on', ''],
    ])
  })

  it('is not passed on unheard after a time in which the bot was down: first comes the word, then some time', () => {
    const said = follow(watched(taskIn('assigned', quiet)), { from: at('16:00') })

    expect(told(said)).toEqual([
      ['03-02T16:00', 'accept-soon', 'asha'],
      ['03-02T16:48', 'pass-on', ''],
    ])
  })

  it('does not wait for one who went away for days', () => {
    const away = { ...asha, away: [{ from: day('2026-03-02'), to: day('2026-03-20') }] }

    const said = follow(watched(taskIn('assigned', quiet), { assistant: { person: 'asha', work: away } }))

    expect(told(said)).toEqual([['03-02T14:00', 'pass-on', '']])
  })

  it('is passed on all the same when its assistant has left', () => {
    const said = follow(watched(taskIn('assigned', quiet), { assistant: null }))

    expect(told(said)).toEqual([['03-02T14:00', 'pass-on', '']])
  })
})

describe('a claim', () => {
  it('is spoken of before its lease runs out and when, and goes back two hours after that', () => {
    const said = follow(watched(taskIn('claimed', quiet)))

    expect(told(said)).toEqual([
      ['03-02T16:00', 'start-soon', 'asha'],
      ['03-03T09:00', 'start-now', 'asha'],
      ['03-03T11:00', 'lapse', ''],
    ])
  })

  it('whose promise comes before the end of the lease is spoken of by the promise', () => {
    const task = taskIn('claimed', { ...quiet, promise: at('14:00') })

    const said = follow(watched(task))

    expect(said.map(({ what }) => what)).toEqual(['due-soon', 'due-now', 'late-work', 'start-now', 'lapse'])
  })
})

describe('work that was promised', () => {
  const task = taskIn('in-progress', { ...quiet, promise: at('2026-03-04T15:00'), actBy: at('2026-03-04T15:00') })

  it('is spoken of before and when, then told to whoever stands in, and then to whoever manages', () => {
    const said = follow(watched(task, { backup: { person: 'jun', work: jun } }))

    expect(told(said)).toEqual([
      ['03-04T09:15', 'due-soon', 'asha'],
      ['03-04T15:00', 'due-now', 'asha'],
      ['03-05T10:00', 'standby', 'jun'],
      ['03-05T14:00', 'late-work', managers],
    ])
  })

  it('is told to whoever manages where nobody stands in', () => {
    expect(follow(watched(task)).map(({ what }) => what)).toEqual(['due-soon', 'due-now', 'late-work'])
  })

  it('is told within a day to whoever manages, also when its assistant is not there', () => {
    const away = { ...asha, away: [{ from: day('2026-03-04'), to: day('2026-03-30') }] }

    const said = follow(watched(task, { assistant: { person: 'asha', work: away } }))

    expect(told(said).find(([, what]) => what === 'late-work')).toEqual(['03-05T15:00', 'late-work', managers])
  })

  it('that is begun too late is not called late in the same moment', () => {
    const late = taskIn('in-progress', { ...quiet, promise: at('09:00'), actBy: at('09:00') })

    expect(told(follow(watched(late)))[0]).toEqual(['03-02T11:00', 'due-now', 'asha'])
  })

  it('is told as one word, the last, when the bot was down meanwhile', () => {
    const said = follow(watched(task), { from: at('2026-03-04T16:00') })

    expect(said.map(({ what }) => what)).toEqual(['due-now', 'late-work'])
  })
})

describe('a question', () => {
  it('is remembered to its client twice, in their hours, and then to whoever manages', () => {
    const said = follow(watched(taskIn('waiting', quiet), { requester: { person: 'carol', work: inNewYork } }))

    // Asked at ten in Kolkata, when it is night in New York.
    expect(said.map(({ at: moment, what }) => [moment.toString(), what])).toEqual([
      ['2026-03-02T18:00:00Z', 'answer'],
      ['2026-03-03T18:00:00Z', 'answer-still'],
      ['2026-03-05T03:30:00Z', 'unanswered'],
    ])
  })

  it('stops all that its assistant is waited for', () => {
    const said = follow(watched(taskIn('waiting', { ...quiet, promise: at('11:00') })))

    expect(said.filter(({ to }) => to === 'asha')).toEqual([])
  })
})

describe('a review', () => {
  const task = taskIn('in-review', quiet)

  it('is spoken of twice before silence accepts the result', () => {
    // Handed in on Monday at ten, for seven days: half of them are over on Thursday night, three quarters on Saturday.
    const said = follow(watched(task))

    expect(told(said)).toEqual([
      ['03-05T17:00', 'review', 'carol'],
      ['03-06T17:00', 'review-last', 'carol'],
      ['03-09T10:00', 'accept-by-silence', ''],
    ])
  })

  it('is accepted by silence when the card says so, where its client was there to be told in time', () => {
    const awake = { ...carol, hours: null }

    const said = follow(watched(task, { requester: { person: 'carol', work: awake } }))

    expect(said.at(-1)).toMatchObject({ what: 'accept-by-silence', at: task.actBy })
  })

  it('waits for a client on holiday: silence then is no assent', () => {
    const away = { ...carol, away: [{ from: day('2026-03-03'), to: day('2026-03-22') }] }

    const said = follow(watched(task, { requester: { person: 'carol', work: away } }))

    expect(told(said)).toEqual([
      ['03-23T09:00', 'review', 'carol'],
      ['03-24T09:00', 'review-last', 'carol'],
      ['03-25T09:00', 'accept-by-silence', ''],
    ])
  })

  it('has both words said before it ends, however long the bot was down', () => {
    const said = follow(watched(task), { from: at('2026-04-06T10:00') })

    expect(said.map(({ what }) => what)).toEqual(['review', 'review-last', 'accept-by-silence'])
  })
})

describe('a task in the pool', () => {
  it('is told once to its client, and twice to whoever manages, in their hours', () => {
    expect(told(follow(watched(taskIn('open', quiet))))).toEqual([
      ['03-02T14:00', 'unclaimed', managers],
      ['03-02T14:00', 'untaken', 'carol'],
      ['03-03T09:00', 'unclaimed-still', managers],
    ])
  })
})

describe('a due time at risk', () => {
  const due = at('2026-03-06T17:00')

  it.each<[Status, NudgeStep | 'none', string]>([
    ['open', 'at-risk', '03-05T15:15'],
    ['assigned', 'at-risk', '03-05T15:15'],
    ['claimed', 'at-risk', '03-05T15:15'],
    ['waiting', 'at-risk', '03-05T15:15'],
    // They work until then: it may still be done.
    ['in-progress', 'at-risk', '03-06T17:00'],
  ])('is told to the client once, early where nobody works on it: %s', (status, step, when) => {
    const given = watched(taskIn(status, { due }))
    const planned = timetable(given, keptFor(given.task.version, null), now).filter((each) => each.step === step)

    expect(planned.map((each) => local(each.at))).toEqual([when])
  })

  it('is told when its assistant has hardly any hours left before it', () => {
    const given = watched(taskIn('in-progress', { due: at('2026-03-08T12:00'), promise: at('2026-03-08T12:00') }))
    const planned = timetable(given, keptFor(given.task.version, null), now).find(({ step }) => step === 'at-risk')

    // Due on Sunday; their last working hour before that is on Friday from five.
    expect(planned && local(planned.at)).toBe('03-06T17:00')
  })

  it('is told at once when the promise has moved behind it', () => {
    const given = watched(taskIn('in-progress', { due, promise: at('2026-03-09T12:00') }))

    expect(watch(given, null, now).due).toMatchObject([{ step: 'at-risk', to: 'carol' }])
  })

  it('is not told again after it was, whatever becomes of the task', () => {
    const before: Kept = { version: 1, told: [], snoozed: [], atRisk: true }

    const said = follow(watched(taskIn('claimed', { due })), { kept: before })

    expect(said.filter(({ what }) => what === 'at-risk')).toEqual([])
  })

  it('is none once a result was handed in', () => {
    const given = watched(taskIn('in-review', { due }))

    expect(follow(given).filter(({ what }) => what === 'at-risk')).toEqual([])
  })
})

describe('a word that was put off', () => {
  const given = watched(taskIn('claimed', quiet))
  const after = () => watch(given, null, at('16:00')).kept

  it('comes again just then, at whatever hour, and not a second time', () => {
    const kept = putOff(after(), { step: 'start-soon', to: 'asha' }, at('21:30'))

    const said = follow(given, { from: at('16:01'), kept })

    expect(told(said).slice(0, 2)).toEqual([
      ['03-02T21:30', 'start-soon', 'asha'],
      ['03-03T09:00', 'start-now', 'asha'],
    ])
  })

  it('puts off the next to the same one, and is one with it', () => {
    const kept = putOff(after(), { step: 'start-soon', to: 'asha' }, at('2026-03-03T10:00'))

    expect(told(follow(given, { from: at('16:01'), kept }))).toEqual([
      ['03-03T10:00', 'start-now', 'asha'],
      ['03-03T11:36', 'lapse', ''],
    ])
  })

  it('does not put off what it speaks of', () => {
    const kept = putOff(after(), { step: 'start-soon', to: 'asha' }, at('2026-03-20T10:00'))

    expect(told(follow(given, { from: at('16:01'), kept }))).toEqual([['03-03T11:00', 'lapse', '']])
  })

  it('is over when the task moves', () => {
    const kept = putOff(after(), { step: 'start-soon', to: 'asha' }, at('17:00'))

    expect(keptFor(given.task.version + 1, kept)).toMatchObject({ told: [], snoozed: [] })
  })
})

describe('what is urgent', () => {
  it('is said at any hour', () => {
    const task = taskIn('open', { ...quiet, priority: 'urgent', since: at('20:00'), actBy: at('23:00') })

    expect(told(follow(watched(task), { from: at('20:00') }))[0]).toEqual(['03-02T23:00', 'unclaimed', managers])
  })
})

describe('someone who has set no hours', () => {
  it('hears nothing between ten at night and seven in the morning', () => {
    const any = { ...asha, hours: null }
    const task = taskIn('assigned', { ...quiet, since: at('20:30'), actBy: at('2026-03-03T09:30') })

    const said = follow(watched(task, { assistant: { person: 'asha', work: any } }), { from: at('20:30') })

    expect(told(said)).toEqual([
      ['03-03T08:30', 'accept-soon', 'asha'],
      ['03-03T09:30', 'pass-on', ''],
    ])
  })
})

describe('the clocks of the world', () => {
  it('jump in spring, and working hours are counted as they are worked', () => {
    // In New York the night of 8 March has an hour less: a night shift of eight hours on the clock has seven.
    const nights: WorkTime = { zone: 'America/New_York', hours: parseHours('every day 22:00-6:00'), away: [] }
    const since = Temporal.Instant.from('2026-03-08T03:00Z')
    const actBy = Temporal.Instant.from('2026-03-08T07:00Z')
    const task = taskIn('assigned', { ...quiet, since, actBy })

    const said = follow(watched(task, { assistant: { person: 'asha', work: nights } }), { from: since })

    expect(said.map(({ at: moment, what }) => [moment.toString(), what])).toEqual([
      ['2026-03-08T06:00:00Z', 'accept-soon'],
      ['2026-03-08T07:00:00Z', 'pass-on'],
    ])
  })
})

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text)
}

const zones = [
  'Asia/Kolkata',
  'America/New_York',
  'Europe/London',
  'Europe/Lisbon',
  'Asia/Manila',
  'Australia/Sydney',
  'Australia/Lord_Howe',
]
const someWork: fc.Arbitrary<WorkTime> = fc.record({
  zone: fc.constantFrom(...zones),
  hours: fc.constantFrom(null, parseHours('Mon-Fri 9-17'), parseHours('every day 22:00-6:00'), parseHours('Sat 10-12')),
  away: fc.constantFrom([], [{ from: day('2026-03-29'), to: day('2026-04-07') }]),
})

const livelong: Status[] = ['assigned', 'open', 'claimed', 'in-progress', 'waiting', 'in-review']
const spring = Temporal.Instant.from('2026-03-06T00:00Z')
const minutes = (most: number) => fc.integer({ min: 0, max: most })

/** A task that came to where it stands at some moment around the clock changes of spring, among people anywhere. */
const someWatched: fc.Arbitrary<Watched> = fc
  .record({
    status: fc.constantFrom(...livelong),
    since: minutes(30 * 24 * 60),
    limit: minutes(8 * 24 * 60),
    due: fc.option(minutes(8 * 24 * 60)),
    urgent: fc.boolean(),
    assistant: someWork,
    requester: someWork,
    manager: someWork,
    backup: fc.option(someWork),
  })
  .map(({ status, since: after, limit, due: dueAfter, urgent, assistant, requester, manager, backup }) => {
    const since = spring.add({ minutes: after })
    const by = since.add({ minutes: limit })
    const task: Task = Object.assign({}, storyTo(status).task, {
      ...{ since, createdAt: since, actBy: status === 'waiting' ? null : by },
      ...(status === 'open' || status === 'assigned' ? {} : { promise: by }),
      due: dueAfter === null ? null : since.add({ minutes: dueAfter }),
      priority: urgent ? 'urgent' : 'normal',
    })
    return {
      task,
      assistant: { person: 'asha', work: assistant },
      requester: { person: 'carol', work: requester },
      backup: backup && { person: 'jun', work: backup },
      manager,
      responseHours: 4,
    }
  })

/** When somebody looks is not always when they were to: how long each look is late, in minutes. */
const someDelays = fc.array(fc.oneof(fc.constant(0), minutes(5 * 24 * 60)), { minLength: 1, maxLength: 8 })

function sometimesDown(delays: number[]) {
  let turn = 0
  return (next: Temporal.Instant) => next.add({ minutes: delays[turn++ % delays.length] ?? 0 })
}

const workOf = ({ assistant, requester, backup, manager }: Watched, to: string): WorkTime | null =>
  [assistant, requester, backup].find((each) => each?.person === to)?.work ?? manager

describe('whatever the task, the people and the times at which anybody looks', () => {
  const check = (property: (given: Watched, said: Said[]) => void) =>
    fc.assert(
      fc.property(someWatched, someDelays, (given, delays) => {
        const from = given.task.since
        property(given, follow(given, { from, until: from.add({ hours: 24 * 120 }), looks: sometimesDown(delays) }))
      }),
      { numRuns: 150 },
    )

  it('nobody hears more than three words of one thing, and none of them twice', () => {
    check((_, said) => {
      const words = said.filter(({ to }) => to !== '')
      for (const to of new Set(words.map((each) => each.to))) {
        const theirs = words.filter((each) => each.to === to).map(({ what }) => what)
        expect(new Set(theirs).size).toBe(theirs.length)
        expect(theirs.length).toBeLessThanOrEqual(3)
      }
    })
  })

  it('nobody is spoken to in their quiet hours, unless it is urgent', () => {
    check((given, said) => {
      if (given.task.priority === 'urgent') return
      const woken = said.filter(({ to, at: moment }) => {
        const work = to === '' ? null : workOf(given, to)
        return work && isQuiet(moment, work)
      })
      expect(woken).toEqual([])
    })
  })

  it('nothing is said after it was done', () => {
    check((given, said) => {
      const over: Task = Object.assign({}, storyTo('done').task, { version: given.task.version })
      for (const { at: moment } of said)
        expect(watch({ ...given, task: over }, null, moment)).toMatchObject({ due: [], next: null })
    })
  })

  it('a claim goes back after a word, and silence accepts after two, each some time before', () => {
    check((_, said) => {
      const move = said.findIndex(({ what }) => what === 'accept-by-silence')
      if (move < 0) return
      expect(said.slice(0, move).filter(({ what }) => what.startsWith('review'))).toHaveLength(2)
      expect(Temporal.Instant.compare(said[move - 1]?.at ?? spring, said[move]?.at ?? spring)).toBeLessThan(0)
    })
  })

  it('what a word says that will happen happens then, when everybody looks in time', () => {
    fc.assert(
      fc.property(someWatched, (given) => {
        const from = given.task.since
        const said = follow(given, { from, until: from.add({ hours: 24 * 120 }) })
        const move = said.find(({ to }) => to === '')
        const warned = said.findLast(({ outcome }) => outcome !== null)
        if (move && warned) expect(warned.outcome).toEqual(move.at)
      }),
      { numRuns: 150 },
    )
  })

  it('each look tells one thing to one person at the most', () => {
    check((_, said) => {
      const seen = said.filter(({ to }) => to !== '').map(({ at: moment, to }) => `${moment.toString()} ${to}`)
      expect(new Set(seen).size).toBe(seen.length)
    })
  })

  it('every move that time makes is one that the rules grant then', () => {
    check((given, said) => {
      const last = said.at(-1)
      const command = (['pass-on', 'lapse', 'accept-by-silence'] as const).find((type) => type === last?.what)
      if (!last || !command) return
      const decision = decide(given.task, { type: command }, null, last.at, aContext())
      expect(decision).toMatchObject({ ok: true })
      if (decision.ok) decision.events.reduce<Task>((task, event: TaskEvent) => evolve(task, event), given.task)
    })
  })
})
