import * as away from './en/away.ts'
import * as calendars from './en/calendars.ts'
import * as commands from './en/commands.ts'
import * as digests from './en/digests.ts'
import * as heard from './en/heard.ts'
import * as names from './en/names.ts'
import * as nudges from './en/nudges.ts'
import * as people from './en/people.ts'
import * as refusals from './en/refusals.ts'
import * as reminders from './en/reminders.ts'
import * as repeats from './en/repeats.ts'
import * as removed from './en/removed.ts'
import * as reports from './en/reports.ts'
import * as settings from './en/settings.ts'
import * as social from './en/social.ts'
import * as socialNames from './en/social-names.ts'
import * as targets from './en/targets.ts'
import * as tasks from './en/tasks.ts'
import * as ui from './en/ui.ts'

export const en = {
  ...names,
  ...commands,
  ...refusals,
  ...tasks,
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
  ...settings,
  removed: removed.removed,
  ...away,
  ...heard,
}
