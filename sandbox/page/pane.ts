import { html } from 'hono/html'
import type { Sandbox } from '../index.ts'
import { discordRooms, discordScene } from './discord.ts'
import { mePanel, peopleChooser, type Platform, type Someone } from './people.ts'
import type { Reading } from './reading.ts'
import { roomHead, roomList, type Room, type RoomGroup } from './rooms.ts'
import { slackRooms, slackScene } from './slack.ts'
import { languageOf, nothing, type Html } from './text.ts'

/** What the page says beyond the platforms: whoever starts the sandbox knows what it is for. */
export type PageWords = {
  title: string
  intro: string
  /** By name: what that person is here. */
  people: Record<string, string>
  /** Lines to try; `of` names whom they suit, all when left out. */
  ideas: { platform: Platform; say: string; text: string; of?: string[] }[]
}

/** What one platform shows of the room that is open. */
export type Scene = { messages: (room: Room) => Html; menu: (room: Room) => Html; notice: Html; form: Html }

/** One platform as one person sees it, in the pieces that the page puts in anew when they change. */
export type Pane = {
  people: Html
  side: Html
  head: Html
  messages: Html
  notice: Html
  ideas: Html
  menu: Html
  form: Html
}

export type Seat = { as: string; channel: string | undefined }
type RoomsOf = (platform: Platform, person: string) => RoomGroup[]
type Around = { sandbox: Sandbox; roomsOf: RoomsOf; reading: Reading; words: PageWords }

export function paneOf(around: Around, platform: Platform, seat: Seat): Pane {
  const { sandbox, roomsOf, reading, words } = around
  const people = peopleOf(sandbox, platform, words)
  const me = people.find(({ id }) => id === seat.as) ?? people[0] ?? nobody
  const groups = roomsOf(platform, me.id)
  const rooms = groups.flatMap((group) => group.rooms)
  const open = rooms.find(({ id }) => id === seat.channel) ?? rooms[0]
  if (open) reading.read(me.id, open)

  const scene = sceneOf(sandbox, platform, me)
  const listing = { platform, open, unread: (room: Room) => reading.unread(me.id, room) }
  const others = rooms.filter((room) => room !== open)
  return {
    people: peopleChooser(platform, people, me.id, (id) => newsFor(around, platform, id)),
    side: html`<div class="side" data-region="${platform}-side">
      ${roomList(groups, listing)} ${mePanel(me, sandbox.clock.now())}
    </div>`,
    head: roomHead(open, listing, others),
    messages: html`<div
      class="messages"
      data-region="${platform}-messages"
      data-room="${open?.id ?? ''}"
      tabindex="0"
      role="log"
      aria-label="Messages in ${open?.name ?? platform}"
    >
      ${open ? scene.messages(open) : html`<p class="empty" data-id="empty">There is no room here.</p>`}
      ${open?.posts.length === 0 && open.kind !== 'home' ? html`<p class="empty" data-id="empty">Nothing has been said here yet.</p>` : ''}
    </div>`,
    notice: html`<div class="notice" data-region="${platform}-notice" role="status">${scene.notice}</div>`,
    ideas: ideas(platform, words, me.name),
    menu: open ? scene.menu(open) : nothing,
    form: html`<div class="overlay" data-region="${platform}-form">${scene.form}</div>`,
  }
}

/** Whoever comes to the page has all that is there before their eyes: news is what comes after. */
export function readAll({ sandbox, roomsOf, reading }: Around): void {
  for (const platform of ['slack', 'discord'] as const)
    for (const { id } of sandbox[platform].people())
      for (const { rooms } of roomsOf(platform, id)) for (const room of rooms) reading.read(id, room)
}

function newsFor({ roomsOf, reading }: Around, platform: Platform, id: string): number {
  const rooms = roomsOf(platform, id).flatMap((group) => group.rooms)
  return rooms.reduce((sum, room) => sum + reading.unread(id, room), 0)
}

/** Kept until something happens there: each look at the page asks for the rooms of everybody. */
export function watchRooms({ slack, discord }: Sandbox): RoomsOf {
  const known = { slack: new Map<string, RoomGroup[]>(), discord: new Map<string, RoomGroup[]>() }
  slack.onChange(() => known.slack.clear())
  discord.onChange(() => known.discord.clear())
  return (platform, person) => {
    if (person === nobody.id) return []
    const before = known[platform].get(person)
    const groups = before ?? (platform === 'slack' ? slackRooms(slack, person) : discordRooms(discord, person))
    known[platform].set(person, groups)
    return groups
  }
}

function sceneOf(sandbox: Sandbox, platform: Platform, me: Someone): Scene {
  if (me === nobody) return { messages: () => nothing, menu: () => nothing, notice: nothing, form: nothing }
  return platform === 'slack' ? slackScene(sandbox, me) : discordScene(sandbox, me)
}

const nobody: Someone = { id: '', name: '', zone: 'UTC', about: '' }

function peopleOf({ slack, discord }: Sandbox, platform: Platform, { people: about }: PageWords): Someone[] {
  const people =
    platform === 'slack'
      ? slack.people().map(({ id, realName, tz }) => ({ id, name: realName, zone: tz }))
      : discord.people().map(({ id, name, zone = 'UTC' }) => ({ id, name, zone }))
  return people.map((person) => ({ ...person, about: about[person.name] ?? '' }))
}

function ideas(platform: Platform, { ideas: all }: PageWords, me: string): Html {
  const mine = all.filter(({ platform: where, of }) => where === platform && (of?.includes(me) ?? true))
  return html`<div class="ideas" data-region="${platform}-ideas">
    ${mine.length ? html`<span>Try</span>` : ''}
    ${mine.map(({ say, text }) => html`<button type="button" data-say="${platform}" data-text="${text}" title="${text}" ${languageOf(say)}>${say}</button>`)}
  </div>`
}
