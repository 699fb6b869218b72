import { z } from 'zod'
import { option, optionsOf, type CommandSpec, type OptionKind } from './command.ts'
import { calendarCommands } from './calendars/commands.ts'
import { digestCommands } from './digests/commands.ts'
import { peopleCommands } from './people/commands.ts'
import { reminderCommands } from './reminders/commands.ts'
import type { Request } from './request.ts'
import { shortcuts } from './shortcuts.ts'
import { socialCommands } from './social/commands.ts'
import { taskCommands } from './tasks/commands.ts'
import { formNamed, type FormName } from './ui/action-id.ts'

/**
 * Every command there is, once. Parsing, help, docs/commands.md, Slack's manifest and Discord's registration derive
 * from this list; a command that is not in it does not exist.
 *
 * A name of several words is a subcommand: `/agency client add`.
 */
export const commands = {
  ...taskCommands,
  ...peopleCommands,
  ...digestCommands,
  ...reminderCommands,
  ...calendarCommands,
  ...socialCommands,
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
  switch (request.kind) {
    case 'words': {
      const name =
        request.text.trim() === ''
          ? (defaults[request.command] ?? request.command)
          : `${request.command} ${request.text.trim()}`
      return isCommand(name) ? (specOf(name).opens ?? null) : null
    }
    case 'options':
      return Object.keys(request.options).length === 0 ? (specOf(request.command).opens ?? null) : null
    case 'press':
      return request.action.press === 'open' ? formNamed(request.action.detail) : null
    case 'shortcut':
      return shortcuts[request.name].opens
    case 'form':
      return null
  }
}
