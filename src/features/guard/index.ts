import type { Feature } from '#src/kernel/feature.ts'
import type { guardPresses } from './actions.ts'
import { askingCard, heldCard } from './cards.ts'
import { decideHeld } from './handlers/hold.ts'

const noCommands = {}

/** What looks like a secret is held back until its writer has said what is to become of it. */
export const guard: Feature<typeof noCommands, (typeof guardPresses)[number], never, 'held', never> = {
  commands: {},
  presses: { held: decideHeld },
  forms: {},
  replies: {
    held: (_context, { did, kinds, key }, reader) =>
      did === 'asked' ? askingCard(key ?? '', kinds, reader) : heldCard(did, reader),
  },
  completions: {},
}
