import * as away from '#src/features/people/words/en/away.ts'
import * as calendars from '#src/features/calendars/words/en/calendars.ts'
import * as commands from './en/commands.ts'
import * as digests from '#src/features/digests/words/en/digests.ts'
import * as forms from './en/forms.ts'
import * as guard from '#src/features/guard/words/en/guard.ts'
import * as heard from '#src/features/tasks/words/en/heard.ts'
import * as names from './en/names.ts'
import * as nudges from '#src/features/tasks/words/en/nudges.ts'
import * as people from '#src/features/people/words/en/people.ts'
import * as refusals from './en/refusals.ts'
import * as relay from '#src/features/relay/words/en/relay.ts'
import * as reminders from '#src/features/reminders/words/en/reminders.ts'
import * as repeats from '#src/features/repeats/words/en/repeats.ts'
import * as removed from '#src/features/people/words/en/removed.ts'
import * as reports from '#src/features/reports/words/en/reports.ts'
import * as settings from '#src/features/settings/words/en/settings.ts'
import * as social from '#src/features/social/words/en/social.ts'
import * as socialNames from '#src/features/social/words/en/social-names.ts'
import * as bulk from '#src/features/bulk/words/en/bulk.ts'
import * as leaving from '#src/features/leaving/words/en/leaving.ts'
import * as rules from '#src/features/rules/words/en/rules.ts'
import * as targets from '#src/features/targets/words/en/targets.ts'
import * as tasks from '#src/features/tasks/words/en/tasks.ts'
import * as ui from './en/ui.ts'

export const en = {
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
  ...reports,
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
}
