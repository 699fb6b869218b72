import { addChecklist } from '#db/repositories/checklists.ts'
import type { OriginRef } from '#db/repositories/tasks.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { makeTask, type Acting, type Moving, type NewTask } from './tasks.ts'

/** Reasons that pass: on another day they could take it. */
const forNow: Refusal['code'][] = ['assistant-away', 'assistant-full']
const forGood: Refusal['code'][] = ['not-an-assistant', 'duty-not-theirs', 'does-not-serve']

export function cannotNow({ code }: Refusal): boolean {
  return forNow.includes(code)
}

export function cannotAtAll({ code }: Refusal): boolean {
  return forGood.includes(code)
}

/** `named`: they or nobody. `unless-away`: another while they are away or full. `usual`: another whenever they cannot. */
export type Insistence = 'named' | 'unless-away' | 'usual'

/** `instead`: why it did not go to the one who was meant. */
type Made = Moving & { instead: Refusal | null }

/** Makes a task with its checklist, and for someone else where whoever is meant cannot take it and need not. */
export async function makeWith(
  acting: Acting,
  asks: NewTask,
  origin: OriginRef,
  { checklist, insists, counts = 'now' }: { checklist: string[]; insists: Insistence; counts?: 'now' | 'at-commit' },
): Promise<Made> {
  const made = await makeTask(acting, asks, origin, counts)
  if (made.ok) {
    await addChecklist(acting.tx, acting.agency.id, made.task.id, checklist)
    return { ...made, instead: null }
  }
  const passes = insists !== 'named' && (cannotNow(made.reason) || (insists === 'usual' && cannotAtAll(made.reason)))
  if (asks.assistant === null || !passes) return { ...made, instead: null }
  const other = await makeWith(acting, { ...asks, assistant: null }, origin, { checklist, insists, counts })
  return { ...other, instead: made.reason }
}
