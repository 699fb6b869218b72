import type { Args } from '#src/features/commands.ts'
import type { RequestContext, Result } from '#src/kernel/request-context.ts'
import type { socialCommands } from '#src/features/social/commands.ts'
import { typedValues } from '#src/kernel/form.ts'
import { addAnAccount, addASlot, chooseApprovals, draftPost, moveAPost } from './deeds.ts'
import { showCalendar, showReport } from '#src/features/social/queries/calendar.ts'
import { showAccounts, showPost } from '#src/features/social/queries/show.ts'
import { showToApprove } from '#src/features/social/queries/week.ts'

type SocialName = keyof typeof socialCommands

/** Each command about social media, and what carries it out. */
export const socialDeeds: { [Name in SocialName]: (context: RequestContext, args: Args<Name>) => Promise<Result> } = {
  'social calendar': async (context, args) => ({ card: await showCalendar(context, args) }),
  'social draft': (context, args) => draftPost(context, typedValues(args)),
  'social show': async (context, { post }) => ({ card: await showPost(context, post) }),
  'social approve': async (context, args) => ({ card: await showToApprove(context, args) }),
  'social move': (context, { post, when }) => moveAPost(context, post, when),
  'social report': async (context, args) => ({ card: await showReport(context, args) }),
  'social accounts': async (context, args) => ({ card: await showAccounts(context, args) }),
  'social approvals': chooseApprovals,
  'social account add': addAnAccount,
  'social slot add': addASlot,
}
