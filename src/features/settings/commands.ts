import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const settingCommands = {
  'agency remove': {
    args: z.strictObject({
      person: option('member'),
      role: option('role').optional(),
      client: option('client', { rest: true }).optional(),
    }),
  },
  'agency client edit': {
    args: z.strictObject({
      client: option('client').optional(),
      zone: option('zone').optional(),
      language: option('language').optional(),
      review: option('text', { longest: 40 }).optional(),
    }),
  },
  'agency settings': {
    args: z.strictObject({
      zone: option('zone').optional(),
      language: option('language').optional(),
      response: option('text', { longest: 40 }).optional(),
      lease: option('text', { longest: 40 }).optional(),
      review: option('text', { longest: 40 }).optional(),
    }),
  },
  'profile show': { args: z.strictObject({}) },
  'profile edit': { args: z.strictObject({}), opens: 'profile' },
  'profile zone': { args: z.strictObject({ zone: option('zone', { rest: true }) }) },
  'profile language': { args: z.strictObject({ language: option('language') }) },
  'profile hours': { args: z.strictObject({ hours: option('text', { rest: true }) }) },
  'profile duties': { args: z.strictObject({ duties: option('text', { rest: true }) }) },
  'profile capacity': { args: z.strictObject({ count: option('count') }) },
  'profile away': { args: z.strictObject({ days: option('text', { rest: true }) }) },
} satisfies Record<string, CommandSpec>
