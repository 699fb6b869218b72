import type { Args } from '#src/features/commands.ts'
import type { Asked, Result } from '#src/kernel/request-context.ts'
import type { socialCommands } from '#src/features/social/commands.ts'
import { typedValues } from '#src/kernel/form.ts'
import { addAnAccount, addASlot, chooseApprovals, draftPost, moveAPost } from './deeds.ts'
import { showCalendar, showReport } from '#src/features/social/queries/calendar.ts'
import { showAccounts, showPost } from '#src/features/social/queries/show.ts'
import { showToApprove } from '#src/features/social/queries/week.ts'

type SocialName = keyof typeof socialCommands

/** Each command about social media, and what carries it out. */
export const socialDeeds: { [Name in SocialName]: (asked: Asked, args: Args<Name>) => Promise<Result> } = {
  'social calendar': async (asked, args) => ({ card: await showCalendar(asked, args) }),
  'social draft': (asked, args) => draftPost(asked, typedValues(args)),
  'social show': async (asked, { post }) => ({ card: await showPost(asked, post) }),
  'social approve': async (asked, args) => ({ card: await showToApprove(asked, args) }),
  'social move': (asked, { post, when }) => moveAPost(asked, post, when),
  'social report': async (asked, args) => ({ card: await showReport(asked, args) }),
  'social accounts': async (asked, args) => ({ card: await showAccounts(asked, args) }),
  'social approvals': chooseApprovals,
  'social account add': addAnAccount,
  'social slot add': addASlot,
}
