import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

const one = { args: z.strictObject({ repeat: option('repeat') }) }

export const repeatCommands = {
  'repeat list': { args: z.strictObject({ client: option('client', { rest: true }).optional() }) },
  'repeat show': one,
  'repeat pause': one,
  'repeat resume': one,
  'repeat skip': one,
  'repeat edit': { ...one, opensFor: 'repeat' },
  'repeat end': one,
} satisfies Record<string, CommandSpec>
