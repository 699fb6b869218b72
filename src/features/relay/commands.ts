import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'
import { longestReply } from './reply.ts'

export const relayCommands = {
  talk: { args: z.strictObject({ number: option('task') }) },
  reply: {
    args: z.strictObject({ number: option('task'), text: option('text', { rest: true, longest: longestReply }) }),
  },
} satisfies Record<string, CommandSpec>
