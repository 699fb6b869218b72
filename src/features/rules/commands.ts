import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const ruleCommands = {
  'agency rule add': {
    args: z.strictObject({
      assistant: option('assistant'),
      client: option('client').optional(),
      duty: option('duty').optional(),
      words: option('text', { longest: 200 }).optional(),
    }),
  },
  'agency rule list': { args: z.strictObject({}) },
  'agency rule move': { args: z.strictObject({ place: option('count'), to: option('count') }) },
  'agency rule remove': { args: z.strictObject({ place: option('count') }) },
  'agency rule try': { args: z.strictObject({ sample: option('text', { rest: true, longest: 2000 }) }) },
} satisfies Record<string, CommandSpec>
