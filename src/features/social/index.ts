import type { Feature, FormHandlers } from '#src/kernel/feature.ts'
import type { socialForms, socialPresses } from './actions.ts'
import type { socialCommands } from './commands.ts'
import { socialDeeds } from './handlers/commands.ts'
import { socialFormWith } from './handlers/forms.ts'
import { pressSocial, submitSocial } from './handlers/presses.ts'
import { suggestAccounts, suggestNetworks, suggestPosts } from './queries/suggest.ts'
import { wordSocial } from './queries/words.ts'

type Press = (typeof socialPresses)[number]
type Form = (typeof socialForms)[number]
type SocialFeature = Feature<typeof socialCommands, Press, Form, 'social', 'account' | 'network' | 'post'>

function pressed(name: Press): SocialFeature['presses'][Press] {
  return (context, about) => pressSocial(context, name, about)
}

function form(name: Form): FormHandlers {
  return {
    draw: (context, { subject, values }) => socialFormWith(context, { form: name, subject, values }),
    submit: (context, { subject, values }) => submitSocial(context, name, subject, values),
  }
}

/** A client's accounts, their slots, and the posts for them. */
export const social: SocialFeature = {
  commands: socialDeeds,
  presses: {
    post: pressed('post'),
    'post-approve': pressed('post-approve'),
    'post-ask': pressed('post-ask'),
    'post-insist': pressed('post-insist'),
    'post-text': pressed('post-text'),
    'post-files': pressed('post-files'),
    'post-snooze': pressed('post-snooze'),
    'week-approve': pressed('week-approve'),
    calendar: pressed('calendar'),
    'calendar-picture': pressed('calendar-picture'),
    'slot-end': pressed('slot-end'),
    'slot-snooze': pressed('slot-snooze'),
  },
  forms: {
    'social-account': form('social-account'),
    'social-slot': form('social-slot'),
    'social-draft': form('social-draft'),
    'social-edit': form('social-edit'),
    'social-move': form('social-move'),
    'social-comment': form('social-comment'),
    'social-cancel': form('social-cancel'),
    'social-posted': form('social-posted'),
  },
  replies: { social: wordSocial },
  completions: {
    account: suggestAccounts,
    network: suggestNetworks,
    post: (asking, { typed }) => suggestPosts(asking, typed),
  },
}
