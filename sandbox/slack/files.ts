import type { Announce } from './deliver/events.ts'
import { addMessage } from './messages.ts'
import type { Block } from './blocks.ts'
import { secondsOf, type App, type Channel, type Message, type Slack, type StoredFile } from './world.ts'

export function addFile(
  slack: Slack,
  input: { workspace: string; user: string; name: string; length: number; content?: Buffer },
): StoredFile {
  const file: StoredFile = {
    id: slack.id('F'),
    workspace: input.workspace,
    user: input.user,
    name: input.name,
    title: input.name,
    length: input.length,
    content: input.content,
    created: secondsOf(slack),
    channels: new Set(),
    complete: false,
  }
  slack.world.files.set(file.id, file)
  return file
}

export type Sharing = {
  channel: Channel
  user: string
  app?: App
  text: string
  blocks?: Block[] | undefined
  threadTs?: string | undefined
  files: StoredFile[]
}

/** Files appear in a channel with one message; each is told of on its own as well. */
export function shareFiles(
  slack: Slack,
  announce: Announce,
  sharing: Sharing,
): { message: Message; told: Promise<unknown> } {
  const { files, ...rest } = sharing
  for (const file of files) {
    file.complete = true
    file.channels.add(sharing.channel.id)
  }
  const { message, told } = addMessage(slack, announce, {
    ...rest,
    subtype: 'file_share',
    files: files.map((file) => file.id),
  })
  const shared = files.map((file) =>
    announce(
      {
        type: 'file_shared',
        channel_id: sharing.channel.id,
        file_id: file.id,
        user_id: sharing.user,
        file: { id: file.id },
        event_ts: slack.ts(),
      },
      { workspace: sharing.channel.workspace, channel: sharing.channel },
    ),
  )
  return { message, told: Promise.all([told, ...shared]) }
}
