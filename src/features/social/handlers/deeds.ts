import { postSubject } from '#src/features/social/policy.ts'
import { addAccount, addSlot, accountsOf, setApprovals } from '#db/repositories/social.ts'
import { lockPosts } from '#db/repositories/posts.ts'
import type { Args } from '#src/features/commands.ts'
import { done, no, type Asked, type Outcome } from '#src/kernel/request-context.ts'
import { mentionsAsNames } from '#src/features/people/queries/find.ts'
import { actingFor } from '#src/features/tasks/handlers/tasks.ts'
import { may, whoMay, type PolicyAction } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import { accountKey, networkNamed, readHandle, type Account } from '#src/features/social/network.ts'
import { approvalModes, type PostStatus } from '#src/features/social/post.ts'
import { parseSchedule } from '#src/time/recurrence.ts'
import { typedValues, type Values } from '#src/kernel/form.ts'
import { circleOf } from '#src/features/social/queries/circle.ts'
import { readContent } from './content.ts'
import { findAccount, findSocialClient, findTime, readPostNumber, readTime } from '#src/features/social/queries/find.ts'
import { lookAgain, makePost, movePost } from './keep.ts'
import { watchSlot } from './slot-wake.ts'

function denied({ by }: Asked, action: PolicyAction, client: string): Refusal | null {
  return may(by, action, postSubject(client, [])) ? null : { code: 'not-yours-to-do', needs: whoMay(action) }
}

export async function addAnAccount(asked: Asked, args: Args<'social account add'>): Promise<Outcome> {
  const { tx, agency, now, newId } = asked
  const draft: Draft = { form: 'social-account', subject: '', values: typedValues(args) }
  const client = await findSocialClient(asked, args.client)
  if (!client.ok) return no(client.reason, draft)
  const refused = denied(asked, 'manage-social', client.found.id)
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

export async function addASlot(asked: Asked, args: Args<'social slot add'>): Promise<Outcome> {
  const { tx, agency, now, newId } = asked
  const draft: Draft = { form: 'social-slot', subject: '', values: typedValues(args) }
  const account = await findAccount(asked, args.account)
  if (!account.ok) return no(account.reason, draft)
  const refused = denied(asked, 'manage-social', account.found.client)
  if (refused) return no(refused)
  const schedule = parseSchedule(args.schedule ?? '')
  if (!schedule) return no({ code: 'slot-not-understood', given: args.schedule ?? '' }, draft)

  const slot = { id: newId(), account: account.found.id, ...schedule }
  await addSlot(tx, agency.id, slot, now)
  const { zone } = await circleOf(tx, agency, account.found.client)
  await watchSlot(asked, slot, zone)
  return done({ say: 'social', of: 'slot', slot: slot.id })
}

export async function chooseApprovals(asked: Asked, args: Args<'social approvals'>): Promise<Outcome> {
  const { tx, agency } = asked
  const client = await findSocialClient(asked, args.client)
  if (!client.ok) return no(client.reason)
  const refused = denied(asked, 'manage-social', client.found.id)
  if (refused) return no(refused)
  const approvals = approvalModes.find((mode) => mode === args.approvals.toLowerCase())
  if (!approvals) return no({ code: 'approvals-not-known', given: args.approvals })

  await setApprovals(tx, agency.id, client.found.id, approvals)
  // What is written already goes by the new rule from now on, and the clock looks at it anew.
  const open: PostStatus[] = ['draft', 'approval', 'approved', 'due']
  for (const { id } of await lockPosts(tx, agency.id, { clients: [client.found.id], statuses: open }, 5000)) {
    const heeded = await movePost(actingFor(asked), { id }, () => ({ type: 'heed' }))
    if (heeded.ok && !heeded.changed) await lookAgain(asked, heeded.post, { approvals })
  }
  return done({ say: 'social', of: 'approvals', client: client.found.name, approvals })
}

/** A draft from a command, a form, or a message. */
export async function draftPost(asked: Asked, values: Values): Promise<Outcome> {
  const draft: Draft = { form: 'social-draft', subject: '', values }
  const stop = (reason: Refusal, wrong?: string) => no(reason, wrong === undefined ? draft : { ...draft, wrong })
  const text = (name: string) =>
    typeof values[name] === 'string' && values[name].trim() !== '' ? values[name].trim() : undefined
  const account = await findAccount(asked, text('account'))
  if (!account.ok) return stop(account.reason, 'account')
  if (asked.uploads?.trouble) return stop(asked.uploads.trouble, 'files')
  const content = await readContent(asked, { ...values, text: await mentionsAsNames(asked, text('text') ?? '') }, null)
  if (!content.ok) return stop(content.reason, content.wrong)
  const circle = await circleOf(asked.tx, asked.agency, account.found.client)
  const planned = await findTime(asked, account.found, circle.zone, text('when'))
  if (!planned.ok) return stop(planned.reason, 'when')

  const made = await makePost(actingFor(asked), {
    account: account.found,
    content: content.content,
    planned: planned.found,
  })
  return made.ok ? done({ say: 'social', of: 'post', what: 'drafted', number: made.post.number }) : stop(made.reason)
}

export async function moveAPost(asked: Asked, typed: string, when: string): Promise<Outcome> {
  const number = readPostNumber(typed)
  if (number === null) return no({ code: 'no-such-post', number: typed })
  const draft: Draft = { form: 'social-move', subject: String(number), values: { when } }
  const read = readTime(asked, when)
  if (!read.ok) return no(read.reason, { ...draft, wrong: 'when' })
  const moved = await movePost(actingFor(asked), { number }, () => ({ type: 'move', planned: read.found, said: when }))
  return moved.ok ? done({ say: 'social', of: 'post', what: 'moved', number }) : no(moved.reason)
}
