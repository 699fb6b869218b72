import {
  Events,
  GatewayIntentBits,
  Routes,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type ModalSubmitInteraction,
} from 'discord.js'
import type { DiscordGesture } from '#sandbox/discord/index.ts'
import { aClient, aServer, idIn, register, type Stage } from './stage.ts'

export const card = {
  content: 'A card',
  components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Claim', custom_id: 'a' }] }],
}

/** A bot with the command `/tasks` that answers with what the test says. */
export async function aBot(wishes: Parameters<typeof aServer>[0] = {}) {
  const stage = await aServer(wishes)
  await register(stage, { name: 'tasks', description: 'Your tasks' })
  return { ...stage, stage, ...(await hearing(stage)) }
}

/** A bot that hears what people do. */
export async function hearing(stage: Stage) {
  const { discord, asha, board, rest } = stage
  const client = await aClient(stage, GatewayIntentBits.Guilds)

  /** What the bot hears of a gesture, which is `done` once the bot has answered. */
  async function heard(gesture: DiscordGesture) {
    const arrives = new Promise<Interaction>((resolve) => client.once(Events.InteractionCreate, resolve))
    const done = discord.gesture(gesture)
    const refused = done.then((result) => (result.ok ? undefined : result.error))
    const first = await Promise.race([arrives, refused])
    if (typeof first === 'string') throw new Error(first)
    return { interaction: await arrives, done }
  }
  const aCard = async (body: object = card) => idIn(await rest.post(Routes.channelMessages(board.id), { body }))
  const command = async (text = '/tasks', as = asha.id) =>
    isCommand((await heard({ do: 'command', as, channel: board.id, text })).interaction)
  const press = async (message: string, button = 'Claim') =>
    isButton((await heard({ do: 'press', as: asha.id, message, button })).interaction)
  return { client, heard, aCard, command, press }
}

export function isCommand(interaction: Interaction): ChatInputCommandInteraction {
  if (!interaction.isChatInputCommand()) throw new Error('It is no command')
  return interaction
}

export function isButton(interaction: Interaction): ButtonInteraction {
  if (!interaction.isButton()) throw new Error('It is no button')
  return interaction
}

export function isCompletion(interaction: Interaction): AutocompleteInteraction {
  if (!interaction.isAutocomplete()) throw new Error('It is no completion')
  return interaction
}

export function isForm(interaction: Interaction): ModalSubmitInteraction {
  if (!interaction.isModalSubmit()) throw new Error('It is no form')
  return interaction
}
