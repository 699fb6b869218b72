import * as away from './hi/away.ts'
import * as calendars from './hi/calendars.ts'
import * as commands from './hi/commands.ts'
import * as digests from './hi/digests.ts'
import * as heard from './hi/heard.ts'
import * as names from './hi/names.ts'
import * as nudges from './hi/nudges.ts'
import * as people from './hi/people.ts'
import * as refusals from './hi/refusals.ts'
import * as reminders from './hi/reminders.ts'
import * as settings from './hi/settings.ts'
import * as social from './hi/social.ts'
import * as socialNames from './hi/social-names.ts'
import * as repeats from './hi/repeats.ts'
import * as removed from './hi/removed.ts'
import * as reports from './hi/reports.ts'
import * as targets from './hi/targets.ts'
import * as tasks from './hi/tasks.ts'
import * as ui from './hi/ui.ts'
import type { Words } from './words.ts'

export const hi: Words = {
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
  ...targets,
  ...settings,
  removed: removed.removed,
  ...away,
  ...heard,
  ...reports,
}
