import { numberIn } from '#src/kernel/number-in.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { findPerson, mentionsAsNames } from '#src/features/people/queries/find.ts'
import { whenPlain } from '#src/features/tasks/changes-said.ts'
import type { TaskCommand } from '#src/features/tasks/command.ts'
import { readEdit } from '#src/features/tasks/edit-text.ts'
import { editForm } from '#src/features/tasks/forms.ts'
import { whyNot } from '#src/features/tasks/next.ts'
import type { FormHandlers } from '#src/kernel/feature.ts'
import { textOf, type Values } from '#src/kernel/form.ts'
import { may } from '#src/features/policy.ts'
import { priorities } from '#src/kernel/priority.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'
import { move } from './moves.ts'
import { readDue } from './read-due.ts'

/** The form with the task as it is now; only for one who may change it: nothing of another's task shows in it. */
export const drawEdit: FormHandlers['draw'] = async (context, { subject, values }, facts) => {
  const { tx, agency, by, now } = context
  const number = numberIn(subject)
  const [stored, known] = await Promise.all([number === null ? null : taskByNumber(tx, agency.id, number), facts()])
  if (!stored) return { code: 'no-such-task', number: subject }
  const { task } = stored
  const refusal = whyNot('change', task, by, now)
  if (refusal) return refusal
  const reader = readerFor(by, now)
  const due = task.due ? whenPlain(task.due.toString(), reader) : reader.words.tasks.noDue
  return editForm(task, known, due, Object.keys(values).length > 0)
}

/** What stands in the form is what it is to be: an empty field leaves what is there. */
export async function editFromForm(context: RequestContext, subject: string, values: Values): Promise<Outcome> {
  const draft = { form: 'edit-task' as const, subject, values }
  const read = await readChange(context, {
    what: textOf(values['what']),
    due: textOf(values['due']),
    priority: textOf(values['priority']),
    duty: textOf(values['duty']),
    wish: textOf(values['wish']),
  })
  if ('code' in read) return no(read, draft)
  const outcome = await move(context, subject, () => read)
  return outcome.ok ? outcome : { ...outcome, draft }
}

/** `/task 42 edit due Friday 5pm priority high`: what is named is changed, the rest stays. */
export async function editFromLine(context: RequestContext, number: string, line: string): Promise<Outcome> {
  const typed = readEdit(line)
  const draft = { form: 'edit-task' as const, subject: String(numberIn(number) ?? ''), values: typed }
  const read = await readChange(context, { what: '', due: '', priority: '', duty: '', wish: '', ...typed })
  if ('code' in read) return no(read, draft)
  const outcome = await move(context, number, () => read)
  return outcome.ok ? outcome : { ...outcome, draft }
}

/** `/task 42 note The blue folder, please`. */
export async function addNote(context: RequestContext, number: string, text: string): Promise<Outcome> {
  const outcome = await move(context, number, () => ({ type: 'add-note', text }))
  const draft = { form: 'add-note' as const, subject: String(numberIn(number) ?? ''), values: { text } }
  return outcome.ok ? outcome : { ...outcome, draft }
}

type Typed = Record<'what' | 'due' | 'priority' | 'duty' | 'wish', string>

async function readChange(context: RequestContext, typed: Typed): Promise<TaskCommand<'change'> | Refusal> {
  const priority = typed.priority.toLowerCase().replace(/^!/u, '')
  const known = priorities.find((name) => name === priority)
  if (priority !== '' && !known) return { code: 'unknown-priority', given: typed.priority }
  const duty = typed.duty === '' ? null : dutyNamed(typed.duty.replace(/^#/u, ''), context.agency.duties)
  if (duty && !duty.ok) return duty.reason
  const due = typed.due === '' ? undefined : readDue(context, typed.due)
  if (due && 'code' in due) return due
  const wish = await wishIn(context, typed.wish)
  if (typeof wish !== 'string') return wish
  return {
    type: 'change',
    ...(typed.what === '' ? {} : { brief: await mentionsAsNames(context, typed.what) }),
    ...(due === undefined ? {} : { due }),
    ...(known ? { priority: known } : {}),
    ...(duty?.ok ? { duty: duty.duty } : {}),
    ...(wish === '' ? {} : { wish }),
  }
}

/** One who may give it to somebody names them; everybody else's wish is words, for whoever manages. */
async function wishIn(context: RequestContext, typed: string): Promise<string | Refusal> {
  if (typed === '') return ''
  if (!may(context.by, 'assign')) return mentionsAsNames(context, typed)
  const found = await findPerson(context, typed.replace(/^@/u, ''))
  return found.ok ? found.found.id : found.reason
}
