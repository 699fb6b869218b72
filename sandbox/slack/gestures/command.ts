import type { Doing } from '../gestures.ts'
import { sendCommand, toast, type GestureResult, type Stage } from '../interact.ts'
import { escape } from '../plain.ts'
import { makeResponseUrl } from '../response-urls.ts'
import { makeTrigger } from '../triggers.ts'
import { channelName, type Slack, type User } from '../world.ts'
import { appsFor, channelOf, no } from './seen.ts'

export async function command(
  stage: Stage,
  user: User,
  { channel: where, text, thread_ts: thread }: Doing<'command'>,
): Promise<GestureResult> {
  const { slack } = stage
  const channel = channelOf(slack, user, where)
  if (!channel) return no(`You cannot see ${where}`)
  if (channel.archived) return no(`${where} is archived`)
  const [, name, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(text.trim()) ?? []
  if (name === undefined) return no(`"${text}" is no command: it does not begin with "/"`)
  if (thread !== undefined)
    return toast(slack, user, name, 'not_in_thread', `${name} is not supported in threads. Sorry!`)

  // Two apps may want the same command; the one installed last has it.
  const app = appsFor(slack, user, channel).findLast((one) =>
    one.commands.some((registered) => registered.command === name),
  )
  const registered = app?.commands.find((one) => one.command === name)
  if (!app || !registered) return toast(slack, user, name, 'unknown_command', notACommand(name))

  const responseUrl = makeResponseUrl(slack, app, user, channel, 'commands')
  const payload = {
    token: app.verification,
    // Whoever comes from another workspace brings their own, as with a form.
    team_id: user.workspace,
    team_domain: slack.world.workspaces.get(user.workspace)?.domain ?? '',
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command: name,
    text: registered.shouldEscape ? escaped(slack, user, rest.trim()) : rest.trim(),
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: makeTrigger(slack, app, user),
  }
  return sendCommand(stage, app, user, payload, responseUrl.slice(responseUrl.lastIndexOf('/') + 1))
}

const notACommand = (name: string) =>
  `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands. ` +
  'If you are trying to send a message and not run a command, try preceding the "/" with an empty space.'

/** "Escape channels, users, and links sent to your app": `@asha` becomes `<@U…|asha>`, `#general` becomes `<#C…|general>`. */
export function escaped(slack: Slack, user: User, text: string): string {
  return escape(text)
    .replaceAll(/(^|[\s(])@([\w.-]*\w)/g, (whole, before: string, name: string) => {
      const id = [...slack.world.users.values()].find(
        (one) => one.workspace === user.workspace && one.name === name,
      )?.id
      return id === undefined ? whole : `${before}<@${id}|${name}>`
    })
    .replaceAll(/(^|[\s(])#([\w-]+)/g, (whole, before: string, name: string) => {
      const channel = channelOf(slack, user, name)
      return channel?.name === name ? `${before}<#${channel.id}|${name}>` : whole
    })
    .replaceAll(/(^|\s)(https?:\/\/[^\s<>]+)/g, '$1<$2>')
}
