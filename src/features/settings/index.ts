import { profileForm } from '#src/features/people/forms.ts'
import { showProfile } from '#src/features/people/queries/show.ts'
import type { Feature } from '#src/kernel/feature.ts'
import type { settingForms } from './actions.ts'
import type { settingCommands } from './commands.ts'
import { changeProfile, changeWholeProfile } from './handlers/profile.ts'
import { removeRole } from './handlers/remove-role.ts'
import { agencySettings, editClient } from './handlers/settings.ts'
import { profileSaid, settingsSetCard } from './queries/said.ts'
import { removedCard } from './removed.ts'

type SettingFeature = Feature<
  typeof settingCommands,
  never,
  (typeof settingForms)[number],
  'profile-saved' | 'role-removed' | 'client-settings' | 'agency-settings',
  never
>

/** What a person, a client and an agency have set; a change moves all that follows from it. */
export const settings: SettingFeature = {
  commands: {
    'agency remove': removeRole,
    'agency client edit': editClient,
    'agency settings': agencySettings,
    'profile show': async (asked) => ({ card: await showProfile(asked) }),
    'profile edit': async (asked) => ({ card: await showProfile(asked) }),
    'profile zone': (asked, { zone }) => changeProfile(asked, 'zone', zone),
    'profile language': (asked, { language }) => changeProfile(asked, 'language', language),
    'profile hours': (asked, { hours }) => changeProfile(asked, 'hours', hours),
    'profile duties': (asked, { duties }) => changeProfile(asked, 'duties', duties),
    'profile capacity': (asked, { count }) => changeProfile(asked, 'capacity', count),
    'profile away': (asked, { days }) => changeProfile(asked, 'away', days),
  },
  presses: {},
  forms: {
    profile: {
      draw: async (asked, { subject }, context) => profileForm(subject, asked.by, await context()),
      submit: (asked, { values }) => changeWholeProfile(asked, values),
    },
  },
  replies: {
    'profile-saved': profileSaid,
    'role-removed': (_asked, reply, reader) => removedCard(reply, reader),
    'client-settings': settingsSetCard,
    'agency-settings': settingsSetCard,
  },
  completions: {},
}
