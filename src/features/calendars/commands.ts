import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const calendarCommands = {
  'calendar feed': { args: z.strictObject({ client: option('client', { rest: true }).optional() }) },
  'calendar social': { args: z.strictObject({ client: option('client', { rest: true }).optional() }) },
  'calendar holidays list': { args: z.strictObject({}) },
  'calendar holidays add': {
    args: z.strictObject({
      url: option('text', { longest: 2_000 }),
      whose: option('text', { rest: true }).optional(),
    }),
  },
  'calendar holidays remove': { args: z.strictObject({ count: option('count') }) },
} satisfies Record<string, CommandSpec>
