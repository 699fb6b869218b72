import { eventually } from '#sandbox/eventually.ts'
import type { GivenFile } from '#sandbox/given-file.ts'
import type { Sandbox } from '#sandbox/index.ts'
import type { MessageView } from '#sandbox/slack/index.ts'
import type { Name, World } from './world.ts'

/** Thrown when the example does not go as it should: what was done, and what a person saw instead. */
export class WentWrong extends Error {}

/** What a message shows to whoever looks at it. */
export type Seen = {
  id: string
  plain: string
  buttons: string[]
  ephemeral: boolean
  channel: string
  files: SeenFile[]
}
type SeenFile = { id: string; name: string; size: number; type: string | undefined }

/** What is picked on a person's own machine, by the field that it goes into. */
type Picked = { [field: string]: GivenFile[] }
type Values = Record<string, string | string[]>

async function done(what: string, result: Promise<{ ok: boolean }>): Promise<void> {
  const answer = await result
  if (!answer.ok) throw new WentWrong(`${what}: ${'error' in answer ? String(answer.error) : 'refused'}`)
}

function handsInSlack({ slack }: Sandbox, world: World) {
  const inSlack = {
    id: (name: Name) => idOf(world.slack.users, name),
    type: (name: Name, channel: keyof World['slack']['channels'], text: string) =>
      done(text, slack.gesture({ do: 'command', as: inSlack.id(name), channel: world.slack.channels[channel], text })),
    press: (name: Name, message: Seen, button: string) =>
      done(
        button,
        slack.gesture({
          do: 'press',
          as: inSlack.id(name),
          [message.ephemeral ? 'ephemeral' : 'message']: message.id,
          button,
        }),
      ),
    /** The form is opened after the press is acknowledged: it may be a moment until it lies there. */
    async submit(name: Name, values: Values, picked: Picked = {}) {
      await eventually(() => slack.view(inSlack.id(name)).modals.length > 0, Boolean, { on: [slack] })
      const filled = { do: 'fill-and-submit', as: inSlack.id(name), ...withPicked(values, picked) }
      await done('the form', slack.gesture(filled))
    },
    write(name: Name, channel: keyof World['slack']['channels'], text: string, files: GivenFile[] = []) {
      const written = { do: 'write', as: inSlack.id(name), channel: world.slack.channels[channel], text, files }
      return done(text, slack.gesture(written))
    },
    /** In the thread below a message. */
    reply(name: Name, below: Seen, text: string, files: GivenFile[] = []) {
      const channel = slack.view(inSlack.id(name)).channels.find((each) => each.name === below.channel)?.id ?? ''
      const written = { do: 'write', as: inSlack.id(name), channel, text, thread_ts: below.id, files }
      return done(text, slack.gesture(written))
    },
    edit: (name: Name, message: Seen, text: string) =>
      done(text, slack.gesture({ do: 'edit', as: inSlack.id(name), message: message.id, text })),
    /** What was said in the threads of channels, and who is shown as having said it. */
    talk: (name: Name): (Seen & { by: string })[] =>
      slack
        .view(inSlack.id(name))
        .channels.flatMap((channel) =>
          channel.messages
            .flatMap(({ replies }) => replies)
            .map((reply) => ({ ...seenOf(reply, channel.name), by: reply.name })),
        ),
    /** Something of the message's own menu. */
    shortcut: (name: Name, message: Seen, shortcut: string) =>
      done(shortcut, slack.gesture({ do: 'shortcut', as: inSlack.id(name), message: message.id, name: shortcut })),
    /** Everything this person sees, oldest first: of channels, direct messages and what only they see. */
    sees(name: Name): Seen[] {
      const view = slack.view(inSlack.id(name))
      return [...view.channels, ...view.dms].flatMap((channel) =>
        channel.messages.map((message) => seenOf(message, channel.name)),
      )
    },
  }

  return inSlack
}

function seenOf({ ts, plain, buttons, ephemeral, files }: MessageView, channel: string): Seen {
  return {
    ...{ id: ts, plain, buttons, ephemeral, channel },
    files: files.map(({ id, name, size, type }) => ({ id, name, size, type })),
  }
}

function handsInDiscord({ discord }: Sandbox, world: World) {
  const inDiscord = {
    id: (name: Name) => idOf(world.discord.users, name),
    type: (name: Name, channel: keyof World['discord']['channels'], text: string) =>
      done(
        text,
        discord.gesture({ do: 'command', as: inDiscord.id(name), channel: world.discord.channels[channel], text }),
      ),
    press: (name: Name, message: Seen, button: string) =>
      done(button, discord.gesture({ do: 'press', as: inDiscord.id(name), message: message.id, button })),
    menu: (name: Name, message: Seen, command: string) =>
      done(command, discord.gesture({ do: 'menu', as: inDiscord.id(name), message: message.id, command })),
    write(name: Name, channel: keyof World['discord']['channels'], content: string, files: GivenFile[] = []) {
      const written = { do: 'write', as: inDiscord.id(name), channel: world.discord.channels[channel], content, files }
      return done(content, discord.gesture(written))
    },
    /** In the thread, or wherever that message stands. */
    beside(name: Name, message: Seen, content: string) {
      const threads = discord.view(inDiscord.id(name)).guilds.flatMap((guild) => guild.threads)
      const channel = threads.find((thread) => thread.name === message.channel)?.id ?? ''
      return done(content, discord.gesture({ do: 'write', as: inDiscord.id(name), channel, content }))
    },
    remove: (name: Name, message: Seen) =>
      done('the deletion', discord.gesture({ do: 'delete', as: inDiscord.id(name), message: message.id })),
    submit: (name: Name, values: Values, picked: Picked = {}) =>
      done('the form', discord.gesture({ do: 'submit-modal', as: inDiscord.id(name), ...withPicked(values, picked) })),
    sees(name: Name): Seen[] {
      const view = discord.view(inDiscord.id(name))
      const rooms = [...view.guilds.flatMap((guild) => [...guild.channels, ...guild.threads]), ...view.dms]
      return rooms.flatMap((room) =>
        room.messages.map(({ id, plain, buttons, ephemeral, attachments }) => ({
          id,
          plain,
          buttons: buttons.map(({ label }) => label),
          ephemeral,
          channel: room.name,
          files: attachments.map(({ id: file, given, size, type }) => ({ id: file, name: given, size, type })),
        })),
      )
    },
  }

  return inDiscord
}

/** Acts for the people of the example, and looks with their eyes. */
export function hands(sandbox: Sandbox, world: World) {
  const { slack, discord } = sandbox

  /** The newest message that says this, as soon as this person sees it. */
  async function reads(eyes: { sees(name: Name): Seen[] }, name: Name, pattern: RegExp): Promise<Seen> {
    const look = () => eyes.sees(name).findLast(({ plain }) => pattern.test(plain))
    try {
      const found = await eventually(look, Boolean, { on: [slack, discord] })
      if (found) return found
    } catch {
      // Told below, with what was seen instead.
    }
    const seen = eyes.sees(name).map(({ plain }) => plain)
    throw new WentWrong(`${name} should read ${String(pattern)}, and sees:\n${seen.join('\n---\n')}`)
  }

  return { slack: handsInSlack(sandbox, world), discord: handsInDiscord(sandbox, world), reads }
}

/** A form takes files by their names, and the files beside. */
function withPicked(values: Values, picked: Picked) {
  const names = Object.entries(picked).map(([field, files]) => [field, files.map(({ name }) => name)])
  return { values: { ...values, ...Object.fromEntries(names) }, files: Object.values(picked).flat() }
}

export type Hands = ReturnType<typeof hands>

function idOf(users: Partial<Record<Name, string>>, name: Name): string {
  const id = users[name]
  if (!id) throw new WentWrong(`${name} is not there`)
  return id
}
