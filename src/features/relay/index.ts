import type { Feature } from '#src/kernel/feature.ts'
import type { relayForms, relayPresses } from './actions.ts'
import type { relayCommands } from './commands.ts'
import { repliedCard, reply, replyForm } from './handlers/reply.ts'
import { sendAgain } from './handlers/send-again.ts'
import { showCheck } from './queries/check.ts'

type RelayFeature = Feature<
  typeof relayCommands,
  (typeof relayPresses)[number],
  (typeof relayForms)[number],
  'replied',
  never
>

/** What people say to each other about a task, across the platforms. */
export const relay: RelayFeature = {
  commands: {
    talk: async (context, { number }) => ({ card: await showCheck(context, number) }),
    reply: (context, { number, text }) => reply(context, number, text),
  },
  presses: {
    talk: async (context, { subject }) => ({ card: await showCheck(context, subject) }),
    'send-again': async (context, { subject }) => ({ card: await sendAgain(context, subject) }),
  },
  forms: { reply: replyForm },
  replies: { replied: repliedCard },
  completions: {},
}
