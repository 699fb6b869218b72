import type { Feature } from '#src/kernel/feature.ts'
import type { relayPresses } from './actions.ts'
import type { relayCommands } from './commands.ts'
import { sendAgain } from './handlers/send-again.ts'
import { showCheck } from './queries/check.ts'

/** What people say to each other about a task, across the platforms. */
export const relay: Feature<typeof relayCommands, (typeof relayPresses)[number], never, never, never> = {
  commands: { talk: async (context, { number }) => ({ card: await showCheck(context, number) }) },
  presses: {
    talk: async (context, { subject }) => ({ card: await showCheck(context, subject) }),
    'send-again': async (context, { subject }) => ({ card: await sendAgain(context, subject) }),
  },
  forms: {},
  replies: {},
  completions: {},
}
