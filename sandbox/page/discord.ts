import { html } from 'hono/html'
import type { DiscordSandbox, DiscordView, MessageView, RoomView } from '../discord/index.ts'
import type { Sandbox } from '../index.ts'
import { attachmentAt } from '../discord/attachments.ts'
import { walk } from '../discord/component.ts'
import { discordComponents, type DiscordFile } from './discord-components.ts'
import { discordModal } from './discord-modal.ts'
import { sharedFile } from './files.ts'
import { icon } from './icon.ts'
import { messageMenu, moreButton, type MenuItem } from './menu.ts'
import { byDays, messageFrame, onlyYou } from './message.ts'
import type { Someone } from './people.ts'
import type { Scene } from './pane.ts'
import type { Room, RoomGroup } from './rooms.ts'
import { discordText, languageOf, nothing, type Html } from './text.ts'

export function discordRooms(discord: DiscordSandbox, as: string): RoomGroup[] {
  const view = discord.view(as)
  const people = discord.people()
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name
  const room = ({ id, name, kind, archived, members, messages }: RoomView): Room => ({
    ...{
      id,
      name,
      kind,
      about: aboutOf(
        kind,
        archived,
        members.flatMap((member) => nameOf(member) ?? []),
      ),
    },
    posts: messages.map((message) => ({ id: message.id, at: message.at, mine: message.author.id === as })),
  })
  return [
    ...view.guilds.map(({ name, channels, threads }) => ({ title: name, rooms: inOrder(channels, threads).map(room) })),
    { title: 'Direct messages', rooms: view.dms.map(room) },
  ]
}

function aboutOf(kind: RoomView['kind'], archived: boolean, members: string[]): string {
  if (kind === 'channel') return ''
  if (kind === 'direct') return 'Only the two of you'
  const who = members.length ? `: ${members.join(', ')}` : ''
  return `${kind === 'thread' ? 'Thread' : 'Private thread'}${archived ? ', archived' : ''}${who}`
}

/** Each thread below its channel. */
function inOrder(channels: RoomView[], threads: RoomView[]): RoomView[] {
  return channels.flatMap((channel) => [channel, ...threads.filter(({ parent }) => parent === channel.id)])
}

/** What one person sees of Discord. */
export function discordScene({ discord }: Sandbox, me: Someone): Scene {
  const view = discord.view(me.id)
  const rooms = [...view.guilds.flatMap(({ channels, threads }) => [...channels, ...threads]), ...view.dms]
  const people = discord.people().map(({ name }) => name)
  const reading = (room: string) => {
    const guild = view.guilds.find(({ channels, threads }) => [...channels, ...threads].some(({ id }) => id === room))
    return (token: string) => discord.plain(me.id, token, guild?.id)
  }
  return {
    messages({ id }) {
      const room = rooms.find((each) => each.id === id)
      const drawing = { view, rooms, people, read: reading(id) }
      return byDays(
        [
          ...(room?.messages ?? []).map((message) => ({ at: message.at, piece: messageOf(message, drawing) })),
          ...failuresIn(view, id),
        ],
        me.zone,
      )
    },
    menu: ({ id }) => messageMenu('discord', me.id, 'Apps', menuItems(discord, me.id, id)),
    notice: nothing,
    form: view.modal ? discordModal(view.modal, { people, as: me.id, read: reading('') }) : nothing,
  }
}

/** Discord's own words, in their place among the messages. */
function failuresIn({ failures }: DiscordView, room: string): { at: number; piece: Html }[] {
  return failures
    .filter(({ channel }) => channel === room)
    .map(({ at, about, text }) => ({
      at,
      piece: html`<div class="failure" data-id="failure-${at}">
        <p><strong>${about}</strong> ${text}</p>
        ${onlyYou('Only you can see this')}
      </div>`,
    }))
}

function menuItems(discord: DiscordSandbox, as: string, room: string): MenuItem[] {
  return discord.messageCommands(as, room).map(({ name, label, application }) => ({
    ...{ label, app: application },
    does: { platform: 'discord', do: 'menu', as, command: name },
  }))
}

/** What components show is not listed once more below. */
function beside(components: MessageView['components'], files: DiscordFile[]): DiscordFile[] {
  const shown = new Set(
    [...walk(components)]
      .flatMap(({ component: { file, media, items } }) => [file, media, ...(items ?? []).map((item) => item.media)])
      .map((media) => media && attachmentAt(files, media.url)),
  )
  return files.filter((file) => !shown.has(file))
}

type Drawing = {
  view: DiscordView
  rooms: RoomView[]
  people: string[]
  read: (token: string) => string
}

function messageOf(message: MessageView, { view, rooms, people, read }: Drawing): Html {
  const { id, at, author, components, content, ephemeral, edited, thinking, plain, attachments, reactions } = message
  const thread = rooms.find((room) => room.id === message.thread)
  const files = attachments.map(({ title, description, ...file }) => ({
    ...{ platform: 'discord' as const, as: view.me.id, ...file },
    ...{ title: title === undefined ? file.name : file.given, words: description },
  }))
  const about = { id, at, zone: view.me.zone, name: author.name }
  // Not of what only one person sees, which the client alone keeps.
  const mine = author.id === view.me.id ? content : null
  const more = ephemeral ? nothing : moreButton({ platform: 'discord', ...about, mine })
  return messageFrame(
    { ...about, bot: author.bot, edited, ephemeral, plain, more },
    html`
      <div class="content">
        ${thinking ? html`<p class="thinking">${author.name} is thinking…</p>` : nothing}
        ${content ? html`<p>${discordText(content, read)}</p>` : nothing}
        ${discordComponents(components, { as: view.me.id, message: id, people, read, files })}
      </div>
      ${ephemeral ? onlyYou('Only you can see this') : nothing}
      ${beside(components, files).map((file) => html`<div class="gallery">${sharedFile(file)}</div>`)}
      ${reactions.map(({ emoji, users }) => html`<span class="reaction">${emoji} ${users.length}</span>`)}
      ${thread ? threadButton(thread) : nothing}
    `,
  )
}

function threadButton({ id, name }: RoomView): Html {
  return html`<button type="button" class="button" data-platform="discord" data-open="${id}" ${languageOf(name)}>
    ${icon('thread')} ${name}
  </button>`
}
