import { numberIn } from '#src/kernel/number-in.ts'
import { textOf } from '#src/kernel/form.ts'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import type { Moved } from '#src/kernel/reply.ts'
import { anyone } from '#src/features/tasks/forms.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { taskForms } from '#src/features/tasks/actions.ts'
import type { Values } from '#src/kernel/form.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { doneTo, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { endOfDay } from '#src/features/tasks/promise.ts'
import { findPerson } from '#src/features/people/queries/find.ts'
import { readDue } from './read-due.ts'
import { actingFor, moveTask } from './tasks.ts'

/** Those that need no more than what is written in them. */
type TaskFormName = Exclude<(typeof taskForms)[number], 'edit-task' | 'edit-fact'>

/** `/claim 42`, and the Claim button. */
export async function claim(context: RequestContext, number: string): Promise<Outcome> {
  return move(context, number, () => ({ type: 'claim', promise: null }), { takes: true, onlyOpen: true })
}

/** Each press that moves a task at once, without a form. */
export const taskMoves = {
  claim: (context, { subject }) => claim(context, subject),
  accept: (context, { subject }) => move(context, subject, () => ({ type: 'accept' }), { takes: true }),
  start: (context, { subject }) => move(context, subject, () => ({ type: 'start' })),
  rate: (context, { subject, detail }) => move(context, subject, () => ({ type: 'rate', stars: Number(detail) })),
  promise: (context, { subject, detail }) => move(context, subject, () => promiseIn(context, detail)),
  choose: (context, { subject, detail }) => move(context, subject, (task) => chosen(task, detail)),
} satisfies Record<string, (context: RequestContext, pressed: { subject: string; detail: string }) => Promise<Outcome>>

/** The answer that a button stood for, while its question is still the one that is asked. */
function chosen(task: Task, detail: string): TaskCommand | Refusal {
  const [version, index] = detail.split('.').map(Number)
  const answer = task.status === 'waiting' && task.moved === version ? task.question.options[index ?? -1] : undefined
  return answer === undefined ? { code: 'option-gone' } : { type: 'answer', text: answer }
}

/** A form about a task, filled in. */
export async function submitForm(
  context: RequestContext,
  form: TaskFormName,
  subject: string,
  values: Values,
): Promise<Outcome> {
  const text = (name: string) => textOf(values[name])
  const lines = (name: string) =>
    text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  const draft = { form, subject, values }
  const send = async (command: TaskCommand) => {
    const also = command.type === 'assign' && command.assistant !== null ? [command.assistant] : []
    const outcome = await move(context, subject, () => command, { also })
    return outcome.ok ? outcome : { ...outcome, draft }
  }

  switch (form) {
    case 'ask':
      return send({ type: 'ask', text: text('question'), options: lines('options') })
    case 'answer':
      return send({ type: 'answer', text: text('answer') })
    case 'submit':
      return send({ type: 'submit', text: text('result'), links: lines('links') })
    case 'return':
    case 'decline':
    case 'release':
    case 'cancel':
    case 'reopen':
      return send({ type: form, reason: text('reason') })
    case 'add-note':
      return send({ type: 'add-note', text: text('text') })
    case 'promise': {
      const by = readDue(context, text('due'))
      return by && 'code' in by
        ? no(by, draft)
        : by
          ? send({ type: 'promise', promise: by })
          : no({ code: 'time-not-understood', given: text('due') }, draft)
    }
    case 'assign': {
      if (text('assistant') === anyone) return send({ type: 'assign', assistant: null })
      const found = await findPerson(context, text('assistant'))
      return found.ok ? send({ type: 'assign', assistant: found.found.id }) : no(found.reason, draft)
    }
  }
}

/** A day, of which it means the end of their hours, or a moment in seconds. */
function promiseIn({ by, now }: RequestContext, detail: string): TaskCommand | Refusal {
  const seconds = /^at\.(\d{1,11})$/u.exec(detail)?.[1]
  if (seconds !== undefined) {
    return { type: 'promise', promise: Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000) }
  }
  if (!/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u.test(detail)) return { code: 'not-understood' }
  return { type: 'promise', promise: endOfDay(Temporal.PlainDate.from(detail), by, now) }
}

export async function move(
  context: RequestContext,
  subject: string,
  read: (task: Task) => TaskCommand | Refusal,
  about: Parameters<typeof moveTask>[3] = {},
): Promise<Outcome> {
  const number = numberIn(subject)
  if (number === null) return no({ code: 'no-such-task', number: subject })

  let said: Moved = 'claimed'
  let detail = ''
  const moved = await moveTask(
    actingFor(context),
    number,
    (task) => {
      const command = read(task)
      if ('code' in command) return command
      said = saidOf(command, task)
      detail = command.type === 'rate' ? String(command.stars) : ''
      return command
    },
    about,
  )
  if (!moved.ok) return no(moved.reason)
  const { task } = moved
  return doneTo(task, { say: 'moved', what: said, number: task.number, detail })
}

function saidOf(command: TaskCommand, task: Task): Moved {
  switch (command.type) {
    case 'claim':
      return 'claimed'
    case 'accept':
      return task.status === 'assigned' ? 'tookOn' : 'accepted'
    case 'start':
      return 'started'
    case 'ask':
      return 'asked'
    case 'answer':
      return 'answered'
    case 'submit':
      return 'submitted'
    case 'return':
      return 'returned'
    case 'decline':
      return 'declined'
    case 'release':
      return 'released'
    case 'cancel':
      return 'cancelled'
    case 'reopen':
      return 'reopened'
    case 'assign':
      return command.assistant === null ? 'opened' : 'assigned'
    case 'rate':
      return 'rated'
    case 'change':
      return 'changed'
    case 'add-note':
      return 'noted'
    case 'promise':
      return 'promised'
    case 'delegate':
    case 'pass-on':
    case 'lapse':
    case 'accept-by-silence':
    case 'hand-over':
      throw new Error(`nobody says ${command.type}`)
  }
}
