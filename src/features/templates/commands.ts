import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

const one = { args: z.strictObject({ name: option('template', { rest: true, longest: 60 }) }) }

export const templateCommands = {
  'template list': { args: z.strictObject({ client: option('client', { rest: true }).optional() }) },
  'template show': one,
  'template edit': { ...one, opensFor: 'template' },
  'template remove': one,
} satisfies Record<string, CommandSpec>
