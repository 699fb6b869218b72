import { taskSubject } from '#src/features/tasks/policy.ts'
import { describe, expect, it } from 'vitest'
import { languages, type Person } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import { assistantCard, boardCard, offerCard, requesterCard, viewerCard } from '#src/features/tasks/cards.ts'
import type { TaskCommand, TaskCommandType } from '#src/features/tasks/command.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { noticeCard } from '#src/features/tasks/notices.ts'
import { statuses, type Task } from '#src/features/tasks/task.ts'
import type { Notice } from '#src/features/telling/line.ts'
import { writeActionId, type Action } from '#src/kernel/action-id.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import { readCard } from '#test/read.ts'
import { aContext, asha, at, carol, commandsOf, dan, everyone, jun, maya, now, taskIn, viewOf, wen } from './cast.ts'
import { readActionId } from '#src/features/actions.ts'

const inEnglish = (person: Person) => readerFor(person, now)

function actionsOn({ buttons, list }: Card): Action[] {
  const all = [...(buttons ?? []), ...(list ?? []).flatMap(({ button }) => button ?? [])]
  return all.flatMap((button) => ('action' in button ? [button.action] : []))
}

/** What a press comes to, once its form is filled in. Null where nothing is moved: it shows something. */
function meant({ press, detail }: Action, task: Task): TaskCommand | null {
  const form: string = detail === 'edit-task' ? 'change' : detail
  const type: string = press === 'open' ? form : press
  if (press === 'choose') {
    const [version, option] = detail.split('.').map(Number)
    expect(version).toBe(task.version)
    return { type: 'answer', text: '', option: option ?? -1 }
  }
  if (press === 'rate') return { type: 'rate', stars: Number(detail) }
  return isTaskCommand(type) ? commandsOf[type] : null
}

function isTaskCommand(type: string): type is TaskCommandType {
  return Object.hasOwn(commandsOf, type)
}

const everyView = statuses.flatMap((status) => everyone.map((viewer) => ({ status, viewer, who: viewer.id })))

describe.each(['whole task', 'offer', 'work', 'request'] as const)('the card of a %s', (kind) => {
  const cardFor = (task: Task, viewer: Person): Card => {
    const reader = inEnglish(viewer)
    if (kind === 'offer') return offerCard(viewOf(task), viewer, reader)
    if (kind === 'work') return assistantCard(viewOf(task), viewer, reader)
    if (kind === 'request') return requesterCard(viewOf(task), viewer, reader)
    return viewerCard(viewOf(task), viewer, may(viewer, 'see', taskSubject(task)), reader)
  }

  it.each(everyView)('offers $who just what they may do with one that is $status', ({ status, viewer }) => {
    const task = taskIn(status)

    const commands = actionsOn(cardFor(task, viewer)).flatMap((action) => meant(action, task) ?? [])

    for (const command of commands) {
      expect(decide(task, command, viewer, now, aContext())).toMatchObject({ ok: true })
    }
  })
})

describe('the card of one task', () => {
  it.each(everyView)('leaves out nothing that $who may do with one that is $status', ({ status, viewer }) => {
    const task = taskIn(status)
    const card = viewerCard(viewOf(task), viewer, may(viewer, 'see', taskSubject(task)), inEnglish(viewer))

    const offered = new Set(actionsOn(card).flatMap((action) => meant(action, task)?.type ?? []))

    const granted = Object.values(commandsOf).filter((command) => decide(task, command, viewer, now, aContext()).ok)
    expect([...offered].toSorted()).toEqual(granted.map(({ type }) => type).toSorted())
  })

  it.each([
    ['assigned', 'Offered to Asha, who should accept by today, 2:00 pm (Kolkata)'],
    ['open', 'Open: waiting for an assistant to claim it'],
    ['claimed', 'Asha has it and should start by today, 6:00 pm (Kolkata)'],
    ['in-progress', 'Asha is working on it, to be done by Fri 6 Mar, 5:00 pm (Kolkata)'],
    ['waiting', 'Waiting for your answer'],
    ['in-review', 'Handed in: accept or return it by Mon 9 Mar, 10:00 am (Kolkata)'],
    ['done', 'Done by Asha'],
    ['cancelled', 'Cancelled'],
  ] as const)('says whose move it is and by when: %s', (status, words) => {
    expect(readCard(requesterCard(viewOf(taskIn(status)), carol, inEnglish(carol)))).toContain(words)
  })

  it('says in red that it is late, and since when', () => {
    const task = taskIn('in-progress', { promise: at('09:00'), actBy: at('09:00') })
    const card = requesterCard(viewOf(task), carol, inEnglish(carol))

    expect(card.tone).toBe('attention')
    expect(readCard(card)).toContain('Late · Asha is working on it, to be done by today, 9:00 am')
  })

  it('shows the beginning of a long brief, and the whole of it one press away', () => {
    const brief = `Book a flight\n${'and a seat '.repeat(200)}`
    const task = taskIn('open', { brief })
    const card = requesterCard(viewOf(task), carol, inEnglish(carol))

    expect(card.body?.length).toBeLessThan(800)
    expect(card.body).toMatch(/(?:and|a|seat) …\nThe brief goes on/u)
    expect(actionsOn(card)).toContainEqual({ press: 'brief', subject: '42', detail: '' })
  })

  it('tells when work can start, while it is outside the hours of the assistant', () => {
    const view = viewOf(taskIn('claimed'), { startsAt: at('2026-03-03T09:00') })

    expect(requesterCard(view, carol, inEnglish(carol)).note).toBe(
      "It is outside Asha's hours; work can start tomorrow Tue 3 Mar, 9:00 am (Kolkata)",
    )
  })

  it('shows what was asked, with each answer as a button of its own', () => {
    const card = requesterCard(viewOf(taskIn('waiting')), carol, inEnglish(carol))

    expect(readCard(card)).toContain('Question: Which day?')
    expect(card.buttons?.map(({ label }) => label)).toEqual([
      ...['Thursday', 'Friday', 'Answer in words'],
      ...['Edit', 'Add a note', 'Reply', 'Cancel task'],
    ])
  })

  it('shows the result with its links', () => {
    const text = readCard(requesterCard(viewOf(taskIn('in-review')), carol, inEnglish(carol)))

    expect(text).toContain('Result: Booked\nLinks: https://example.com/ticket')
  })

  it('has ids that both platforms hold, and that are read back', () => {
    for (const { status, viewer } of everyView) {
      const ids = actionsOn(requesterCard(viewOf(taskIn(status)), viewer, inEnglish(viewer))).map((action) => {
        const id = writeActionId(action)
        expect(readActionId(id)).toEqual(action)
        return id
      })
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  it('leaves each reader of a shared card their own time', () => {
    const card = requesterCard(viewOf(taskIn('claimed')), carol, readerFor(carol, now, true))

    expect(card.status).toContainEqual({ at: at('18:00'), words: 'today, 6:00 pm (Kolkata)' })
  })
})

describe('how the assistant was found', () => {
  const skipped = [{ person: 'jun', why: 'away' as const }]
  it.each([
    [{ by: 'named' }, 'Asha was named'],
    [{ by: 'assignment', rank: 'primary', duty: 'travel', skipped: [] }, 'Asha is first for travel'],
    [{ by: 'assignment', rank: 'backup', duty: null, skipped }, 'Asha is backup for this client (Jun is away)'],
    [{ by: 'pool', skipped: [] }, 'nobody is set for this work: whoever claims it first does it'],
    [{ by: 'manager', person: 'maya' }, 'Maya chose'],
  ] as const)('stands on the card: %#', (routed, words) => {
    const task = taskIn('claimed', {
      routed: 'skipped' in routed ? { ...routed, skipped: [...routed.skipped] } : routed,
    })

    expect(readCard(requesterCard(viewOf(task), carol, inEnglish(carol)))).toContain(`Why: ${words}`)
  })
})

describe("the pool's card", () => {
  it.each(statuses)('never shows the brief, the question or the result of one that is %s', (status) => {
    const task = taskIn(status, { brief: 'My password hint is the name of my dog' })
    const text = readCard(boardCard(viewOf(task), inEnglish(jun)))

    expect(text).toContain('#42 Book a flight to Pune')
    expect(text).toContain('Due: Fri 6 Mar, 5:00 pm (Kolkata)')
    expect(text).not.toMatch(/password|Which day|Booked|example\.com|Carol/u)
  })

  it('is all that an assistant sees of a task that is not theirs', () => {
    const task = taskIn('open', { brief: 'My password hint is the name of my dog' })
    const text = readCard(viewerCard(viewOf(task), jun, may(jun, 'see', taskSubject(task)), inEnglish(jun)))

    expect(text).not.toMatch(/password|Carol/u)
    expect(text).toContain('[Claim]')
  })

  it('can be claimed while it is open, and says who has it from then on', () => {
    expect(readCard(boardCard(viewOf(taskIn('open')), inEnglish(jun)))).toContain('[Claim]')
    expect(readCard(boardCard(viewOf(taskIn('claimed')), inEnglish(jun)))).toMatch(/Taken by Asha\n(?!.*\[)/su)
  })
})

describe('the card of an assistant who lost the task', () => {
  it.each([
    ['offer', offerCard],
    ['work', assistantCard],
  ] as const)('says so, and has nothing to press: %s', (_, cardOf) => {
    const task = taskIn('claimed', { brief: 'My password hint is the name of my dog' })
    const card = cardOf(viewOf(task), jun, inEnglish(jun))

    expect(readCard(card)).toContain('#42 is no longer with you')
    expect(readCard(card)).not.toContain('password')
    expect(card.buttons ?? []).toEqual([])
  })
})

const event = { by: 'carol' }
const everyNotice: Notice[] = [
  { about: 'question', ...event, event: taskIn('waiting').version },
  { about: 'review', ...event, event: taskIn('in-review').version },
  { about: 'answered', answer: 'Friday', ...event, event: 1 },
  { about: 'returned', reason: 'The seat', ...event, event: 1 },
  { about: 'accepted', bySilence: false, ...event, event: 1 },
  { about: 'accepted', bySilence: true, by: null, event: 1 },
  { about: 'cancelled', reason: 'No need', ...event, event: 1 },
  { about: 'reopened', reason: 'The airline', ...event, event: 1 },
  { about: 'rated', stars: 5, ...event, event: 1 },
  { about: 'reassigned', ...event, event: 1 },
  { about: 'declined', assistant: 'jun', reason: 'A train', ...event, event: 1 },
  { about: 'no-answer', assistant: 'jun', by: null, event: 1 },
  { about: 'released', assistant: 'jun', reason: 'A fever', ...event, event: 1 },
  { about: 'lapsed', assistant: 'jun', by: null, event: 1 },
  { about: 'handed-over', assistant: 'jun', by: null, event: 1 },
]

describe('a message about one thing that happened', () => {
  it.each(everyNotice)('offers just what its reader may do then: $about', (notice) => {
    for (const { status, viewer } of everyView) {
      const task = taskIn(status)
      const card = noticeCard(viewOf(task), notice, inEnglish(viewer), viewer)
      for (const command of actionsOn(card).flatMap((action) => meant(action, task) ?? [])) {
        expect(decide(task, command, viewer, now, aContext())).toMatchObject({ ok: true })
      }
    }
  })

  it.each(languages)('names the task and has words in every status: %s', (language) => {
    for (const notice of everyNotice) {
      for (const status of statuses) {
        const text = readCard(noticeCard(viewOf(taskIn(status)), notice, readerFor({ ...carol, language }, now), carol))
        expect(text).toContain('#42')
        expect(text).not.toMatch(/undefined|null|\[object/u)
      }
    }
  })

  it('can be answered right there while the question is open', () => {
    const task = taskIn('waiting')
    const card = noticeCard(
      viewOf(task),
      { about: 'question', by: 'asha', event: task.version },
      inEnglish(carol),
      carol,
    )

    expect(card).toMatchObject({ title: 'Asha asks about #42', body: 'Which day?', tone: 'attention' })
    expect(card.buttons?.map(({ label }) => label)).toEqual(['Thursday', 'Friday', 'Answer in words'])
  })

  it.each([
    ['question', 'in-progress'],
    ['review', 'done'],
  ] as const)('loses its buttons once the %s is settled, and says what is so now', (about, status) => {
    const card = noticeCard(viewOf(taskIn(status)), { about, by: 'asha', event: 4 }, inEnglish(carol), carol)

    expect(card).toMatchObject({ tone: 'closed', buttons: [] })
    expect(card.note).toMatch(/Asha/u)
  })

  it('does not bring back an old question when a newer one is open', () => {
    const task = taskIn('waiting', { version: 9 })
    const card = noticeCard(viewOf(task), { about: 'question', by: 'asha', event: 4 }, inEnglish(carol), carol)

    expect(card.buttons).toEqual([])
  })

  it('tells a manager who gave a task up, why, and where it is now', () => {
    const notice: Notice = { about: 'declined', assistant: 'jun', reason: 'A train', by: 'jun', event: 3 }
    const text = readCard(noticeCard(viewOf(taskIn('assigned')), notice, inEnglish(maya), maya))

    expect(text).toContain('Jun declined #42')
    expect(text).toContain('Why: A train\nIt is now offered to Asha.')
    expect(text).toContain('[Assign]')
  })

  it.each([dan, wen, jun])('has nothing to press for one whose task it is not: $id', (viewer) => {
    for (const notice of everyNotice) {
      const card = noticeCard(viewOf(taskIn('in-progress')), notice, inEnglish(viewer), viewer)
      expect(actionsOn(card)).toEqual([])
    }
  })

  it('tells the assistant what was answered, with the way on', () => {
    const notice: Notice = { about: 'answered', answer: 'Friday', by: 'carol', event: 5 }
    const card = noticeCard(viewOf(taskIn('in-progress')), notice, inEnglish(asha), asha)

    expect(readCard(card)).toMatch(/Carol answered on #42.*Friday.*\[Submit\] \[Ask\]/su)
  })
})
