import { numberIn } from '#src/kernel/number-in.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { heldAbout, tracesOf } from '#db/repositories/talk-traces.ts'
import { may } from '#src/features/policy.ts'
import { checkCard } from '#src/features/relay/check-card.ts'
import { checkOf, type Check } from '#src/features/relay/check.ts'
import { refuseQuestion } from '#src/features/requests/refuse.ts'
import { taskSubject } from '#src/features/tasks/policy.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { hashOf } from '#src/features/telling/tell/known.ts'
import type { Card } from '#src/kernel/card.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'

type Asked = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

/** A task and what was said about it, for those who may see it; else what is said to them instead. */
export async function checkFor(asked: Asked, typed: string): Promise<{ task: Task; check: Check } | { refused: Card }> {
  const { tx, agency, by } = asked
  const number = numberIn(typed)
  const found = number === null ? null : await taskByNumber(tx, agency.id, number)
  if (!found)
    return { refused: await refuseQuestion(asked, { code: 'no-such-task', number: typed.replace(/^#/u, '') }) }
  const { task } = found
  if (!may(by, 'see', taskSubject(task)))
    return { refused: await refuseQuestion(asked, { code: 'not-your-task', number: task.number }) }
  const [traces, held] = await Promise.all([
    tracesOf(tx, agency.id, task.id, hashOf({ withdrawn: true })),
    heldAbout(tx, agency.id, task.id),
  ])
  return { task, check: { ...checkOf(agency.id, task, traces), held } }
}

/** `/talk 42`: how much was said on each side, and whether all of it is on the other. */
export async function showCheck(asked: Asked, typed: string): Promise<Card> {
  const found = await checkFor(asked, typed)
  return 'refused' in found ? found.refused : checkCard(found, readerFor(asked.by, asked.now))
}
