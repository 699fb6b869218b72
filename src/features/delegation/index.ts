import { showTask } from '#src/features/tasks/queries/show.ts'
import { addNote, editFromLine } from '#src/features/tasks/handlers/edit.ts'
import { taskForm } from '#src/features/tasks/forms.ts'
import { drawQuestions } from '#src/features/templates/handlers/draw.ts'
import { saveTaskAs } from '#src/features/templates/handlers/templates.ts'
import { typedOptions, type Feature } from '#src/kernel/feature.ts'
import type { delegationForms, delegationPresses } from './actions.ts'
import { delegationCommands } from './commands.ts'
import { delegate } from './handlers/delegate.ts'
import { delegateWithAnswers, meant } from './handlers/meant.ts'
import { suggestTimes } from './suggest.ts'

type DelegationFeature = Feature<
  typeof delegationCommands,
  (typeof delegationPresses)[number],
  (typeof delegationForms)[number],
  never,
  'time'
>

/** From what somebody typed to a task, to one that repeats, or to a template of one. */
export const delegation: DelegationFeature = {
  commands: {
    delegate: (context, args) => delegate(context, args),
    task: async (context, { number, template, edit, note }) => {
      if (edit !== undefined) return editFromLine(context, number, edit)
      if (note !== undefined) return addNote(context, number, note)
      return template === undefined ? { card: await showTask(context, number) } : saveTaskAs(context, number, template)
    },
  },
  presses: {
    'meant-once': (context, { subject }) => meant(context, 'meant-once', subject),
    'meant-monthly': (context, { subject }) => meant(context, 'meant-monthly', subject),
  },
  forms: {
    delegate: {
      draw: async (_context, { subject }, context) => taskForm('delegate', subject, await context()),
      submit: (context, { values }) => delegate(context, delegationCommands.delegate.args.parse(typedOptions(values))),
    },
    'from-template': {
      draw: drawQuestions,
      submit: (context, { subject, values }) => delegateWithAnswers(context, subject, values),
    },
  },
  replies: {},
  completions: { time: suggestTimes },
}
