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
  return async (_asked, { subject }, context) => reminderForm(name, subject, await context())
}

/** What somebody asked to be reminded of, what they put off, and what comes next. */
export const reminders: ReminderFeature = {
  commands: {
    remind,
    reminders: async (asked) => ({ card: await showReminders(asked) }),
    later: async (asked) => ({ card: await showLater(asked) }),
  },
  presses: {
    snooze: (asked, pressed) => snooze(asked, { press: 'snooze', ...pressed }),
    again: (asked, pressed) => remindAgain(asked, { press: 'again', ...pressed }),
    unremind: (asked, { subject }) => cancelReminder(asked, subject),
  },
  forms: {
    remind: {
      draw: drawn('remind'),
      submit: (asked, { values }) => remind(asked, reminderCommands.remind.args.parse(typedOptions(values))),
    },
    'remind-again': {
      draw: drawn('remind-again'),
      submit: (asked, { subject, values }) => remindAgainAt(asked, subject, values),
    },
    'remind-words': {
      draw: async (asked, { subject, values }, context) => {
        const said = Object.keys(values).length > 0 ? values : await wordsOf(asked, subject)
        return reminderForm('remind-words', subject, { ...(await context()), values: said })
      },
      submit: (asked, { subject, values }) => reword(asked, subject, values),
    },
    snooze: { draw: drawn('snooze'), submit: (asked, { subject, values }) => snoozeUntil(asked, subject, values) },
  },
  replies: {
    'reminder-set': reminderReply,
    'reminder-cancelled': reminderReply,
    'reminder-moved': reminderReply,
    snoozed: reminderReply,
  },
  completions: {},
}
