import { findTasks, tasksByNumbers } from '#db/repositories/tasks.ts'
import { mostTasks, numbersIn } from '#src/features/bulk/read-bulk.ts'
import { bulkForm } from '#src/features/bulk/forms.ts'
import type { Args } from '#src/features/commands.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { findPerson, mentionsAsNames } from '#src/features/people/queries/find.ts'
import { denied, may } from '#src/features/policy.ts'
import { priorityOf } from '#src/features/reading/mark-words.ts'
import { isPool } from '#src/features/rules/read-rule.ts'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import { anyone } from '#src/features/tasks/forms.ts'
import { readDue } from '#src/features/tasks/handlers/read-due.ts'
import { actingFor, moveTask, type Acting, type Moving } from '#src/features/tasks/handlers/tasks.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { FormHandlers } from '#src/kernel/feature.ts'
import { textOf, typedValues, type Values } from '#src/kernel/form.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { done, no, type Outcome, type RequestContext } from '#src/kernel/request-context.ts'

/** `/bulk 42 43 45-47 assign @meera due Friday`: each as if it were the only one, and what cannot be is said with its reason. */
export async function bulk(context: RequestContext, args: Args<'bulk'>): Promise<Outcome> {
  return changeAll(context, { form: 'bulk', subject: '', values: typedValues(args) }, args)
}

export const bulkForms: { bulk: FormHandlers } = {
  bulk: {
    async draw(context, { subject }, facts) {
      if (!may(context.by, 'change-several')) return { code: 'not-yours-to-do', needs: ['owner', 'manager'] }
      const [offered, known] = await Promise.all([offeredIn(context, subject), facts()])
      const options = offered.map(({ number, title }) => ({ value: String(number), label: `#${number} ${title}` }))
      return bulkForm(subject, options, known)
    },
    submit(context, { subject, values }) {
      const { tasks, ...typed } = values
      const numbers = [tasks, typed['numbers']].map(textOf).filter(Boolean).join(', ')
      const args = Object.fromEntries(
        Object.entries({ ...typed, numbers }).flatMap(([name, value]) =>
          textOf(value) ? [[name, textOf(value)]] : [],
        ),
      )
      return changeAll(context, { form: 'bulk', subject, values }, args)
    },
  },
}

/** Those of the list from which it was opened, and else what presses most. */
async function offeredIn({ tx, agency }: RequestContext, subject: string): Promise<Task[]> {
  const numbers = numbersIn(subject.replaceAll('.', ' '))
  const found =
    Array.isArray(numbers) && numbers.length > 0
      ? await tasksByNumbers(tx, agency.id, numbers)
      : await findTasks(tx, agency.id, { unfinished: true }, { limit: mostTasks, offset: 0, sort: 'due' })
  return found.map(({ task }) => task)
}

type Draft = { form: 'bulk'; subject: string; values: Values }

async function changeAll(context: RequestContext, draft: Draft, args: Args<'bulk'>): Promise<Outcome> {
  const refused = denied(context, 'change-several')
  if (refused) return refused
  const numbers = numbersIn(args.numbers ?? '')
  if ('wrong' in numbers) return no({ code: 'not-task-numbers', given: numbers.wrong }, draft)
  if ('tooMany' in numbers) return no({ code: 'too-many-tasks', count: numbers.tooMany, limit: mostTasks }, draft)
  if (numbers.length === 0) return no({ code: 'which-tasks' }, draft)
  const change = await readChange(context, args)
  if ('code' in change) return no(change, draft)

  // All are asked for at once, and locked in the order of their numbers: of two managers one waits for the other.
  const acting = actingFor(context)
  const moved = await Promise.all(numbers.map((number) => changeOne(acting, number, change)))
  const changed = moved.flatMap((one) => (one.ok ? [one.task] : []))
  const wrong = moved.flatMap((one, index) => (one.ok ? [] : [{ number: numbers[index] ?? 0, reason: one.reason }]))
  const only = wrong[0]
  if (changed.length === 0 && wrong.length === 1 && only) return no(only.reason, draft)
  return done({
    say: 'bulk',
    what: change.cancel === undefined ? 'changed' : 'cancelled',
    done: changed.map(({ number, title }) => ({ number, title })),
    not: wrong,
  })
}

/** `assistant`: an id; null for the pool. */
type WholeChange = {
  change: TaskCommand<'change'> | null
  assistant?: string | null
  cancel?: string
}

async function readChange(context: RequestContext, args: Args<'bulk'>): Promise<WholeChange | Refusal> {
  const { assistant, due, duty, priority, cancel } = args
  const others = [assistant, due, duty, priority].filter((typed) => typed !== undefined)
  if (cancel !== undefined) {
    if (others.length > 0) return { code: 'cancel-or-change' }
    return { change: null, cancel: await mentionsAsNames(context, cancel === '-' ? '' : cancel) }
  }
  if (others.length === 0) return { code: 'nothing-to-change' }
  const rank = priority === undefined ? null : priorityOf(priority)
  if (priority !== undefined && !rank) return { code: 'unknown-priority', given: priority }
  const kind = duty === undefined ? null : dutyNamed(duty, context.agency.duties)
  if (kind && !kind.ok) return kind.reason
  const by = due === undefined ? undefined : readDue(context, due)
  if (by && 'code' in by) return by
  const whom = assistant === undefined ? undefined : await whomIn(context, assistant)
  if (typeof whom === 'object' && whom) return whom
  const changes = {
    ...(by === undefined ? {} : { due: by }),
    ...(rank ? { priority: rank } : {}),
    ...(kind ? { duty: kind.duty } : {}),
  }
  return {
    change: Object.keys(changes).length > 0 ? { type: 'change', ...changes } : null,
    ...(whom === undefined ? {} : { assistant: whom }),
  }
}

async function whomIn(context: RequestContext, typed: string): Promise<string | null | Refusal> {
  if (typed === anyone || isPool(typed)) return null
  const found = await findPerson(context, typed)
  return found.ok ? found.found.id : found.reason
}

/** What of it is so already is no reason to leave the rest. */
async function changeOne(acting: Acting, number: number, { change, assistant, cancel }: WholeChange): Promise<Moving> {
  if (cancel !== undefined) return moveTask(acting, number, () => ({ type: 'cancel', reason: cancel }))
  const changed = change ? await moveTask(acting, number, () => change) : null
  if (changed && !changed.ok && changed.reason.code !== 'nothing-changed') return changed
  if (assistant === undefined) return changed ?? { ok: false, reason: { code: 'nothing-to-change' } }
  const also = assistant === null ? [] : [assistant]
  const given = await moveTask(acting, number, () => ({ type: 'assign', assistant }), { also })
  return changed?.ok && !given.ok && given.reason.code === 'already-theirs' ? changed : given
}
