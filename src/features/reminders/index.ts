import { typedOptions, type Feature, type FormHandlers } from '#src/kernel/feature.ts'
import type { reminderForms, reminderPresses } from './actions.ts'
import { reminderCommands } from './commands.ts'
import { reminderForm } from './forms.ts'
import {
  cancelReminder,
  remind,
  remindAgain,
  remindAgainAt,
  reword,
  showReminders,
  wordsOf,
} from './handlers/reminders.ts'
import { snooze, snoozeUntil } from './handlers/snooze.ts'
import { showLater } from './queries/later.ts'
import { reminderReply } from './queries/reminder-words.ts'

type ReminderForm = (typeof reminderForms)[number]

type ReminderFeature = Feature<
  typeof reminderCommands,
  (typeof reminderPresses)[number],
  ReminderForm,
  'reminder-set' | 'reminder-cancelled' | 'reminder-moved' | 'snoozed',
  never
>

function drawn(name: ReminderForm): FormHandlers['draw'] {
  return async (_context, { subject }, formContext) => reminderForm(name, subject, await formContext())
}

/** What somebody asked to be reminded of, what they put off, and what comes next. */
export const reminders: ReminderFeature = {
  commands: {
    remind,
    reminders: async (context) => ({ card: await showReminders(context) }),
    later: async (context) => ({ card: await showLater(context) }),
  },
  presses: {
    snooze: (context, pressed) => snooze(context, { press: 'snooze', ...pressed }),
    again: (context, pressed) => remindAgain(context, { press: 'again', ...pressed }),
    unremind: (context, { subject }) => cancelReminder(context, subject),
  },
  forms: {
    remind: {
      draw: drawn('remind'),
      submit: (context, { values }) => remind(context, reminderCommands.remind.args.parse(typedOptions(values))),
    },
    'remind-again': {
      draw: drawn('remind-again'),
      submit: (context, { subject, values }) => remindAgainAt(context, subject, values),
    },
    'remind-words': {
      draw: async (context, { subject, values }, formContext) => {
        const [facts, said] = await Promise.all([
          formContext(),
          Object.keys(values).length > 0 ? values : wordsOf(context, subject),
        ])
        return reminderForm('remind-words', subject, { ...facts, values: said })
      },
      submit: (context, { subject, values }) => reword(context, subject, values),
    },
    snooze: { draw: drawn('snooze'), submit: (context, { subject, values }) => snoozeUntil(context, subject, values) },
  },
  replies: {
    'reminder-set': reminderReply,
    'reminder-cancelled': reminderReply,
    'reminder-moved': reminderReply,
    snoozed: reminderReply,
  },
  completions: {},
}
