import { z } from 'zod'
import { option, optionsOf, type CommandSpec, type OptionKind } from '#src/kernel/command.ts'
import { bulkCommands } from './bulk/commands.ts'
import { calendarCommands } from './calendars/commands.ts'
import { delegationCommands } from './delegation/commands.ts'
import { digestCommands } from './digests/commands.ts'
import { peopleCommands } from './people/commands.ts'
import { leavingCommands } from './leaving/commands.ts'
import { relayCommands } from './relay/commands.ts'
import { reminderCommands } from './reminders/commands.ts'
import { repeatCommands } from './repeats/commands.ts'
import { reportCommands } from './reports/commands.ts'
import { targetCommands } from './targets/commands.ts'
import type { Request } from '#src/kernel/request.ts'
import { shortcuts } from './shortcuts.ts'
import { ruleCommands } from './rules/commands.ts'
import { settingCommands } from './settings/commands.ts'
import { socialCommands } from './social/commands.ts'
import { taskCommands } from './tasks/commands.ts'
import { templateCommands } from './templates/commands.ts'
import { type FormName } from '#src/kernel/action-id.ts'
import { formNamed } from '#src/features/actions.ts'

/**
 * Every command there is, once. Parsing, help, docs/commands.md, Slack's manifest and Discord's registration derive
 * from this list; a command that is not in it does not exist.
 *
 * A name of several words is a subcommand: `/agency client add`.
 */
export const commands = {
  ...delegationCommands,
  ...taskCommands,
  ...bulkCommands,
  ...peopleCommands,
  ...settingCommands,
  ...digestCommands,
  ...reminderCommands,
  ...calendarCommands,
  ...socialCommands,
  ...repeatCommands,
  ...templateCommands,
  ...targetCommands,
  ...ruleCommands,
  ...leavingCommands,
  ...reportCommands,
  ...relayCommands,
  help: { args: z.strictObject({ command: option('command', { rest: true }).optional() }) },
} satisfies Record<string, CommandSpec>

export type CommandName = keyof typeof commands
export type Args<Name extends CommandName> = z.infer<(typeof commands)[Name]['args']>

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}

export const commandNames: CommandName[] = Object.keys(commands).filter(isCommand)

/** What is meant when only the first word was typed: `/profile` shows it. */
export const defaults: Partial<Record<string, CommandName>> = {
  profile: 'profile show',
  digest: 'digest show',
  agency: 'agency people',
  calendar: 'calendar feed',
  social: 'social calendar',
  repeat: 'repeat list',
  template: 'template list',
}

/** The first words: what is registered with a platform as a slash command. */
export const rootNames = [...new Set(commandNames.map((name) => name.split(' ')[0] ?? name))]

export function specOf(name: CommandName): CommandSpec {
  return commands[name]
}

export function optionKindOf(command: CommandName, name: string): OptionKind | null {
  return optionsOf(specOf(command)).find((known) => known.name === name)?.kind ?? null
}

/**
 * The form that a request opens as its first answer, told from the list alone: a platform gives three seconds for it,
 * and an answer that was put off cannot become a form.
 */
export function opensForm(request: Request): FormName | null {
  return opening(request)?.form ?? null
}

/** The form that a request opens, and what it is about, as it was typed. */
export function opening(request: Request): { form: FormName; subject: string } | null {
  switch (request.kind) {
    case 'words':
      return openingOfWords(request.command, request.text.trim())
    case 'options': {
      const { opens, opensFor } = specOf(request.command)
      const [subject, ...more] = Object.values(request.options)
      if (subject === undefined) return opens ? { form: opens, subject: '' } : null
      return opensFor && more.length === 0 ? { form: opensFor, subject } : null
    }
    case 'press': {
      const { press, subject, detail } = request.action
      const form = press === 'open' ? formNamed(detail) : null
      return form && { form, subject }
    }
    case 'shortcut':
      return { form: shortcuts[request.name].opens, subject: '' }
    case 'form':
      return null
  }
}

/** `/task 42 edit`, `/reply 42`: nothing follows that could be done, so the form asks. */
function openingOfTask(command: string, text: string): { form: FormName; subject: string } | null {
  const about = command === 'reply' ? /^#?(\d{1,9})$/u.exec(text)?.[1] : undefined
  if (about !== undefined) return { form: 'reply', subject: about }
  const [, number, word] = (command === 'task' && /^#?(\d{1,9})\s+(edit|note):?$/iu.exec(text)) || []
  if (number === undefined || word === undefined) return null
  return { form: word.toLowerCase() === 'note' ? 'add-note' : 'edit-task', subject: number }
}

function openingOfWords(command: string, text: string): { form: FormName; subject: string } | null {
  const aboutTask = openingOfTask(command, text)
  if (aboutTask) return aboutTask
  const name = text === '' ? (defaults[command] ?? command) : `${command} ${text}`
  if (isCommand(name)) {
    const { opens } = specOf(name)
    return opens ? { form: opens, subject: '' } : null
  }
  const about = commandNames.find((known) => specOf(known).opensFor && name.toLowerCase().startsWith(`${known} `))
  const form = about && specOf(about).opensFor
  return about && form
    ? {
        form,
        subject: name
          .slice(about.length)
          .trim()
          .replace(/^["“]|["”]$/gu, ''),
      }
    : null
}
