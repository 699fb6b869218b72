import { pageIn, type Feature, type FormHandlers } from '#src/kernel/feature.ts'
import type { taskForms, taskPresses } from './actions.ts'
import type { taskCommands } from './commands.ts'
import { taskForm } from './forms.ts'
import { tick } from './handlers/checklist.ts'
import { drawEdit, editFromForm } from './handlers/edit.ts'
import { drawFact, editFact } from './handlers/edit-fact.ts'
import { claim, submitForm, taskMoves } from './handlers/moves.ts'
import { showPage, showPool, showTasks } from './queries/lists.ts'
import { movedCard, tickedCard } from './queries/said.ts'
import { showBrief, showHistory, showTask } from './queries/show.ts'
import { suggestTasks } from './queries/suggest.ts'

type TaskFeature = Feature<
  typeof taskCommands,
  (typeof taskPresses)[number],
  (typeof taskForms)[number],
  'moved' | 'ticked',
  'task'
>

function about(name: Exclude<(typeof taskForms)[number], 'edit-task' | 'edit-fact'>): FormHandlers {
  return {
    draw: async (_context, { subject }, context) => taskForm(name, subject, await context()),
    submit: (context, { subject, values }) => submitForm(context, name, subject, values),
  }
}

/** One piece of delegated work, from its claim to its end. */
export const tasks: TaskFeature = {
  commands: {
    tasks: async (context, args) => ({ card: await showTasks(context, args) }),
    claim: async (context, { number }) =>
      number === undefined ? { card: await showPool(context) } : claim(context, number),
  },
  presses: {
    ...taskMoves,
    show: async (context, { subject }) => ({ card: await showTask(context, subject) }),
    brief: async (context, { subject, detail }) => ({ card: await showBrief(context, subject, detail) }),
    history: async (context, { subject, detail }) => ({ card: await showHistory(context, subject, pageIn(detail)) }),
    page: async (context, { subject, detail }) => ({ card: await showPage(context, subject, detail) }),
    tick: (context, { subject, detail }) => tick(context, subject, detail, true),
    untick: (context, { subject, detail }) => tick(context, subject, detail, false),
  },
  forms: {
    ask: about('ask'),
    answer: about('answer'),
    submit: about('submit'),
    return: about('return'),
    decline: about('decline'),
    release: about('release'),
    cancel: about('cancel'),
    reopen: about('reopen'),
    assign: about('assign'),
    'edit-task': { draw: drawEdit, submit: (context, { subject, values }) => editFromForm(context, subject, values) },
    'edit-fact': { draw: drawFact, submit: (context, { subject, values }) => editFact(context, subject, values) },
    'add-note': about('add-note'),
    promise: about('promise'),
  },
  replies: { moved: movedCard, ticked: tickedCard },
  completions: { task: suggestTasks },
}
