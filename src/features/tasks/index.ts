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
    draw: async (_asked, { subject }, context) => taskForm(name, subject, await context()),
    submit: (asked, { subject, values }) => submitForm(asked, name, subject, values),
  }
}

/** One piece of delegated work, from its claim to its end. */
export const tasks: TaskFeature = {
  commands: {
    tasks: async (asked, args) => ({ card: await showTasks(asked, args) }),
    claim: async (asked, { number }) => (number === undefined ? { card: await showPool(asked) } : claim(asked, number)),
  },
  presses: {
    ...taskMoves,
    show: async (asked, { subject }) => ({ card: await showTask(asked, subject) }),
    brief: async (asked, { subject, detail }) => ({ card: await showBrief(asked, subject, detail) }),
    history: async (asked, { subject, detail }) => ({ card: await showHistory(asked, subject, pageIn(detail)) }),
    page: async (asked, { subject, detail }) => ({ card: await showPage(asked, subject, detail) }),
    tick: (asked, { subject, detail }) => tick(asked, subject, detail, true),
    untick: (asked, { subject, detail }) => tick(asked, subject, detail, false),
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
    'edit-task': { draw: drawEdit, submit: (asked, { subject, values }) => editFromForm(asked, subject, values) },
    'edit-fact': { draw: drawFact, submit: (asked, { subject, values }) => editFact(asked, subject, values) },
    'add-note': about('add-note'),
    promise: about('promise'),
  },
  replies: { moved: movedCard, ticked: tickedCard },
  completions: { task: suggestTasks },
}
