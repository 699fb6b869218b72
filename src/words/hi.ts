import * as away from '#src/features/people/words/hi/away.ts'
import * as calendars from '#src/features/calendars/words/hi/calendars.ts'
import * as commands from './hi/commands.ts'
import * as digests from '#src/features/digests/words/hi/digests.ts'
import * as forms from './hi/forms.ts'
import * as guard from '#src/features/guard/words/hi/guard.ts'
import * as heard from '#src/features/tasks/words/hi/heard.ts'
import * as names from './hi/names.ts'
import * as nudges from '#src/features/tasks/words/hi/nudges.ts'
import * as people from '#src/features/people/words/hi/people.ts'
import * as refusals from './hi/refusals.ts'
import * as relay from '#src/features/relay/words/hi/relay.ts'
import * as reminders from '#src/features/reminders/words/hi/reminders.ts'
import * as settings from '#src/features/settings/words/hi/settings.ts'
import * as social from '#src/features/social/words/hi/social.ts'
import * as socialNames from '#src/features/social/words/hi/social-names.ts'
import * as repeats from '#src/features/repeats/words/hi/repeats.ts'
import * as removed from '#src/features/people/words/hi/removed.ts'
import * as reports from '#src/features/reports/words/hi/reports.ts'
import * as bulk from '#src/features/bulk/words/hi/bulk.ts'
import * as leaving from '#src/features/leaving/words/hi/leaving.ts'
import * as rules from '#src/features/rules/words/hi/rules.ts'
import * as targets from '#src/features/targets/words/hi/targets.ts'
import * as tasks from '#src/features/tasks/words/hi/tasks.ts'
import * as ui from './hi/ui.ts'
import type { Words } from './words.ts'

export const hi: Words = {
  ...names,
  ...commands,
  ...refusals,
  ...tasks,
  ...forms,
  ...people,
  ...digests,
  ...ui,
  ...nudges,
  ...reminders,
  ...calendars,
  ...social,
  ...socialNames,
  ...repeats,
  ...targets,
  ...bulk,
  ...leaving,
  ...rules,
  ...settings,
  removed: removed.removed,
  ...away,
  ...heard,
  ...relay,
  ...guard,
  ...reports,
}
