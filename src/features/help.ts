import { optionsOf } from '#src/kernel/command.ts'
import { commandNames, isCommand, specOf, type CommandName } from './commands.ts'
import { near } from '#src/kernel/near.ts'
import type { Card, Row } from '#src/kernel/card.ts'
import { pageButtons } from '#src/kernel/pages.ts'
import { is, manages, type Person } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Words } from '#src/words/words.ts'

/** `/agency role person role [client]`: what may be left out is in brackets. */
export function usageOf(name: CommandName, words: Words): string {
  const options = optionsOf(specOf(name)).map((option) => {
    const label = optionWords(option.name, words).name
    return option.required ? label : `[${label}]`
  })
  return [`/${name}`, ...options].join(' ')
}

/** An option's name in the reader's language. */
export function optionWords(name: string, words: Words): { name: string; summary: string } {
  const found = Object.entries(words.commandOptions).find(([known]) => known === name)?.[1]
  return found ?? { name, summary: name }
}

/** What is of use to each, the most usual first; a stranger is to begin. */
const usual = {
  stranger: ['agency setup', 'agency connect', 'profile link', 'delegate'],
  client: ['delegate', 'tasks', 'task', 'report', 'digest on', 'profile zone'],
  assistant: ['claim', 'tasks', 'task', 'profile hours', 'profile away', 'digest on'],
  manager: ['agency client add', 'agency role', 'agency assign', 'agency room', 'tasks', 'report', 'agency people'],
} satisfies Record<string, CommandName[]>

/** So many lines are read; what is beyond them is one press away. */
const mostLines = 7

/** On a page of all commands: few enough for both platforms. */
const perPage = 12

/** `/help`, for whoever asks; null: a stranger. */
export function helpCard(words: Words, about: string | null, by: Pick<Person, 'roles'> | null): Card {
  const asked = about?.trim().replace(/^\//u, '').toLowerCase() ?? ''
  if (isCommand(asked)) return commandHelp(words, asked)
  const below = commandNames.filter((name) => name.startsWith(`${asked} `))
  if (below.length > 0) return { title: `/${asked}`, tone: 'plain', list: below.map((name) => lineOf(name, words)) }
  const unknown: Refusal = { code: 'unknown-command', given: asked, near: near(asked, commandNames) }
  return {
    title: words.help.title,
    tone: 'plain',
    body: asked === '' ? (by ? words.help.ways : words.help.begin) : words.refusals['unknown-command'](unknown),
    list: linesFor(by).map((name) => lineOf(name, words)),
    // A press by one whom nobody knows is refused.
    buttons: by
      ? [{ label: words.help.more, style: 'plain', action: { press: 'help', subject: '1', detail: '' } }]
      : [],
  }
}

/** Every command there is, a page at a time. */
export function allHelp(words: Words, page: number): Card {
  const pages = Math.ceil(commandNames.length / perPage)
  const at = Math.min(page, pages)
  return {
    title: words.help.all,
    tone: 'plain',
    body: words.help.ways,
    list: commandNames.slice((at - 1) * perPage, at * perPage).map((name) => lineOf(name, words)),
    buttons: pageButtons({ page: at, pages }, words.tasks.buttons, (to) => ({
      press: 'help',
      subject: String(to),
      detail: '',
    })),
    note: words.tasks.briefPage(at, pages),
  }
}

function linesFor(by: Pick<Person, 'roles'> | null): CommandName[] {
  if (!by) return usual.stranger
  if (manages(by)) return usual.manager
  const lines = [...(is(by, 'assistant') ? usual.assistant : []), ...(is(by, 'client') ? usual.client : [])]
  return lines.length > 0 ? [...new Set(lines)].slice(0, mostLines) : usual.stranger
}

/** What can be typed as it stands, and what comes of it. */
function lineOf(name: CommandName, words: Words): Row {
  const { example, summary } = words.commands[name]
  return { text: example, detail: summary, heading: true }
}

function commandHelp(words: Words, name: CommandName): Card {
  const { summary, example } = words.commands[name]
  return {
    title: `/${name}`,
    tone: 'plain',
    body: name === 'delegate' ? `${summary}\n\n${words.help.delegateMore}` : summary,
    facts: [
      { label: words.help.usage, value: usageOf(name, words) },
      { label: words.help.example, value: example },
    ],
  }
}
