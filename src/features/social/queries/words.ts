import { accountById, slotById } from '#db/repositories/social.ts'
import { postByNumber } from '#db/repositories/posts.ts'
import { slotCard, slotWords } from '#src/features/social/accounts-card.ts'
import { postCard } from '#src/features/social/cards.ts'
import { approvalModes } from '#src/features/social/post.ts'
import type { PostSaid, SocialReply } from '#src/features/social/reply.ts'
import { accountLabel } from '#src/features/social/view.ts'
import { formatInstant } from '#src/time/words.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import { clientTeamOf } from './client-team.ts'
import type { Question } from './show.ts'
import { postView } from './views.ts'

/** Puts a reply about social media into words for the one who asked, as things stand in this transaction. */
export async function wordSocial(asked: Question, reply: SocialReply): Promise<Card> {
  const { by, now } = asked
  const reader = readerFor(by, now)
  const { social, approvalsNames, approvalsMeaning } = reader.words
  switch (reply.of) {
    case 'account':
      return accountAdded(asked, reply.account)
    case 'slot':
      return slotAdded(asked, reply.slot)
    case 'slot-ended':
      return slotEnded(asked, reply.slot)
    case 'approvals': {
      const mode = approvalModes.find((known) => known === reply.approvals) ?? 'required'
      return {
        title: social.approvalsSet(reply.client, approvalsNames[mode]),
        tone: 'good',
        body: approvalsMeaning[mode],
      }
    }
    case 'week':
      return {
        title: social.week.approved(reply.numbers.length),
        tone: 'good',
        body: reply.numbers.map(social.number).join(', '),
      }
    case 'snoozed': {
      const until = Temporal.Instant.from(reply.until)
      return {
        title: social.snoozedUntil(formatInstant(until, by.zone, by.language, now)),
        tone: 'good',
        note: social.snoozeNote,
      }
    }
    case 'post':
      return postSaid(asked, reply.what, reply.number)
  }
}

async function accountAdded(asked: Question, id: string): Promise<Card> {
  const reader = readerFor(asked.by, asked.now)
  const account = await accountById(asked.tx, asked.agency.id, id)
  if (!account) throw new Error(`account ${id} is gone`)
  const { client } = await clientTeamOf(asked.tx, asked.agency, account.client)
  const { accounts } = reader.words.social
  return {
    title: accounts.added(accountLabel(account, reader), client.name),
    tone: 'good',
    body: accounts.next(account.network),
  }
}

async function slotAdded(asked: Question, id: string): Promise<Card> {
  const { slot, account } = await slotNamed(asked, id)
  const { zone } = await clientTeamOf(asked.tx, asked.agency, account.client)
  return slotCard(slot, account, zone, readerFor(asked.by, asked.now))
}

async function slotEnded(asked: Question, id: string): Promise<Card> {
  const { slot, account } = await slotNamed(asked, id)
  const reader = readerFor(asked.by, asked.now)
  return {
    title: reader.words.social.slots.ended(accountLabel(account, reader), slotWords(slot, reader)),
    tone: 'good',
  }
}

async function slotNamed({ tx, agency }: Question, id: string) {
  const slot = await slotById(tx, agency.id, id)
  const account = slot && (await accountById(tx, agency.id, slot.account))
  if (!slot || !account) throw new Error(`slot ${id} is gone`)
  return { slot, account }
}

/** What became of it, then the post as it stands now, with what the network would not take of it. */
async function postSaid({ tx, agency, by, now }: Question, what: PostSaid, number: number): Promise<Card> {
  const post = await postByNumber(tx, agency.id, number)
  if (!post) throw new Error(`P${number} moved and is not there`)
  const { view, context } = await postView(tx, agency, post, now)
  const reader = readerFor(by, now)
  const title = `${reader.words.social.said[what](number)} · ${accountLabel(view.account, reader)}`
  const { files = [], ...card } = postCard(view, by, context, reader)
  // Who only moved it on knows what is in it.
  return what === 'drafted' || what === 'edited' ? { ...card, files, title } : { ...card, title }
}
