import { postSubject } from '#src/features/social/policy.ts'
import { endSlot, slotById, accountById } from '#db/repositories/social.ts'
import { lockPost } from '#db/repositories/posts.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import { done, no, type RequestContext, type Outcome, type Result } from '#src/kernel/request-context.ts'
import { actingFor } from '#src/features/tasks/handlers/tasks.ts'
import { findDraft } from '#src/features/requests/drafts.ts'
import { may, whoMay } from '#src/features/policy.ts'
import type { Draft } from '#src/kernel/reply.ts'
import type { socialPresses } from '#src/features/social/actions.ts'
import type { PostCommand } from '#src/features/social/command.ts'
import type { SocialForm } from '#src/features/social/forms.ts'
import { readSlotSubject } from '#src/features/social/notices.ts'
import type { PostSaid } from '#src/features/social/reply.ts'
import { nextWorkingStart } from '#src/time/hours.ts'
import { type Values, textOf } from '#src/kernel/form.ts'
import { clientTeamOf } from '#src/features/social/queries/client-team.ts'
import { readContent } from './content.ts'
import { addAnAccount, addASlot, draftPost, moveAPost } from './deeds.ts'
import { isId } from '#src/features/people/queries/find.ts'
import { readPostNumber } from '#src/features/social/queries/find.ts'
import { movePost } from './keep.ts'
import { showCalendarPage, showCalendarPicture } from '#src/features/social/queries/calendar.ts'
import { showFiles, showPost, showText } from '#src/features/social/queries/show.ts'
import { showWeek, waitingOf } from '#src/features/social/queries/week.ts'

type SocialPress = (typeof socialPresses)[number]

export async function pressSocial(
  context: RequestContext,
  name: SocialPress,
  { subject, detail }: { subject: string; detail: string },
): Promise<Result> {
  switch (name) {
    case 'post':
      return { card: await showPost(context, subject) }
    case 'post-text':
      return { card: await showText(context, subject, Number(detail)) }
    case 'post-files':
      return { card: await showFiles(context, subject) }
    case 'calendar':
      return { card: await showCalendarPage(context, subject, detail) }
    case 'calendar-picture':
      return { card: await showCalendarPicture(context, subject, detail) }
    case 'post-approve':
      return move(context, subject, 'approved', { type: 'approve', hash: detail })
    case 'post-ask':
      return move(context, subject, 'asked', { type: 'ask' })
    case 'post-insist': {
      const kept = await findDraft(context.tx, context.agency.id, subject)
      if (!kept || kept.form !== 'social-posted') return no({ code: 'not-understood' })
      const command = { type: 'confirm', url: textOf(kept.values['address']), insists: true } as const
      return move(context, kept.subject, 'posted', command, { ...kept, wrong: 'address' })
    }
    case 'post-snooze': {
      const until = snoozeEnd(context, detail)
      if (!until) return no({ code: 'not-understood' })
      const moved = await move(context, subject, 'unchanged', { type: 'snooze', until })
      return moved.ok ? done({ say: 'social', of: 'snoozed', until: until.toString() }) : moved
    }
    case 'week-approve':
      return approveWeek(context, subject, detail)
    case 'slot-end':
      return endASlot(context, subject)
    case 'slot-snooze':
      return snoozeSlot(context, subject, detail)
  }
}

async function move(
  context: RequestContext,
  typed: string,
  what: PostSaid,
  command: PostCommand,
  draft?: Draft,
): Promise<Outcome> {
  const number = readPostNumber(typed)
  if (number === null) return no({ code: 'no-such-post', number: typed })
  const moved = await movePost(actingFor(context), { number }, () => command)
  if (!moved.ok) return no(moved.reason, draft)
  return done({ say: 'social', of: 'post', what: moved.changed ? what : 'unchanged', number })
}

/** All that was shown, as it was shown; when anything of it is another by now, nothing. */
async function approveWeek(context: RequestContext, client: string, detail: string): Promise<Result> {
  const [from = '', seal = ''] = detail.split('.')
  const week = await waitingOf(context, client, from, seal !== '')
  if (!week) return no({ code: 'week-changed' })
  if (seal === '') return { card: await showWeek(context, week) }
  if (week.waiting.length === 0 || week.seal !== seal) return no({ code: 'week-changed' })
  const numbers: number[] = []
  for (const { post } of week.shown) {
    const { number, content } = post
    const moved = await movePost(actingFor(context), { number }, () => ({ type: 'approve', hash: content.hash }))
    if (!moved.ok) return no(moved.reason)
    numbers.push(number)
  }
  return done({ say: 'social', of: 'week', numbers })
}

/** Until when a reminder is held; null for what no button of ours says. */
export function snoozeEnd({ by, now }: Pick<RequestContext, 'by' | 'now'>, span: string): Temporal.Instant | null {
  if (span === '15') return now.add({ minutes: 15 })
  if (span === '60') return now.add({ minutes: 60 })
  if (span !== 'morning') return null
  const tomorrow = now.toZonedDateTimeISO(by.zone).toPlainDate().add({ days: 1 })
  const nine = tomorrow.toZonedDateTime({ timeZone: by.zone, plainTime: '09:00' }).toInstant()
  const dawn = tomorrow.toZonedDateTime(by.zone).toInstant()
  // Where their day begins earlier or later than nine, it is that.
  const start = by.hours ? nextWorkingStart(dawn, by.zone, by.hours, by.away) : null
  return start ?? nine
}

async function endASlot(context: RequestContext, id: string): Promise<Outcome> {
  const { tx, agency, by, now } = context
  const slot = isId(id) ? await slotById(tx, agency.id, id) : null
  const account = slot && (await accountById(tx, agency.id, slot.account))
  if (!slot || !account || slot.ended) return no({ code: 'slot-gone' })
  if (!may(by, 'manage-social', postSubject(account.client, []))) {
    return no({ code: 'not-yours-to-do', needs: whoMay('manage-social') })
  }
  await endSlot(tx, agency.id, id, now)
  await clearTimer(tx, agency.id, 'slot', id)
  return done({ say: 'social', of: 'slot-ended', slot: id })
}

/** The warning that one time of a slot is empty comes again then, if it still is. */
async function snoozeSlot(context: RequestContext, subject: string, span: string): Promise<Outcome> {
  const { tx, agency, by } = context
  const named = readSlotSubject(subject)
  const until = snoozeEnd(context, span)
  const slot = named && (await slotById(tx, agency.id, named.slot))
  const account = slot && (await accountById(tx, agency.id, slot.account))
  if (!named || !until || !slot || !account || slot.ended) return no({ code: 'slot-gone' })
  const { serving } = await clientTeamOf(tx, agency, account.client)
  if (!may(by, 'draft-post', postSubject(account.client, serving)))
    return no({ code: 'not-yours-to-do', needs: whoMay('draft-post') })
  await setTimer(tx, agency.id, {
    kind: 'slot',
    subject: `${slot.id}:${named.at.epochMilliseconds / 1000}`,
    at: until,
    note: null,
  })
  return done({ say: 'social', of: 'snoozed', until: until.toString() })
}

/** A form about accounts, slots or posts, filled in. */
export async function submitSocial(
  context: RequestContext,
  form: SocialForm,
  subject: string,
  values: Values,
): Promise<Outcome> {
  const text = (name: string) => textOf(values[name])
  const given = (name: string) => text(name) || undefined
  const draft: Draft = { form, subject, values }
  switch (form) {
    case 'social-account':
      return addAnAccount(context, { network: given('network'), handle: given('handle'), client: given('client') })
    case 'social-slot':
      return addASlot(context, { account: given('account'), schedule: given('schedule') })
    case 'social-draft':
      return draftPost(context, values)
    case 'social-move':
      return moveAPost(context, subject, text('when'))
    case 'social-edit':
      return editPost(context, draft)
    case 'social-comment':
      return move(
        context,
        subject,
        'returned',
        { type: 'return', comment: text('comment') },
        { ...draft, wrong: 'comment' },
      )
    case 'social-cancel':
      return move(context, subject, 'cancelled', { type: 'cancel', reason: text('reason') }, draft)
    case 'social-posted':
      return move(context, subject, 'posted', { type: 'confirm', url: text('address') }, { ...draft, wrong: 'address' })
  }
}

async function editPost(context: RequestContext, draft: Draft): Promise<Outcome> {
  if (context.uploads?.trouble) return no(context.uploads.trouble, { ...draft, wrong: 'files' })
  const number = readPostNumber(draft.subject)
  const post = number === null ? null : await lockPost(context.tx, context.agency.id, { number })
  const read = await readContent(context, draft.values, post)
  if (!read.ok) return no(read.reason, { ...draft, wrong: read.wrong })
  return move(context, draft.subject, 'edited', { type: 'edit', content: read.content }, draft)
}
