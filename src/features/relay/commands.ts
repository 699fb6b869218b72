import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const relayCommands = {
  talk: { args: z.strictObject({ number: option('task') }) },
} satisfies Record<string, CommandSpec>
