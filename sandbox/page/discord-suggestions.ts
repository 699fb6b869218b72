import { html } from 'hono/html'
import type { CommandOption, DiscordSandbox } from '../discord/index.ts'
import { noSuggestions, type Suggestion, type Suggestions } from './suggestions.ts'
import { nothing, type Html } from './text.ts'

type Place = { discord: DiscordSandbox; as: string; channel: string }
type Leaf = { path: string; description: string; options: CommandOption[] }

/** Option types: https://docs.discord.com/developers/interactions/application-commands#application-command-object */
const KIND = { subcommand: 1, group: 2, integer: 4, boolean: 5, user: 6, mentionable: 9, number: 10 } as const
const isNumber = ({ type }: CommandOption) => type === KIND.integer || type === KIND.number

/** In Discord a command has fields: the command first, then the name of a field, then what goes into it. */
export async function discordSuggestions(place: Place, text: string): Promise<Suggestions> {
  if (!text.startsWith('/')) return noSuggestions
  const { discord, as, channel } = place
  const leaves = discord.commands(as, channel).flatMap((command) => leavesOf(command, `/${command.name}`))
  const leaf = leaves
    .filter(({ path }) => text.startsWith(`${path} `))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
  if (!leaf) return { list: leaves.filter(({ path }) => path.startsWith(text)).map(leafSuggestion) }

  const filling = readFields(leaf, text)
  const values = filling.last && !/\s$/u.test(text) ? await valuesFor(place, filling.last, text) : []
  return { usage: usageOf(leaf, filling), list: [...values, ...fieldsLeft(leaf, filling, text)] }
}

/** Commands as one types them: `/agency client add`. */
function leavesOf({ description, options = [] }: Omit<CommandOption, 'type' | 'name'>, path: string): Leaf[] {
  const below = (options ?? []).filter(({ type }) => type === KIND.subcommand || type === KIND.group)
  if (below.length > 0) return below.flatMap((option) => leavesOf(option, `${path} ${option.name}`))
  return [{ path, description: description ?? '', options: options ?? [] }]
}

const leafSuggestion = ({ path, description }: Leaf) => ({ label: path, detail: description, text: `${path} ` })

type Filled = { option: CommandOption; from: number }
type Filling = { filled: Filled[]; last: Filled | undefined }

/** Which fields have their name in the text, and where what goes into them begins. */
function readFields({ path, options }: Leaf, text: string): Filling {
  const filled = [...text.matchAll(/(?<=\s)([^\s:]+):/gu)].flatMap(({ index, 0: whole, 1: name }) => {
    const option = index > path.length ? options.find((each) => each.name === name) : undefined
    return option ? [{ option, from: index + whole.length }] : []
  })
  return { filled, last: filled.at(-1) }
}

async function valuesFor(place: Place, { option, from }: Filled, text: string): Promise<Suggestion[]> {
  const typed = text.slice(from).trim().toLowerCase()
  const offered = option.autocomplete ? await askApplication(place, text) : listed(place, option)
  return offered
    .filter(({ name }) => option.autocomplete || name.toLowerCase().includes(typed.replace(/^@/u, '')))
    .map(({ name, value }) => ({
      label: name,
      detail: '',
      // What is a number is sent as one; of words Discord's own client knows what stands behind them.
      text: `${text.slice(0, from)}${isNumber(option) ? value : name} `,
    }))
}

type Offer = { name: string; value: string | number }

function listed({ discord }: Place, { type, choices }: CommandOption): Offer[] {
  if (choices?.length) return choices
  if (type === KIND.boolean) return ['True', 'False'].map((name) => ({ name, value: name }))
  if (type !== KIND.user && type !== KIND.mentionable) return []
  return discord.people().map(({ name }) => ({ name: `@${name}`, value: name }))
}

async function askApplication({ discord, as, channel }: Place, text: string): Promise<Offer[]> {
  const answer = await discord.gesture({ do: 'complete', as, channel, text })
  return answer.ok && Array.isArray(answer['choices']) ? answer['choices'].filter(isOffer) : []
}

function isOffer(offer: unknown): offer is Offer {
  return typeof offer === 'object' && offer !== null && 'name' in offer && 'value' in offer
}

/** The fields that have no name in the text yet, and begin with the word that is being typed. */
function fieldsLeft({ options }: Leaf, { filled }: Filling, text: string): Suggestion[] {
  const word = /\S*$/u.exec(text)?.[0] ?? ''
  const before = text.slice(0, text.length - word.length)
  return options
    .filter((option) => option.name.startsWith(word) && !filled.some((each) => each.option === option))
    .map(({ name, description, required }) => ({
      label: `${name}:`,
      detail: `${description ?? ''}${required ? ' (required)' : ''}`,
      text: `${before}${name}:`,
    }))
}

function usageOf({ path, description, options }: Leaf, { last }: Filling): Html {
  return html`<strong>${path}</strong> ${options.map((option) => {
      const shown = option.required ? `${option.name}:` : `[${option.name}:]`
      return option === last?.option ? html`<b>${shown}</b> ` : html`${shown} `
    })}<span>${last ? (last.option.description ?? nothing) : description}</span>`
}
