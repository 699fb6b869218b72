import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const peopleCommands = {
  'agency setup': { args: z.strictObject({ code: option('code') }) },
  'agency connect': { args: z.strictObject({ code: option('code').optional() }) },
  'agency people': { args: z.strictObject({}) },
  'agency role': {
    args: z.strictObject({
      person: option('person'),
      role: option('role'),
      client: option('client', { rest: true }).optional(),
    }),
  },
  'agency client add': { args: z.strictObject({ name: option('text', { rest: true, longest: 80 }) }) },
  'agency client list': { args: z.strictObject({}) },
  'agency client rename': {
    args: z.strictObject({ client: option('client'), name: option('text', { rest: true, longest: 80 }) }),
  },
  'agency client archive': { args: z.strictObject({ client: option('client', { rest: true }) }) },
  'agency client restore': { args: z.strictObject({ client: option('text', { rest: true, longest: 80 }) }) },
  'agency assign': {
    args: z.strictObject({
      client: option('client').optional(),
      duty: option('duty').optional(),
      primary: option('assistant').optional(),
      backups: option('assistant', { rest: true }).optional(),
    }),
    opens: 'assignment',
  },
  'agency room': {
    args: z.strictObject({ purpose: option('purpose'), client: option('client', { rest: true }).optional() }),
  },
  'profile link': { args: z.strictObject({ code: option('code').optional() }) },
} satisfies Record<string, CommandSpec>
