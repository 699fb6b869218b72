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
    delegate: (asked, args) => delegate(asked, args),
    task: async (asked, { number, template, edit, note }) => {
      if (edit !== undefined) return editFromLine(asked, number, edit)
      if (note !== undefined) return addNote(asked, number, note)
      return template === undefined ? { card: await showTask(asked, number) } : saveTaskAs(asked, number, template)
    },
  },
  presses: {
    'meant-once': (asked, { subject }) => meant(asked, 'meant-once', subject),
    'meant-monthly': (asked, { subject }) => meant(asked, 'meant-monthly', subject),
  },
  forms: {
    delegate: {
      draw: async (_asked, { subject }, context) => taskForm('delegate', subject, await context()),
      submit: (asked, { values }) => delegate(asked, delegationCommands.delegate.args.parse(typedOptions(values))),
    },
    'from-template': {
      draw: drawQuestions,
      submit: (asked, { subject, values }) => delegateWithAnswers(asked, subject, values),
    },
  },
  replies: {},
  completions: { time: suggestTimes },
}
