import { describe, expect, it } from 'vitest'
import { languages, type Person } from '#src/kernel/person.ts'
import { nudgeSteps, type NudgeStep } from '#src/features/tasks/kept.ts'
import { movesOf } from '#src/features/tasks/next.ts'
import { nudgeCard } from '#src/features/tasks/nudges.ts'
import { risks } from '#src/features/tasks/risk.ts'
import type { Status, Task } from '#src/features/tasks/task.ts'
import { nudgeTopic, type Notification } from '#src/features/telling/line.ts'
import { writeActionId } from '#src/kernel/action-id.ts'
import { readerFor } from '#src/words/reader.ts'
import { readCard } from '#test/read.ts'
import { asha, at, carol, jun, maya, now, taskIn, viewOf } from './cast.ts'
import { readActionId } from '#src/features/actions.ts'

type Nudge = Extract<Notification, { kind: 'nudge' }>

/** To whom each is said, and of a task in which status. */
const told: Record<NudgeStep, [Status, Person]> = {
  'accept-soon': ['assigned', asha],
  'start-soon': ['claimed', asha],
  'due-soon': ['in-progress', asha],
  'start-now': ['claimed', asha],
  'due-now': ['in-progress', asha],
  answer: ['waiting', carol],
  'answer-still': ['waiting', carol],
  review: ['in-review', carol],
  'review-last': ['in-review', carol],
  'at-risk': ['open', carol],
  untaken: ['open', carol],
  standby: ['in-progress', jun],
  unclaimed: ['open', maya],
  'unclaimed-still': ['open', maya],
  unanswered: ['waiting', maya],
  promise: ['in-progress', asha],
  unpromised: ['in-progress', maya],
  'late-work': ['in-progress', maya],
}

function aNudge(task: Task, step: NudgeStep, changes: Partial<Nudge> = {}): Nudge {
  return {
    ...{ kind: 'nudge', task: task.id, person: told[step][1].id, step, version: task.version },
    ...{ told: now.toString(), outcome: null, why: null, late: null },
    ...changes,
  }
}

const labels = (card: ReturnType<typeof nudgeCard>) => (card.buttons ?? []).map(({ label }) => label)

describe.each(nudgeSteps)('a word from the clock: %s', (step) => {
  const [status, person] = told[step]
  const task = taskIn(status)

  it('offers only what its reader may do, and ways to put it off, in ids that both platforms hold', () => {
    const card = nudgeCard(viewOf(task), aNudge(task, step), person, readerFor(person, now))

    const ids = (card.buttons ?? []).flatMap((button) => ('action' in button ? [writeActionId(button.action)] : []))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => id.length > 100 || !readActionId(id))).toEqual([])
    expect(labels(card).slice(-4)).toEqual(['In 15 minutes', 'In 1 hour', 'Tomorrow morning', 'Another time'])
  })

  it.each(languages)('says of which task, in the words of its reader: %s', (language) => {
    const reader = readerFor({ ...person, language }, now)

    expect(readCard(nudgeCard(viewOf(task), aNudge(task, step), person, reader))).toMatch(/#42/u)
  })

  it('leaves nothing to press once the task has moved on', () => {
    const card = nudgeCard(
      viewOf(task),
      aNudge(task, step, { version: task.version - 1 }),
      person,
      readerFor(person, now),
    )

    expect(card).toMatchObject({ tone: 'closed' })
    expect(card.buttons ?? []).toEqual([])
  })
})

describe('what is said', () => {
  const words = (task: Task, nudge: Nudge, person: Person) =>
    readCard(nudgeCard(viewOf(task), nudge, person, readerFor(person, now)))

  it.each<[NudgeStep, string]>([
    ['accept-soon', 'If you do not accept it, it goes to the next in line: today, 5:00 pm (Kolkata).'],
    ['start-now', 'If you do not start, it goes back to the pool: today, 5:00 pm (Kolkata).'],
    ['review', 'If you say nothing, it counts as accepted: today, 5:00 pm (Kolkata).'],
  ])('tells what happens if nothing is done, and when: %s', (step, sentence) => {
    const task = taskIn(told[step][0])

    expect(words(task, aNudge(task, step, { outcome: at('17:00').toString() }), told[step][1])).toContain(sentence)
  })

  it('holds the question and its answers', () => {
    const task = taskIn('waiting')

    expect(words(task, aNudge(task, 'answer'), carol)).toMatch(
      /Which day\?\n\[Thursday\] \[Friday\] \[Answer in words\]/u,
    )
  })

  it.each(risks)('tells a client why a due time is at risk: %s', (why) => {
    const task = taskIn('in-progress')

    const said = words(task, aNudge(task, 'at-risk', { why }), carol)

    expect(said).toMatch(/^#42 may not be done in time\n/u)
    expect(said).toMatch(/\nDue Fri 6 Mar, 5:00 pm \(Kolkata\)\./u)
    expect(said.split('\n')[2]).toMatch(/\S.*\.$/u)
  })

  it('says late once it is', () => {
    const task = taskIn('in-progress', { due: at('09:00') })

    expect(words(task, aNudge(task, 'at-risk', { why: 'late' }), carol)).toMatch(/^#42 is late\n/u)
  })

  it('says that it comes late, when the bot was down', () => {
    const task = taskIn('claimed')

    expect(words(task, aNudge(task, 'start-soon', { late: at('07:00').toString() }), asha)).toMatch(
      /This was to come today, 7:00 am \(Kolkata\); I was not running then\./u,
    )
  })

  it('shows who stands in no more than the kind of work and its client', () => {
    const task = taskIn('in-progress', { title: 'The secret title', brief: 'A secret brief' })

    const said = words(task, aNudge(task, 'standby'), jun)

    expect(said).not.toMatch(/secret/u)
    expect(said).toMatch(/^#42 is late with Asha, for whom you stand in\nIt is travel, for Acme Textiles\./u)
    expect(movesOf(task, jun, now)).toEqual([])
  })

  it('is one message for each time that it is said', () => {
    const task = taskIn('open')
    const topics = [
      nudgeTopic(aNudge(task, 'answer')),
      nudgeTopic(aNudge(task, 'answer', { told: at('17:00').toString() })),
      nudgeTopic(aNudge(task, 'answer-still')),
      nudgeTopic(aNudge(task, 'answer', { person: 'dan' })),
    ]

    expect(new Set(topics).size).toBe(topics.length)
  })
})
