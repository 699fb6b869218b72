import { taskSubject } from '#src/features/tasks/policy.ts'
import { checklistOfTask, tickItem } from '#db/repositories/checklists.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { lockTaskState } from '#db/repositories/task-state.ts'
import { may, whoMay } from '#src/features/policy.ts'
import { mayTick } from '#src/features/tasks/checklist.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'

/** One item of a task's checklist, ticked off or not any more; the cards on both sides are brought up to date. */
export async function tick(
  context: RequestContext,
  subject: string,
  detail: string,
  isDone: boolean,
): Promise<Outcome> {
  const { tx, agency, by, now, newId } = context
  const isNumber = [subject, detail].every((part) => /^\d{1,9}$/u.test(part))
  // The list behind the lock, so that it is as whoever held it has left it.
  const [stored] = isNumber
    ? await Promise.all([
        lockTaskState(tx, agency.id, Number(subject), { holds: null, also: [] }),
        checklistOfTask(tx, agency.id, Number(subject)),
      ])
    : [null]
  if (!stored) return no({ code: 'no-such-task', number: subject })
  const { task } = stored
  if (!may(by, 'tick', taskSubject(task))) {
    return no(
      may(by, 'see', taskSubject(task))
        ? { code: 'not-yours-to-do', needs: whoMay('tick') }
        : { code: 'not-your-task', number: task.number },
    )
  }
  const item = { task, place: Number(detail), by: by.id }
  const ticked = mayTick(by, task) && (await tickItem(tx, agency.id, item, isDone, now))
  if (!ticked) return no({ code: 'item-gone', number: task.number })

  const lines: Notification[] = [
    { kind: 'card', task: task.id, for: 'requester' },
    { kind: 'card', task: task.id, for: 'assistant', person: by.id },
  ]
  await addLines(
    tx,
    agency.id,
    lines.map((line) => entryOf(line, newId)),
    now,
  )
  return done({ say: 'ticked', number: task.number, place: item.place, done: isDone })
}
