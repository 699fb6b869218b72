import { optionsOf } from '#src/kernel/command.ts'
import { commandNames, isCommand, specOf, type CommandName } from './commands.ts'
import { near } from '#src/kernel/near.ts'
import type { Card } from '#src/kernel/card.ts'
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

export function helpCard(words: Words, about: string | null): Card {
  const asked = about?.trim().replace(/^\//u, '').toLowerCase() ?? ''
  return isCommand(asked) ? commandHelp(words, asked) : allHelp(words, asked)
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

/** Every command, or those below one first word. */
function allHelp(words: Words, root: string): Card {
  const below = commandNames.filter((name) => name.startsWith(`${root} `))
  const shown = below.length ? below : commandNames
  const unknown = root !== '' && below.length === 0
  return {
    title: words.help.title,
    tone: 'plain',
    body: unknown
      ? words.refusals['unknown-command']({ code: 'unknown-command', given: root, near: near(root, commandNames) })
      : words.help.ways,
    list: shown.map((name) => ({ text: usageOf(name, words), detail: words.commands[name].summary })),
  }
}
