import type { Announce } from './deliver/events.ts'
import type { Block } from './blocks.ts'
import { bytesOf, type GivenFile } from '../given-file.ts'
import { addMessage } from './messages.ts'
import { secondsOf, type App, type Channel, type Message, type Slack, type StoredFile, type User } from './world.ts'

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
    givenTo: new Set(),
    complete: false,
  }
  slack.world.files.set(file.id, file)
  return file
}

/** A person puts a file of their machine into the workspace: it is theirs, and in no channel yet. */
export function uploadFor(slack: Slack, user: User, given: GivenFile & { title?: string | undefined }): StoredFile {
  const content = bytesOf(given)
  const { workspace, id } = user
  const file = addFile(slack, { workspace, user: id, name: given.name, length: content.length, content })
  file.title = given.title ?? given.name
  file.complete = true
  return file
}

/** Whose it is, who is where it was shared, and the app that it was handed to in a form. */
export function mayRead({ world }: Slack, file: StoredFile, reader: { user: string; app?: string }): boolean {
  if (file.user === reader.user || (reader.app !== undefined && file.givenTo.has(reader.app))) return true
  return [...file.channels].some((id) => world.channels.get(id)?.members.has(reader.user))
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
