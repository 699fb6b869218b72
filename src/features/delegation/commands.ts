import { z } from 'zod'
import { longestBrief } from '#src/features/tasks/task.ts'
import { option, type CommandSpec } from '#src/kernel/command.ts'

/** What makes a task, and what keeps one to be made again. */
export const delegationCommands = {
  delegate: {
    args: z.strictObject({
      // Longer than a brief may be, so that a brief too long is refused with its count and not cut unseen.
      what: option('text', { rest: true, longest: 2 * longestBrief }).optional(),
      duty: option('duty').optional(),
      due: option('time').optional(),
      priority: option('priority').optional(),
      assistant: option('assistant').optional(),
      client: option('client').optional(),
      every: option('rhythm').optional(),
      template: option('template').optional(),
    }),
    opens: 'delegate',
  },
  task: {
    args: z.strictObject({
      number: option('task'),
      template: option('text', { longest: 60 }).optional(),
      edit: option('text', { longest: 2 * longestBrief }).optional(),
      note: option('text', { rest: true, longest: 3_100 }).optional(),
    }),
  },
} satisfies Record<string, CommandSpec>
