import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'
import { longestPost } from './post.ts'

/** What `/social calendar` and `/social report` show: this week or this month, and the ones beside them. */
export const periods = ['week', 'month'] as const
export type PeriodName = (typeof periods)[number]

export const socialCommands = {
  'social calendar': {
    args: z.strictObject({
      period: option('period').optional(),
      client: option('client', { rest: true }).optional(),
    }),
  },
  'social draft': {
    args: z.strictObject({
      account: option('account').optional(),
      when: option('time').optional(),
      // Longer than a post may be, so that one too long is refused with its count and not cut unseen.
      text: option('text', { rest: true, longest: 2 * longestPost }).optional(),
    }),
    opens: 'social-draft',
  },
  'social show': { args: z.strictObject({ post: option('post') }) },
  'social approve': { args: z.strictObject({ post: option('post').optional() }) },
  'social move': { args: z.strictObject({ post: option('post'), when: option('time', { rest: true }) }) },
  'social report': {
    args: z.strictObject({
      period: option('period').optional(),
      client: option('client', { rest: true }).optional(),
    }),
  },
  'social accounts': { args: z.strictObject({ client: option('client', { rest: true }).optional() }) },
  'social approvals': {
    args: z.strictObject({ approvals: option('approvals'), client: option('client', { rest: true }).optional() }),
  },
  'social account add': {
    args: z.strictObject({
      network: option('network').optional(),
      handle: option('text', { longest: 200 }).optional(),
      client: option('client', { rest: true }).optional(),
    }),
    opens: 'social-account',
  },
  'social slot add': {
    args: z.strictObject({
      account: option('account').optional(),
      schedule: option('text', { rest: true }).optional(),
    }),
    opens: 'social-slot',
  },
} satisfies Record<string, CommandSpec>
