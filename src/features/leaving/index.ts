import type { Feature } from '#src/kernel/feature.ts'
import type { leavingForms, leavingPresses } from './actions.ts'
import { deleteCard } from './cards.ts'
import type { leavingCommands } from './commands.ts'
import { askDelete, askExport, deleteForms, exportReply, keepAgency, makeExport } from './handlers/leaving.ts'

/** An agency takes its things along, or goes. */
export const leaving: Feature<
  typeof leavingCommands,
  (typeof leavingPresses)[number],
  (typeof leavingForms)[number],
  'export' | 'agency-ends' | 'agency-kept',
  never
> = {
  commands: { 'agency export': askExport, 'agency delete': askDelete },
  presses: { 'export-agency': makeExport, 'keep-agency': keepAgency },
  forms: deleteForms,
  replies: {
    export: exportReply,
    'agency-ends': ({ agency }, { at }, reader) => deleteCard(agency.name, null, Temporal.Instant.from(at), reader),
    'agency-kept': ({ agency }, _reply, { words }) => ({ title: words.leaving.kept(agency.name), tone: 'good' }),
  },
  completions: {},
}
