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
    'profile show': async (context) => ({ card: await showProfile(context) }),
    'profile edit': async (context) => ({ card: await showProfile(context) }),
    'profile zone': (context, { zone }) => changeProfile(context, 'zone', zone),
    'profile language': (context, { language }) => changeProfile(context, 'language', language),
    'profile hours': (context, { hours }) => changeProfile(context, 'hours', hours),
    'profile duties': (context, { duties }) => changeProfile(context, 'duties', duties),
    'profile capacity': (context, { count }) => changeProfile(context, 'capacity', count),
    'profile away': (context, { days }) => changeProfile(context, 'away', days),
  },
  presses: {},
  forms: {
    profile: {
      draw: async (context, { subject }, facts) => profileForm(subject, context.by, await facts()),
      submit: (context, { values }) => changeWholeProfile(context, values),
    },
  },
  replies: {
    'profile-saved': profileSaid,
    'role-removed': (_context, reply, reader) => removedCard(reply, reader),
    'client-settings': settingsSetCard,
    'agency-settings': settingsSetCard,
  },
  completions: {},
}
