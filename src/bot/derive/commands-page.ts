import { optionsOf, type OptionKind } from '#src/kernel/command.ts'
import { commandNames, defaults, rootNames, specOf, type CommandName } from '#src/features/commands.ts'
import { optionWords, usageOf } from '#src/features/help.ts'
import { lists } from '#src/features/tasks/commands.ts'
import { defaultDuties, purposes } from '#src/features/people/client.ts'
import { languages, roles } from '#src/kernel/person.ts'
import { wordsIn } from '#src/words/words.ts'
import { priorities } from '#src/kernel/priority.ts'

const en = wordsIn('en')
const hi = wordsIn('hi')

/** docs/commands.md: every command with its options, in both languages. */
export function commandsPage(): string {
  const head = [
    '# Commands',
    '',
    'Written by `npm run derive` from the list of commands (`src/features/commands.ts`) and the two catalogues (`src/ui/i18n`).',
    'What may be left out is in brackets. In Slack a command is typed as one line; in Discord each option is a field of its',
    'own, and names and descriptions are shown in the language that Discord is set to.',
    '',
    '| Command | What it does | हिन्दी |',
    '| --- | --- | --- |',
    ...commandNames.map((name) => row(`\`/${name}\``, en.commands[name].summary, hi.commands[name].summary)),
    '',
  ]
  return [...head, ...rootNames.flatMap(section)].join('\n')
}

/** One first word, and all commands below it. */
function section(root: string): string[] {
  const names = commandNames.filter((name) => name === root || name.startsWith(`${root} `))
  const usual = defaults[root]
  return [
    `## /${root}`,
    '',
    ...(usual ? [`In Slack \`/${root}\` alone means \`/${usual}\`.`, ''] : []),
    ...names.flatMap((name) => command(name, name !== root)),
  ]
}

function command(name: CommandName, isBelow: boolean): string[] {
  const { opens } = specOf(name)
  const form = opens ? [`Typed alone it opens a form.`, ''] : []
  return [
    ...(isBelow ? [`### /${name}`, ''] : []),
    `${en.commands[name].summary}. (${hi.commands[name].name}: ${hi.commands[name].summary})`,
    '',
    ...form,
    '```text',
    usageOf(name, en),
    en.commands[name].example,
    ...(hi.commands[name].example === en.commands[name].example ? [] : [hi.commands[name].example]),
    '```',
    '',
    ...(name === 'delegate' ? delegateInSlack() : []),
    ...optionsTable(name),
  ]
}

/** In one line the options are words and marks, which the help explains. */
function delegateInSlack(): string[] {
  return ['In one line:', '', ...en.help.delegateMore.split('\n').map((line) => `- ${line}`), '']
}

function optionsTable(name: CommandName): string[] {
  const options = optionsOf(specOf(name))
  if (options.length === 0) return []
  const rows = options.map((option) => {
    const [ours, theirs] = [optionWords(option.name, en), optionWords(option.name, hi)]
    const summary = [ours.summary, valuesOf(option.kind)].filter(Boolean).join(': ')
    return row(`\`${ours.name}\``, option.required ? 'yes' : 'no', summary, theirs.name, theirs.summary)
  })
  return ['| Option | Required | | हिन्दी | |', '| --- | --- | --- | --- | --- |', ...rows, '']
}

/** The words that an option takes, where there is a list of them. */
function valuesOf(kind: OptionKind): string {
  const known: Partial<Record<OptionKind, readonly string[]>> = {
    ...{ duty: defaultDuties, priority: priorities, list: lists, purpose: purposes, role: roles, language: languages },
  }
  return (known[kind] ?? []).map((value) => `\`${value}\``).join(', ')
}

function row(...cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
