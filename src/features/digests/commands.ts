import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const digestCommands = {
  'digest show': { args: z.strictObject({}) },
  'digest on': { args: z.strictObject({ when: option('text', { rest: true }).optional() }) },
  'digest off': { args: z.strictObject({}) },
  'digest weekly': { args: z.strictObject({ when: option('text', { rest: true }).optional() }) },
  'digest holidays': { args: z.strictObject({ rule: option('holidays') }) },
  'digest room on': { args: z.strictObject({ when: option('text', { rest: true }).optional() }) },
  'digest room weekly': { args: z.strictObject({ when: option('text', { rest: true }).optional() }) },
  'digest room off': { args: z.strictObject({}) },
} satisfies Record<string, CommandSpec>
