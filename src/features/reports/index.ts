import type { Feature } from '#src/kernel/feature.ts'
import type { reportPresses } from './actions.ts'
import type { reportCommands } from './commands.ts'
import { report, reportPage } from './queries/reports.ts'

/** What was done and how fast, for one client, one assistant or all. */
export const reports: Feature<typeof reportCommands, (typeof reportPresses)[number], never, never, never> = {
  commands: { report },
  presses: { report: (context, { subject, detail }) => reportPage(context, subject, detail) },
  forms: {},
  replies: {},
  completions: {},
}
