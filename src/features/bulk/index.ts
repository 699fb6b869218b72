import { refusedWords, withNames } from '#src/features/requests/refused.ts'
import type { Feature } from '#src/kernel/feature.ts'
import type { bulkForms as formNames } from './actions.ts'
import { bulkCard } from './cards.ts'
import type { bulkCommands } from './commands.ts'
import { bulk as change, bulkForms } from './handlers/bulk.ts'

/** Several tasks in one go, for managers. */
export const bulk: Feature<typeof bulkCommands, never, (typeof formNames)[number], 'bulk', never> = {
  commands: { bulk: change },
  presses: {},
  forms: bulkForms,
  replies: {
    bulk: async ({ tx, agency }, reply, reader) => {
      const sentences = await Promise.all(
        reply.not.map(async ({ number, reason }): Promise<[number, string]> => [
          number,
          refusedWords(reader.language, await withNames(tx, agency.id, reason)),
        ]),
      )
      return bulkCard(reply, new Map(sentences), reader)
    },
  },
  completions: {},
}
