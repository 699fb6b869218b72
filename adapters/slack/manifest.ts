import { cut } from '#adapters/shared/cut.ts'
import { commandNames, rootNames } from '#src/features/commands.ts'
import { optionsOf } from '#src/kernel/command.ts'
import { specOf } from '#src/features/commands.ts'
import { delegateShortcut, shortcutNames } from '#src/features/shortcuts.ts'
import { wordsIn } from '#src/words/words.ts'
import { nameInSlack } from './command-name.ts'
import { limits } from './limits.ts'

type Wishes = {
  socketMode: boolean
  /** Put before each command, for workspaces where a name is taken. */
  prefix?: string
  /** Where Slack delivers when it is not over a socket. */
  requestUrl?: string
}

const words = wordsIn('en')

/** What the bot does, and no more. */
export const botScopes = [
  'commands',
  'chat:write',
  // What people write in a task's thread is shown on the other side under their name and picture.
  'chat:write.customize',
  // What is said to the bot, by mentioning it in a channel.
  'app_mentions:read',
  // To write to a person directly, and to send them the picture of a month; to put a post's files beside it.
  'im:write',
  'files:write',
  // What goes with a post: a form asks for it, or it hangs on a message from whose menu the post is drafted.
  'files:read',
  // Names, zones and languages of those who are given a role.
  'users:read',
  // Whether it may write in a channel; and to look whether a message arrived whose sending was cut off.
  'channels:read',
  'channels:history',
  'groups:read',
  'groups:history',
  'im:read',
  'im:history',
  'mpim:read',
  'mpim:history',
] as const

/** What people write; of all kinds of channels, since a card may stand in each. */
export const talkEvents = ['message.channels', 'message.groups', 'message.im', 'message.mpim'] as const

/** That the bot was mentioned; that it was written to directly is told among what people write. */
export const mentionEvent = 'app_mention'

/** That somebody looks at their page. Asks for no scope. */
export const homeEvent = 'app_home_opened'

/** What Slack tells of people by itself: that they came, left, or have another name or zone. With `users:read`. */
export const personEvents = ['user_change', 'team_join'] as const

/** The app as Slack is told of it, from the one list of commands. https://docs.slack.dev/reference/app-manifest */
export function slackManifest({ socketMode, prefix = '', requestUrl }: Wishes) {
  const address = requestUrl === undefined ? {} : { url: requestUrl }
  return {
    display_information: {
      name: 'Sahayak',
      description: 'Hand work to your virtual assistants, and see whose move it is.',
      background_color: '#0b6b50',
    },
    features: {
      bot_user: { display_name: 'Sahayak', always_online: true },
      // Where the bot writes to people directly. Below the card of a task they talk with whoever is on its other side.
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      slash_commands: rootNames.map((root) => ({
        command: `/${nameInSlack(root, prefix)}`,
        ...address,
        description: cut(summaryOf(root), limits.commandDescription),
        ...hintOf(root),
        // Mentions then say whom they mean, whatever that person is called by then.
        should_escape: true,
      })),
      // Their requests go where buttons' do.
      shortcuts: [
        ...shortcutNames.map((name) => ({
          name: words.shortcutNames[name].name,
          type: 'message' as const,
          callback_id: name,
          description: cut(words.shortcutNames[name].summary, limits.shortcutDescription),
        })),
        {
          name: words.forms.delegate.title,
          type: 'global' as const,
          callback_id: delegateShortcut,
          description: cut(summaryOf('delegate'), limits.shortcutDescription),
        },
      ],
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: {
        ...(requestUrl === undefined ? {} : { request_url: requestUrl }),
        bot_events: [...talkEvents, mentionEvent, homeEvent, ...personEvents],
      },
      interactivity: { is_enabled: true, ...(requestUrl === undefined ? {} : { request_url: requestUrl }) },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  }
}

function summaryOf(root: string): string {
  const all = new Map<string, { summary: string }>(Object.entries({ ...words.commands, ...words.commandGroups }))
  const found = all.get(root)
  // A command without words would be registered without saying what it does: better to fail where it is derived.
  if (!found) throw new Error(`There are no words for the command “${root}”`)
  return found.summary
}

/** What may stand behind it: the command's own options, or the words of those below it. */
function hintOf(root: string): { usage_hint?: string } {
  const own = commandNames.find((name) => name === root)
  const hint = own
    ? optionsOf(specOf(own))
        .map(({ name, required }) => (required ? name : `[${name}]`))
        .join(' ')
    : [...new Set(commandNames.filter((name) => name.startsWith(`${root} `)).map((name) => name.split(' ')[1]))].join(
        ' | ',
      )
  return hint === '' ? {} : { usage_hint: cut(hint, limits.usageHint) }
}
