import { bulk } from '#src/features/bulk/index.ts'
import { calendars } from '#src/features/calendars/index.ts'
import { formOfMessage } from '#src/features/delegation/handlers/from-message.ts'
import { formToPerson } from '#src/features/delegation/handlers/to-person.ts'
import { delegation } from '#src/features/delegation/index.ts'
import { detailsCard } from '#src/features/details.ts'
import { guard } from '#src/features/guard/index.ts'
import { digests } from '#src/features/digests/index.ts'
import { leaving } from '#src/features/leaving/index.ts'
import { people } from '#src/features/people/index.ts'
import { relay } from '#src/features/relay/index.ts'
import { reminders } from '#src/features/reminders/index.ts'
import { repeats } from '#src/features/repeats/index.ts'
import { reports } from '#src/features/reports/index.ts'
import { rules } from '#src/features/rules/index.ts'
import { settings } from '#src/features/settings/index.ts'
import { social } from '#src/features/social/index.ts'
import { targets } from '#src/features/targets/index.ts'
import { openFromMessage } from '#src/features/social/handlers/forms.ts'
import { tasks } from '#src/features/tasks/index.ts'
import { templates } from '#src/features/templates/index.ts'
import type { Args, CommandName } from '#src/features/commands.ts'
import { allHelp, helpCard } from '#src/features/help.ts'
import type { OptionKind } from '#src/kernel/command.ts'
import { pageIn, type Complete, type FormHandlers, type ReplyWords } from '#src/kernel/feature.ts'
import type { FormName, PressName } from '#src/kernel/action-id.ts'
import type { Form, FormContext, Values } from '#src/kernel/form.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Quoted } from '#src/kernel/request.ts'
import type { ShortcutName } from '#src/features/shortcuts.ts'
import type { RequestContext, Result } from '#src/kernel/request-context.ts'
import { wordsIn } from '#src/words/words.ts'

/*
 * What the features declare, gathered. Each record is whole by its type: a command, press, form or answer that some
 * feature names and none carries out does not compile.
 */

type CommandHandlers = {
  [Name in CommandName]: (context: RequestContext, args: Args<Name>) => Promise<Result> | Result
}

export const commandHandlers: CommandHandlers = {
  ...delegation.commands,
  ...tasks.commands,
  ...bulk.commands,
  ...people.commands,
  ...settings.commands,
  ...digests.commands,
  ...reminders.commands,
  ...calendars.commands,
  ...social.commands,
  ...repeats.commands,
  ...templates.commands,
  ...targets.commands,
  ...rules.commands,
  ...reports.commands,
  ...relay.commands,
  ...leaving.commands,
  help: ({ by }, { command }) => ({ card: helpCard(wordsIn(by.language), command ?? null, by) }),
}

type PressHandler = (context: RequestContext, pressed: { subject: string; detail: string }) => Promise<Result> | Result

/** `open` is not among them: it shows a form, and is answered before anything is carried out. */
export const pressHandlers: { [Name in Exclude<PressName, 'open'>]: PressHandler } = {
  details: ({ by }, { subject }) => ({ card: detailsCard(subject, wordsIn(by.language)) }),
  help: ({ by }, { subject }) => ({ card: allHelp(wordsIn(by.language), pageIn(subject)) }),
  ...delegation.presses,
  ...tasks.presses,
  ...bulk.presses,
  ...people.presses,
  ...settings.presses,
  ...digests.presses,
  ...reminders.presses,
  ...calendars.presses,
  ...social.presses,
  ...repeats.presses,
  ...templates.presses,
  ...targets.presses,
  ...rules.presses,
  ...reports.presses,
  ...relay.presses,
  ...guard.presses,
  ...leaving.presses,
}

export const formHandlers: { [Name in FormName]: FormHandlers } = {
  ...delegation.forms,
  ...tasks.forms,
  ...bulk.forms,
  ...people.forms,
  ...settings.forms,
  ...digests.forms,
  ...reminders.forms,
  ...calendars.forms,
  ...social.forms,
  ...repeats.forms,
  ...templates.forms,
  ...targets.forms,
  ...rules.forms,
  ...reports.forms,
  ...relay.forms,
  ...leaving.forms,
}

type ShortcutHandler = (
  context: RequestContext,
  message: Quoted,
  formContext: (values: Values) => Promise<FormContext>,
) => Promise<Form | Refusal>

/** The form that each entry in the menu of a message opens, with the message in it. */
export const shortcutHandlers: { [Name in ShortcutName]: ShortcutHandler } = {
  'delegate-this': formOfMessage,
  'draft-post': openFromMessage,
  'delegate-to': formToPerson,
}

/** A refusal is worded by the roof itself: it comes with the draft of what was typed. */
export const replyWords: { [Said in Exclude<Reply['say'], 'refused'>]: ReplyWords<Said> } = {
  ...delegation.replies,
  ...tasks.replies,
  ...bulk.replies,
  ...people.replies,
  ...settings.replies,
  ...digests.replies,
  ...reminders.replies,
  ...calendars.replies,
  ...social.replies,
  ...repeats.replies,
  ...templates.replies,
  ...targets.replies,
  ...rules.replies,
  ...reports.replies,
  ...relay.replies,
  ...guard.replies,
  ...leaving.replies,
}

export const completions: { [Kind in OptionKind]?: Complete } = {
  ...delegation.completions,
  ...tasks.completions,
  ...bulk.completions,
  ...people.completions,
  ...settings.completions,
  ...digests.completions,
  ...reminders.completions,
  ...calendars.completions,
  ...social.completions,
  ...repeats.completions,
  ...templates.completions,
  ...targets.completions,
  ...rules.completions,
  ...reports.completions,
  ...relay.completions,
  ...leaving.completions,
}
