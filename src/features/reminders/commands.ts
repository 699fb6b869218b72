import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'
import { longestReminder } from './reminder.ts'

export const reminderCommands = {
  remind: {
    args: z.strictObject({
      task: option('task').optional(),
      time: option('time').optional(),
      // Longer than a reminder may be, so that one too long is refused with its count and not cut unseen.
      what: option('text', { rest: true, longest: 2 * longestReminder }).optional(),
    }),
    opens: 'remind',
  },
  reminders: { args: z.strictObject({}) },
  later: { args: z.strictObject({}) },
} satisfies Record<string, CommandSpec>
