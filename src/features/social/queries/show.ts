import { postSubject } from '#src/features/social/policy.ts'
import { keptAmong } from '#db/repositories/files.ts'
import { accountsOf, slotsOf } from '#db/repositories/social.ts'
import { postByNumber, postHistory } from '#db/repositories/posts.ts'
import type { Args } from '#src/features/commands.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { refusedCard, withNames } from '#src/features/requests/refused.ts'
import { may } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { accountsCard } from '#src/features/social/accounts-card.ts'
import { postCard, textCard } from '#src/features/social/cards.ts'
import { filesCard } from '#src/features/social/media.ts'
import { postHistoryRows } from '#src/features/social/history.ts'
import { keptOf, type Post } from '#src/features/social/post.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import { clientTeamOf } from './client-team.ts'
import { findSocialClient, readPostNumber } from './find.ts'
import { postView } from './views.ts'

export type Question = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

/** Why not, as the card that answers a question. */
export async function refused({ tx, agency, by }: Question, reason: Refusal): Promise<Card> {
  return refusedCard(by.language, await withNames(tx, agency.id, reason), null, '')
}

/** The post, if this person may see it. */
async function seen(asked: Question, typed: string): Promise<Post | null> {
  const { tx, agency, by } = asked
  const number = readPostNumber(typed)
  const post = number === null ? null : await postByNumber(tx, agency.id, number)
  if (!post) return null
  const { serving } = await clientTeamOf(tx, agency, post.client)
  return may(by, 'see-post', postSubject(post.client, serving)) ? post : null
}

/** `/social show P7`: all of it, with just what this person may do. */
export async function showPost(asked: Question, typed: string): Promise<Card> {
  const { tx, agency, by, now } = asked
  const number = readPostNumber(typed)
  const [post, history] = await Promise.all([
    seen(asked, typed),
    number === null ? [] : postHistory(tx, agency.id, number),
  ])
  if (!post) return refused(asked, { code: 'no-such-post', number: typed.trim() })
  const named = history.flatMap((event) => event.by ?? [])
  const { view, context } = await postView(tx, agency, post, now, named)
  const reader = readerFor(by, now)
  return { ...postCard(view, by, context, reader), list: postHistoryRows(history, view.nameOf, reader) }
}

export async function showFiles(asked: Question, typed: string): Promise<Card> {
  const { tx, agency, by, now } = asked
  const post = await seen(asked, typed)
  if (!post) return refused(asked, { code: 'no-such-post', number: typed.trim() })
  const { view } = await postView(tx, agency, post, now)
  const ids = keptOf(post.content).map(({ file }) => file)
  return filesCard(view, await keptAmong(tx, agency.id, ids), readerFor(by, now))
}

export async function showText(asked: Question, typed: string, page: number): Promise<Card> {
  const { tx, agency, by, now } = asked
  const post = await seen(asked, typed)
  if (!post) return refused(asked, { code: 'no-such-post', number: typed.trim() })
  const { view } = await postView(tx, agency, post, now)
  return textCard(view, Number.isInteger(page) ? page : 1, readerFor(by, now))
}

export async function showAccounts(context: RequestContext, { client }: Args<'social accounts'>): Promise<Card> {
  const { tx, agency, by, now } = context
  const found = await findSocialClient(context, client)
  if (!found.ok) return refused(context, found.reason)
  const { zone, approvals, client: of } = await clientTeamOf(tx, agency, found.found.id)
  const manages = may(by, 'manage-social', postSubject(of.id, []))
  const accounts = await accountsOf(tx, agency.id, [of.id])
  const slots = await slotsOf(
    tx,
    agency.id,
    accounts.map(({ id }) => id),
  )
  const withSlots = accounts.map((account) => ({ account, slots: slots.filter((slot) => slot.account === account.id) }))
  return accountsCard({ client: { name: of.name, zone }, approvals, accounts: withSlots, manages }, readerFor(by, now))
}
