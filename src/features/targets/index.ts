import type { Feature } from '#src/kernel/feature.ts'
import type { targetCommands } from './commands.ts'
import { target } from './handlers/targets.ts'
import { targetSetCard } from './cards.ts'

/** How fast a client is to be answered and served. */
export const targets: Feature<typeof targetCommands, never, never, 'target-set', never> = {
  commands: { 'agency target': target },
  presses: {},
  forms: {},
  replies: { 'target-set': (_context, reply, reader) => targetSetCard(reply, reader) },
  completions: {},
}
