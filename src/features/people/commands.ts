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
  'agency remove': {
    args: z.strictObject({
      person: option('member'),
      role: option('role').optional(),
      client: option('client', { rest: true }).optional(),
    }),
  },
  'agency client add': { args: z.strictObject({ name: option('text', { rest: true, longest: 80 }) }) },
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
  'profile show': { args: z.strictObject({}) },
  'profile edit': { args: z.strictObject({}), opens: 'profile' },
  'profile zone': { args: z.strictObject({ zone: option('zone', { rest: true }) }) },
  'profile language': { args: z.strictObject({ language: option('language') }) },
  'profile hours': { args: z.strictObject({ hours: option('text', { rest: true }) }) },
  'profile duties': { args: z.strictObject({ duties: option('text', { rest: true }) }) },
  'profile capacity': { args: z.strictObject({ count: option('count') }) },
  'profile away': { args: z.strictObject({ days: option('text', { rest: true }) }) },
  'profile link': { args: z.strictObject({ code: option('code').optional() }) },
} satisfies Record<string, CommandSpec>
