import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '#src/kernel/person.ts'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { evolve } from '#src/features/tasks/evolve.ts'
import { statuses, type Task } from '#src/features/tasks/task.ts'
import { mergeKeyOf, recipientOf, type Notification } from '#src/features/telling/line.ts'
import { tell } from '#src/features/telling/tell.ts'
import {
  aContext,
  anAssignment,
  asCandidate,
  asha,
  at,
  carol,
  cleo,
  commandsOf,
  delegation,
  everyone,
  jun,
  maya,
} from '#test/tasks/cast.ts'
import { now, storyTo, taskIn } from '#test/tasks/cast.ts'

const boards = ['board-room']

/** What is told because of one command, in short: whom, of what. */
function told(
  before: Task | null,
  command: TaskCommand,
  by: Person | null,
  context = aContext(),
  moment = now,
): string[] {
  const decision = decide(before, command, by, moment, context)
  if (!decision.ok) throw new Error(JSON.stringify(decision.reason))
  const after = decision.events.reduce<Task | null>(evolve, before)
  return after ? tell(before, after, decision.events, { boards }).map(inShort) : []
}

function inShort(line: Notification): string {
  switch (line.kind) {
    case 'card':
      return `card:${line.for}${line.for === 'offer' || line.for === 'assistant' ? `:${line.person}` : ''}`
    case 'notice':
      return `${line.person} hears of ${line.notice.about}`
    case 'alert':
      return `managers hear of ${line.notice.about}`
    default:
      return line.kind
  }
}

const messages = (lines: string[]) => lines.filter((line) => line.includes(' hear'))
const cards = (lines: string[]) => lines.filter((line) => line.startsWith('card'))
const later = at('2026-03-20T10:00')

describe('a new message', () => {
  const assigned = aContext({ assignments: [anAssignment('travel', asha, jun)] })
  it.each([
    ['a task is delegated', null, delegation(), carol, []],
    ['it is claimed', taskIn('open'), commandsOf.claim, asha, []],
    ['it is started', taskIn('claimed'), commandsOf.start, asha, []],
    ['a question is asked', taskIn('in-progress'), commandsOf.ask, asha, ['carol hears of question']],
    ['it is handed in', taskIn('in-progress'), commandsOf.submit, asha, ['carol hears of review']],
    [
      'an offer is declined',
      taskIn('assigned'),
      commandsOf.decline,
      asha,
      ['carol hears of declined', 'managers hear of declined'],
    ],
    [
      'it is given back',
      taskIn('claimed'),
      commandsOf.release,
      asha,
      ['carol hears of released', 'managers hear of released'],
    ],
    ['it is cancelled', taskIn('claimed'), commandsOf.cancel, carol, ['asha hears of cancelled']],
    [
      'it is cancelled by a manager',
      taskIn('claimed'),
      commandsOf.cancel,
      maya,
      ['asha hears of cancelled', 'carol hears of cancelled'],
    ],
    ['it is reopened', taskIn('done'), commandsOf.reopen, carol, ['asha hears of reopened']],
    ['it is rated', taskIn('done'), commandsOf.rate, carol, ['asha hears of rated']],
    ['a manager gives it to someone else', taskIn('claimed'), commandsOf.assign, maya, ['asha hears of reassigned']],
  ] as const)('goes to the one whose move it is, or who waits in vain: %s', (_, before, command, by, expected) => {
    expect(messages(told(before, command, by))).toEqual(expected)
  })

  it.each([
    ['a question is answered', taskIn('waiting'), commandsOf.answer, 'answered', 'question'],
    ['a result is accepted', taskIn('in-review'), commandsOf.accept, 'accepted', 'review'],
    ['a result is returned', taskIn('in-review'), commandsOf.return, 'returned', 'review'],
  ] as const)(
    'goes to the assistant, and the one that asked loses its buttons: %s',
    (_, before, command, about, asked) => {
      expect(messages(told(before, command, carol))).toEqual([`asha hears of ${about}`, `carol hears of ${asked}`])
    },
  )

  it('is not sent to whoever did it, and is to a colleague who did not', () => {
    expect(messages(told(taskIn('claimed'), commandsOf.cancel, cleo))).toEqual([
      'asha hears of cancelled',
      'carol hears of cancelled',
    ])
  })

  it('tells a manager and the client when an assistant let it pass', () => {
    const passed = messages(told(taskIn('assigned'), commandsOf['pass-on'], null, assigned, later))
    const lapsed = messages(told(taskIn('claimed'), commandsOf.lapse, null, assigned, later))

    expect(passed).toEqual(['managers hear of no-answer'])
    expect(lapsed).toEqual(['carol hears of lapsed', 'asha hears of lapsed', 'managers hear of lapsed'])
  })

  it('tells the client and whoever is away, once, that work is handed over, and no manager', () => {
    const away = [{ from: Temporal.PlainDate.from('2026-03-20'), to: Temporal.PlainDate.from('2026-03-27') }]
    const context = { ...assigned, candidates: [asCandidate(asha, { away }), asCandidate(jun)] }

    expect(messages(told(taskIn('claimed'), commandsOf['hand-over'], null, context, later))).toEqual([
      'carol hears of handed-over',
      'asha hears of handed-over',
    ])
    expect(messages(told(taskIn('assigned'), commandsOf['hand-over'], null, context, later))).toEqual([
      'asha hears of handed-over',
    ])
  })

  it('tells both sides that silence has accepted', () => {
    expect(messages(told(taskIn('in-review'), commandsOf['accept-by-silence'], null, aContext(), later))).toEqual([
      'asha hears of accepted',
      'carol hears of accepted',
      'carol hears of review',
    ])
  })
})

describe('a card', () => {
  it('is posted for the requester and on the board, when a task is anyone’s', () => {
    expect(cards(told(null, delegation(), carol))).toEqual(['card:requester', 'card:board'])
  })

  it('is not put on the board for a task that is offered to someone', () => {
    expect(cards(told(null, delegation({ assistant: 'asha' }), carol))).toEqual(['card:requester', 'card:offer:asha'])
  })

  it('is brought up to date wherever it stands', () => {
    expect(cards(told(taskIn('open'), commandsOf.claim, asha))).toEqual([
      'card:requester',
      'card:board',
      'card:assistant:asha',
    ])
    expect(cards(told(taskIn('assigned'), commandsOf.accept, asha))).toEqual([
      'card:requester',
      'card:offer:asha',
      'card:assistant:asha',
    ])
    expect(cards(told(taskIn('claimed'), commandsOf.release, asha))).toEqual([
      'card:requester',
      'card:board',
      'card:assistant:asha',
    ])
  })

  it('tells the one who lost the task and the one who is asked now', () => {
    expect(cards(told(taskIn('claimed'), commandsOf.assign, maya))).toEqual([
      'card:requester',
      'card:offer:asha',
      'card:assistant:asha',
      'card:offer:jun',
    ])
  })
})

describe('what is told', () => {
  it.each(statuses)('says what happened before the cards that show it: %s', (status) => {
    const lines = Object.values(commandsOf).flatMap((command) =>
      everyone.flatMap((by) => {
        const before = taskIn(status)
        const decision = decide(before, command, by, now, aContext())
        return decision.ok ? [told(before, command, by)] : []
      }),
    )

    expect(lines.length > 0).toBe(status !== 'cancelled')
    for (const each of lines) {
      const firstCard = each.findIndex((line) => line.startsWith('card'))
      expect(each[firstCard]).toBe('card:requester')
      expect(messages(each.slice(firstCard))).toEqual([])
      expect(new Set(each).size).toBe(each.length)
    }
  })

  it('speaks of the event at its place in the history, so that a second one is not merged with it', () => {
    const { task } = storyTo('waiting')
    const lines = tell(taskIn('in-progress'), task, storyTo('waiting').events.slice(-1), { boards })
    const notice = lines.find((line) => line.kind === 'notice')

    expect(notice).toMatchObject({ person: 'carol', notice: { about: 'question', event: task.version, by: 'asha' } })
  })

  it('is edited into the message that asked, once the question is settled', () => {
    const waiting = taskIn('waiting')
    const asked: Notification = {
      kind: 'notice',
      task: waiting.id,
      person: 'carol',
      notice: { about: 'question', event: waiting.version, by: 'asha' },
    }
    const decision = decide(waiting, commandsOf.answer, carol, now, aContext())
    if (!decision.ok) throw new Error('refused')

    const lines = tell(waiting, decision.events.reduce<Task>(evolve, waiting), decision.events, { boards })

    expect(lines.map(mergeKeyOf)).toContain(mergeKeyOf(asked))
  })
})

const someLine: fc.Arbitrary<Notification> = fc.constantFrom<Notification[]>(
  { kind: 'card', task: 't1', for: 'requester' },
  { kind: 'card', task: 't2', for: 'requester' },
  { kind: 'card', task: 't1', for: 'board', room: 'r1' },
  { kind: 'card', task: 't1', for: 'board', room: 'r2' },
  { kind: 'card', task: 't1', for: 'offer', person: 'asha' },
  { kind: 'card', task: 't1', for: 'assistant', person: 'asha' },
  { kind: 'card', task: 't1', for: 'assistant', person: 'jun' },
  { kind: 'notice', task: 't1', person: 'carol', notice: { about: 'question', event: 3, by: 'asha' } },
  { kind: 'notice', task: 't1', person: 'carol', notice: { about: 'question', event: 5, by: 'asha' } },
  { kind: 'alert', task: 't1', notice: { about: 'reassigned', event: 3, by: null } },
  { kind: 'digest', person: 'carol', slot: 's', since: now.toString() },
  { kind: 'undelivered', task: null, person: null, why: 'gone', attempts: 3 },
)

describe('lines in the outbox', () => {
  it('merge only with what says the same to the same reader', () => {
    fc.assert(
      fc.property(someLine, someLine, (one, other) => {
        const key = mergeKeyOf(one)
        if (key === null || key !== mergeKeyOf(other)) return
        expect(recipientOf(one)).toBe(recipientOf(other))
        expect(one).toEqual(other)
      }),
    )
  })

  it('say every digest, and all that is for managers together', () => {
    const alert = { kind: 'alert', task: 't1', notice: { about: 'reassigned', event: 3, by: null } } as const
    expect(mergeKeyOf(alert)).toBe(mergeKeyOf({ kind: 'managers' }))
    expect(mergeKeyOf({ kind: 'digest', person: 'carol', slot: 's', since: now.toString() })).toBeNull()
  })

  it('keep the order of card and message for one reader of one task', () => {
    expect(recipientOf({ kind: 'card', task: 't1', for: 'assistant', person: 'asha' })).toBe(
      recipientOf({
        kind: 'notice',
        task: 't1',
        person: 'asha',
        notice: { about: 'answered', answer: 'x', event: 1, by: null },
      }),
    )
  })
})
