import {
  showBrief,
  showDigest,
  showHelp,
  showPage,
  showPeople,
  showPool,
  showProfile,
  showSection,
  showTask,
  showTasks,
} from './answer.ts'
import { commands, type Args, type CommandName } from '#src/features/commands.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Request } from '#src/kernel/request.ts'
import type { Action, FormName } from '#src/kernel/action-id.ts'
import { isSocialForm } from '#src/features/social/forms.ts'
import type { Card } from '#src/kernel/card.ts'
import { type Values, textOf } from '#src/kernel/form.ts'
import { understand } from './understand.ts'
import { addAClient, assign, chooseRoom, giveRole } from '#src/features/people/handlers/agency.ts'
import { no, type Asked, type Outcome } from '#src/kernel/request-context.ts'
import { connectCode, linkCode } from '#src/features/people/handlers/codes.ts'
import { delegate } from '#src/features/delegation/handlers/delegate.ts'
import { showLater } from '#src/features/reminders/queries/later.ts'
import { renew, subscribe } from '#src/features/calendars/handlers/feeds.ts'
import { addHolidays, removeHolidays, showHolidays } from '#src/features/calendars/handlers/holidays.ts'
import { pressKept, submitKept } from './kept.ts'
import { claim, press, submitForm } from '#src/features/tasks/handlers/moves.ts'
import { socialDeeds } from '#src/features/social/handlers/commands.ts'
import { isSocialPress, pressSocial, submitSocial } from '#src/features/social/handlers/presses.ts'
import {
  cancelReminder,
  remind,
  remindAgain,
  remindAgainAt,
  showReminders,
} from '#src/features/reminders/handlers/reminders.ts'
import { snooze, snoozeUntil } from '#src/features/reminders/handlers/snooze.ts'
import { showRepeat, showRepeats } from '#src/features/repeats/queries/repeat-views.ts'
import { endRepeat, pauseRepeat, resumeRepeat, skipNext } from '#src/features/repeats/handlers/repeats.ts'
import { showTemplate, showTemplates } from '#src/features/templates/queries/template-views.ts'
import { removeOne, saveTaskAs } from '#src/features/templates/handlers/templates.ts'
import {
  digestHolidays,
  digestLater,
  digestOff,
  digestOn,
  digestWeekly,
  roomDigestOff,
  roomDigestOn,
  roomDigestWeekly,
} from '#src/features/digests/handlers/digest-settings.ts'
import { changeProfile, changeWholeProfile } from '#src/features/settings/handlers/profile.ts'
import { removeRole } from '#src/features/settings/handlers/remove-role.ts'
import { report, reportPage } from '#src/features/reports/queries/reports.ts'
import { agencySettings, editClient } from '#src/features/settings/handlers/settings.ts'
import { target } from '#src/features/targets/handlers/targets.ts'

/** A request, read: which of our commands, presses or forms it is. */
export type Wish =
  | { kind: 'command'; name: CommandName; options: Record<string, string> }
  | { kind: 'press'; action: Action }
  /** From the menu of a message; it opens a form, and does nothing else. */
  | { kind: 'shortcut' }
  | { kind: 'form'; name: FormName; subject: string; values: Values }
  | { kind: 'unclear'; reason: Refusal }

export function readRequest(request: Request): Wish {
  switch (request.kind) {
    case 'words': {
      const read = understand(request.command, request.text)
      return read.ok ? { kind: 'command', ...read.understood } : { kind: 'unclear', reason: read.reason }
    }
    case 'options':
      return { kind: 'command', name: request.command, options: request.options }
    case 'press':
      return { kind: 'press', action: request.action }
    case 'shortcut':
      return { kind: 'shortcut' }
    case 'form':
      return { kind: 'form', name: request.name, subject: request.subject, values: request.values }
  }
}

/** A deed and what became of it, or a question and its card. */
export type Result = Outcome | { card: Card }

export async function carryOut(asked: Asked, wish: Wish): Promise<Result> {
  switch (wish.kind) {
    case 'unclear':
      return no(wish.reason)
    case 'shortcut':
      return no({ code: 'not-understood' })
    case 'press':
      return carryOutPress(asked, wish.action)
    case 'form':
      return carryOutForm(asked, wish)
    case 'command':
      return carryOutCommand(asked, wish.name, wish.options)
  }
}

async function carryOutPress(asked: Asked, action: Action): Promise<Result> {
  if (isSocialPress(action.press)) return pressSocial(asked, action.press, action)
  switch (action.press) {
    case 'show':
      return { card: await showTask(asked, action.subject) }
    case 'brief':
      return { card: await showBrief(asked, action.subject, action.detail) }
    case 'page':
      return { card: await showPage(asked, action.subject, action.detail) }
    case 'snooze':
      return snooze(asked, action)
    case 'again':
      return remindAgain(asked, action)
    case 'unremind':
      return cancelReminder(asked, action.subject)
    case 'renew-feed':
      return renew(asked, action.subject)
    case 'remove-holidays':
      return removeHolidays(asked, action.subject)
    case 'section':
      return { card: await showSection(asked, action.subject, action.detail) }
    case 'report':
      return reportPage(asked, action.subject, action.detail)
    case 'digest-later':
      return digestLater(asked, action)
    default:
      return (await pressKept(asked, action)) ?? press(asked, action)
  }
}

async function carryOutForm(asked: Asked, { name, subject, values }: Extract<Wish, { kind: 'form' }>): Promise<Result> {
  if (isSocialForm(name)) return submitSocial(asked, name, subject, values)
  const typed = Object.fromEntries(
    Object.entries(values)
      .map(([field, value]) => [field, textOf(value)] as const)
      .filter(([, value]) => value !== ''),
  )
  switch (name) {
    case 'delegate':
      return delegate(asked, commands.delegate.args.parse(typed))
    case 'profile':
      return changeWholeProfile(asked, values)
    case 'assignment':
      return assign(asked, commands['agency assign'].args.parse(typed))
    case 'remind':
      return remind(asked, commands.remind.args.parse(typed))
    case 'remind-again':
      return remindAgainAt(asked, subject, values)
    case 'snooze':
      return snoozeUntil(asked, subject, values)
    default:
      return (await submitKept(asked, name, subject, values)) ?? submitForm(asked, name, subject, values)
  }
}

/** Each command, and what carries it out. A command that is not here does not compile. */
const deeds: { [Name in CommandName]: (asked: Asked, args: Args<Name>) => Promise<Result> | Result } = {
  delegate: (asked, args) => delegate(asked, args),
  tasks: async (asked, args) => ({ card: await showTasks(asked, args) }),
  task: async (asked, { number, template }) =>
    template === undefined ? { card: await showTask(asked, number) } : saveTaskAs(asked, number, template),
  claim: async (asked, { number }) => (number === undefined ? { card: await showPool(asked) } : claim(asked, number)),
  help: (asked, { command }) => ({ card: showHelp(asked, command ?? null) }),
  'agency setup': () => no({ code: 'already-set-up' }),
  'agency connect': (asked, { code }) => (code === undefined ? connectCode(asked) : no({ code: 'place-taken' })),
  'agency people': async (asked) => ({ card: await showPeople(asked) }),
  'agency role': giveRole,
  'agency remove': removeRole,
  'agency client add': addAClient,
  'agency client edit': editClient,
  'agency settings': agencySettings,
  'agency assign': assign,
  'agency room': (asked, args) => chooseRoom(asked, args, asked.member),
  'profile show': async (asked) => ({ card: await showProfile(asked) }),
  'profile edit': async (asked) => ({ card: await showProfile(asked) }),
  'profile zone': (asked, { zone }) => changeProfile(asked, 'zone', zone),
  'profile language': (asked, { language }) => changeProfile(asked, 'language', language),
  'profile hours': (asked, { hours }) => changeProfile(asked, 'hours', hours),
  'profile duties': (asked, { duties }) => changeProfile(asked, 'duties', duties),
  'profile capacity': (asked, { count }) => changeProfile(asked, 'capacity', count),
  'profile away': (asked, { days }) => changeProfile(asked, 'away', days),
  'profile link': (asked, { code }) => (code === undefined ? linkCode(asked) : no({ code: 'identity-taken' })),
  'digest show': async (asked) => ({ card: await showDigest(asked) }),
  'digest on': (asked, { when }) => digestOn(asked, when),
  'digest off': digestOff,
  remind,
  reminders: async (asked) => ({ card: await showReminders(asked) }),
  later: async (asked) => ({ card: await showLater(asked) }),
  'calendar feed': (asked, { client }) => subscribe(asked, 'person', client),
  'calendar social': (asked, { client }) => subscribe(asked, 'social', client),
  'calendar holidays list': async (asked) => ({ card: await showHolidays(asked) }),
  'calendar holidays add': addHolidays,
  'calendar holidays remove': (asked, { count }) => removeHolidays(asked, count),
  ...socialDeeds,
  'repeat list': async (asked, { client }) => ({ card: await showRepeats(asked, client ?? null) }),
  'repeat show': async (asked, { repeat }) => ({ card: await showRepeat(asked, repeat) }),
  'repeat edit': async (asked, { repeat }) => ({ card: await showRepeat(asked, repeat) }),
  'repeat pause': (asked, { repeat }) => pauseRepeat(asked, repeat),
  'repeat resume': (asked, { repeat }) => resumeRepeat(asked, repeat),
  'repeat skip': (asked, { repeat }) => skipNext(asked, repeat),
  'repeat end': (asked, { repeat }) => endRepeat(asked, repeat),
  'template list': async (asked, { client }) => ({ card: await showTemplates(asked, client ?? null) }),
  'template show': async (asked, { name }) => ({ card: await showTemplate(asked, name) }),
  'template edit': async (asked, { name }) => ({ card: await showTemplate(asked, name) }),
  'template remove': (asked, { name }) => removeOne(asked, name),
  'digest weekly': (asked, { when }) => digestWeekly(asked, when),
  'digest holidays': (asked, { rule }) => digestHolidays(asked, rule),
  'digest room on': (asked, { when }) => roomDigestOn(asked, when),
  'digest room weekly': (asked, { when }) => roomDigestWeekly(asked, when),
  'digest room off': roomDigestOff,
  'agency target': target,
  report,
}

async function carryOutCommand<Name extends CommandName>(
  asked: Asked,
  name: Name,
  options: Record<string, string>,
): Promise<Result> {
  const read = commands[name].args.safeParse(options)
  if (!read.success) return no({ code: 'missing', option: String(read.error.issues[0]?.path[0] ?? ''), command: name })
  const deed: (asked: Asked, args: never) => Promise<Result> | Result = deeds[name]
  return Reflect.apply(deed, undefined, [asked, read.data])
}
