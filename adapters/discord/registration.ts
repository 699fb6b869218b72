import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandSubcommandOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js'
import { optionsOf, type CommandOption } from '#src/kernel/command.ts'
import { commandNames, rootNames, specOf, type CommandName } from '#src/features/commands.ts'
import { purposes } from '#src/features/people/client.ts'
import { personShortcutNames, shortcutNames } from '#src/features/shortcuts.ts'
import { periods } from '#src/features/social/commands.ts'
import { approvalModes } from '#src/features/social/post.ts'
import { languages, roles } from '#src/kernel/person.ts'
import { groupings, reportPeriods } from '#src/features/reports/report.ts'
import { holidayRules } from '#src/features/digests/schedule.ts'
import { lists, sorts } from '#src/features/tasks/commands.ts'
import { wordsIn, type Words } from '#src/words/words.ts'
import { limits } from './limits.ts'
import { priorities } from '#src/kernel/priority.ts'

const en = wordsIn('en')
const hi = wordsIn('hi')

/** Those that make sense in a direct message too, where no server says which agency is meant. */
const alsoDirect = new Set([
  'tasks',
  'task',
  'profile',
  'digest',
  'help',
  'claim',
  'remind',
  'reminders',
  'later',
  'social',
  'repeat',
  'template',
  'report',
  'reply',
])

/** All that Discord is told of, in both languages, from the lists of commands and of shortcuts. */
export function discordRegistration() {
  return [...slashCommands(), ...menuCommands()]
}

/** What stands in the menu of a message, and of a person. Such a command has a name, and nothing that describes it. */
function menuCommands(): RESTPostAPIContextMenuApplicationCommandsJSONBody[] {
  const ofMessage = { type: ApplicationCommandType.Message, direct: [InteractionContextType.BotDM] } as const
  // In a direct message there is nobody else.
  const ofPerson = { type: ApplicationCommandType.User, direct: [] } as const
  const ofMessages = shortcutNames.map((name) => ({ name, ...ofMessage }))
  const ofPeople = personShortcutNames.map((name) => ({ name, ...ofPerson }))
  return [...ofMessages, ...ofPeople].map(({ name, type, direct }) => ({
    type,
    name: en.shortcutNames[name].name,
    name_localizations: { hi: hi.shortcutNames[name].name },
    contexts: [InteractionContextType.Guild, ...direct],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }))
}

function slashCommands(): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return rootNames.map((root) => ({
    type: ApplicationCommandType.ChatInput,
    ...named(root, (words) => headingOf(root, words)),
    options: optionsUnder(root),
    contexts: alsoDirect.has(root)
      ? [InteractionContextType.Guild, InteractionContextType.BotDM]
      : [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }))
}

type Heading = { name: string; summary: string }

function named(name: string, heading: (words: Words) => Heading) {
  return {
    name,
    name_localizations: { hi: heading(hi).name },
    description: heading(en).summary,
    description_localizations: { hi: heading(hi).summary },
  }
}

function headingOf(path: string, words: Words): Heading {
  const found = new Map<string, Heading>(Object.entries({ ...words.commands, ...words.commandGroups })).get(path)
  // A group without words would be registered without a name: better to fail where it is derived.
  if (!found) throw new Error(`There are no words for the command “${path}”`)
  return found
}

/** A command's own options, or its subcommands and groups of them. */
function optionsUnder(root: string): APIApplicationCommandOption[] {
  const own = commandNames.find((name) => name === root)
  if (own) return leafOptions(own)
  const below = commandNames.filter((name) => name.startsWith(`${root} `))
  const next = [...new Set(below.map((name) => name.split(' ').slice(0, 2).join(' ')))]
  return next.map((path) => {
    const leaf = below.find((name) => name === path)
    if (leaf) return subcommand(leaf)
    return {
      type: ApplicationCommandOptionType.SubcommandGroup,
      ...named(lastWord(path), (words) => headingOf(path, words)),
      options: below.filter((name) => name.startsWith(`${path} `)).map(subcommand),
    }
  })
}

function subcommand(name: CommandName): APIApplicationCommandSubcommandOption {
  return {
    type: ApplicationCommandOptionType.Subcommand,
    ...named(lastWord(name), (words) => headingOf(name, words)),
    options: leafOptions(name),
  }
}

/** Discord wants those that must be given before those that may. */
function leafOptions(name: CommandName): APIApplicationCommandBasicOption[] {
  return optionsOf(specOf(name))
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .map(drawOption)
}

function drawOption(option: CommandOption): APIApplicationCommandBasicOption {
  const base = {
    ...named(option.name, (words) => optionHeading(option.name, words)),
    required: option.required,
  }
  const string = { ...base, type: ApplicationCommandOptionType.String } as const
  const longest = { max_length: Math.min(option.longest, limits.optionLength) }

  switch (option.kind) {
    case 'person':
      return { ...base, type: ApplicationCommandOptionType.User }
    case 'priority':
      return { ...string, choices: choicesOf(priorities, (words) => words.priorityNames) }
    case 'list':
      return { ...string, choices: choicesOf(lists, (words) => words.listNames) }
    case 'sort':
      return { ...string, choices: choicesOf(sorts, (words) => words.sortNames) }
    case 'purpose':
      return { ...string, choices: choicesOf(purposes, (words) => words.purposeNames) }
    case 'period':
      return { ...string, choices: choicesOf(periods, (words) => words.periodNames) }
    case 'approvals':
      return { ...string, choices: choicesOf(approvalModes, (words) => words.approvalsNames) }
    case 'role':
      return { ...string, choices: choicesOf(roles, (words) => words.roleNames) }
    case 'report-period':
      return { ...string, choices: choicesOf(reportPeriods, (words) => words.reportPeriodNames) }
    case 'grouping':
      return { ...string, choices: choicesOf(groupings, (words) => words.groupingNames) }
    case 'holidays':
      return { ...string, choices: choicesOf(holidayRules, (words) => words.holidayNames) }
    case 'language':
      return { ...string, choices: choicesOf(languages, (words) => words.languageNames) }
    // An agency may add duties of its own, so those are completed while typing and not fixed.
    case 'duty':
    case 'member':
    case 'assistant':
    case 'client':
    case 'time':
    case 'task':
    case 'zone':
    case 'command':
    case 'account':
    case 'network':
    case 'post':
    case 'rhythm':
    case 'repeat':
    case 'template':
      return { ...string, autocomplete: true, ...longest }
    case 'text':
    case 'code':
    case 'count':
      return { ...string, ...longest }
  }
}

function optionHeading(name: string, words: Words): Heading {
  const found = new Map<string, Heading>(Object.entries(words.commandOptions)).get(name)
  if (!found) throw new Error(`There are no words for the option “${name}”`)
  return found
}

function choicesOf<Value extends string>(
  values: readonly Value[],
  names: (words: Words) => Record<Value, string>,
): APIApplicationCommandOptionChoice<string>[] {
  return values.map((value) => ({
    name: names(en)[value],
    name_localizations: { hi: names(hi)[value] },
    value,
  }))
}

function lastWord(name: string): string {
  return name.split(' ').at(-1) ?? name
}

/** What the bot does in a server, and no more. */
export const permissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  // Charts, the pictures of months, and what goes with a post.
  PermissionFlagsBits.AttachFiles |
  // A claimed task gets a thread of its own,
  PermissionFlagsBits.CreatePrivateThreads |
  // which is opened again when it was archived and its card changes.
  PermissionFlagsBits.ManageThreads |
  // What people write is shown on the other side under their name and picture, below a card in a thread of its own.
  PermissionFlagsBits.ManageWebhooks |
  PermissionFlagsBits.CreatePublicThreads |
  // To look whether a message arrived whose sending was cut off.
  PermissionFlagsBits.ReadMessageHistory

/** The page on which an owner of a server lets the bot in. */
export function inviteUrl(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  })
  return `https://discord.com/oauth2/authorize?${query.toString()}`
}
