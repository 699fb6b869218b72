import { postSubject } from '#src/features/social/policy.ts'
import { addAccount, addSlot, accountsOf, setApprovals } from '#db/repositories/social.ts'
import { lockPosts } from '#db/repositories/posts.ts'
import type { Args } from '#src/features/commands.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { mentionsAsNames } from '#src/features/people/queries/find.ts'
import { actingFor } from '#src/features/tasks/handlers/tasks.ts'
import { may, whoMay, type PolicyAction } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import { accountKey, networkNamed, readHandle, type Account } from '#src/features/social/network.ts'
import { approvalModes, type PostStatus } from '#src/features/social/post.ts'
import { parseSchedule } from '#src/time/recurrence.ts'
import { typedValues, type Values } from '#src/kernel/form.ts'
import { clientTeamOf } from '#src/features/social/queries/client-team.ts'
import { readContent } from './content.ts'
import { findAccount, findSocialClient, findTime, readPostNumber, readTime } from '#src/features/social/queries/find.ts'
import { lookAgain, makePost, movePost } from './keep.ts'
import { watchSlot } from './slot-wake.ts'

function denied({ by }: RequestContext, action: PolicyAction, client: string): Refusal | null {
  return may(by, action, postSubject(client, [])) ? null : { code: 'not-yours-to-do', needs: whoMay(action) }
}

export async function addAnAccount(context: RequestContext, args: Args<'social account add'>): Promise<Outcome> {
  const { tx, agency, now, newId } = context
  const draft: Draft = { form: 'social-account', subject: '', values: typedValues(args) }
  const client = await findSocialClient(context, args.client)
  if (!client.ok) return no(client.reason, draft)
  const refused = denied(context, 'manage-social', client.found.id)
  if (refused) return no(refused)
  const network = networkNamed(args.network ?? '')
  if (!network) return no({ code: 'network-not-a-name', given: args.network ?? '' }, draft)
  const handle = readHandle(args.handle ?? '')
  if (!handle) return no({ code: 'handle-not-understood', given: args.handle ?? '' }, draft)

  const account: Account = { id: newId(), client: client.found.id, network, handle }
  const known = await accountsOf(tx, agency.id, [client.found.id])
  const twin = known.some((one) => accountKey(one).toLowerCase() === accountKey(account).toLowerCase())
  if (twin) return no({ code: 'account-exists', account: accountKey(account) }, draft)
  await addAccount(tx, agency.id, account, now)
  return done({ say: 'social', of: 'account', account: account.id })
}

export async function addASlot(context: RequestContext, args: Args<'social slot add'>): Promise<Outcome> {
  const { tx, agency, now, newId } = context
  const draft: Draft = { form: 'social-slot', subject: '', values: typedValues(args) }
  const account = await findAccount(context, args.account)
  if (!account.ok) return no(account.reason, draft)
  const refused = denied(context, 'manage-social', account.found.client)
  if (refused) return no(refused)
  const schedule = parseSchedule(args.schedule ?? '')
  if (!schedule) return no({ code: 'slot-not-understood', given: args.schedule ?? '' }, draft)

  const slot = { id: newId(), account: account.found.id, ...schedule }
  await addSlot(tx, agency.id, slot, now)
  const { zone } = await clientTeamOf(tx, agency, account.found.client)
  await watchSlot(context, slot, zone)
  return done({ say: 'social', of: 'slot', slot: slot.id })
}

export async function chooseApprovals(context: RequestContext, args: Args<'social approvals'>): Promise<Outcome> {
  const { tx, agency } = context
  const client = await findSocialClient(context, args.client)
  if (!client.ok) return no(client.reason)
  const refused = denied(context, 'manage-social', client.found.id)
  if (refused) return no(refused)
  const approvals = approvalModes.find((mode) => mode === args.approvals.toLowerCase())
  if (!approvals) return no({ code: 'approvals-not-known', given: args.approvals })

  await setApprovals(tx, agency.id, client.found.id, approvals)
  // What is written already goes by the new rule from now on, and the clock looks at it anew.
  const open: PostStatus[] = ['draft', 'approval', 'approved', 'due']
  for (const { id } of await lockPosts(tx, agency.id, { clients: [client.found.id], statuses: open }, 5000)) {
    const heeded = await movePost(actingFor(context), { id }, () => ({ type: 'heed' }))
    if (heeded.ok && !heeded.changed) await lookAgain(context, heeded.post, { approvals })
  }
  return done({ say: 'social', of: 'approvals', client: client.found.name, approvals })
}

/** A draft from a command, a form, or a message. */
export async function draftPost(context: RequestContext, values: Values): Promise<Outcome> {
  const draft: Draft = { form: 'social-draft', subject: '', values }
  const stop = (reason: Refusal, wrong?: string) => no(reason, wrong === undefined ? draft : { ...draft, wrong })
  const text = (name: string) =>
    typeof values[name] === 'string' && values[name].trim() !== '' ? values[name].trim() : undefined
  const account = await findAccount(context, text('account'))
  if (!account.ok) return stop(account.reason, 'account')
  if (context.uploads?.trouble) return stop(context.uploads.trouble, 'files')
  const content = await readContent(
    context,
    { ...values, text: await mentionsAsNames(context, text('text') ?? '') },
    null,
  )
  if (!content.ok) return stop(content.reason, content.wrong)
  const circle = await clientTeamOf(context.tx, context.agency, account.found.client)
  const planned = await findTime(context, account.found, circle.zone, text('when'))
  if (!planned.ok) return stop(planned.reason, 'when')

  const made = await makePost(actingFor(context), {
    account: account.found,
    content: content.content,
    planned: planned.found,
  })
  return made.ok ? done({ say: 'social', of: 'post', what: 'drafted', number: made.post.number }) : stop(made.reason)
}

export async function moveAPost(context: RequestContext, typed: string, when: string): Promise<Outcome> {
  const number = readPostNumber(typed)
  if (number === null) return no({ code: 'no-such-post', number: typed })
  const draft: Draft = { form: 'social-move', subject: String(number), values: { when } }
  const read = readTime(context, when)
  if (!read.ok) return no(read.reason, { ...draft, wrong: 'when' })
  const moved = await movePost(actingFor(context), { number }, () => ({
    type: 'move',
    planned: read.found,
    said: when,
  }))
  return moved.ok ? done({ say: 'social', of: 'post', what: 'moved', number }) : no(moved.reason)
}
