import { z } from 'zod'
import type { CommandSpec } from '#src/kernel/command.ts'

export const leavingCommands = {
  'agency export': { args: z.strictObject({}) },
  'agency delete': { args: z.strictObject({}) },
} satisfies Record<string, CommandSpec>
