import type { Person } from '#src/kernel/person.ts'
import { formatInstant } from '#src/time/words.ts'
import { plain, type Button, type Card, type Text } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { accountLabel, type PostView } from './view.ts'
import { openForm } from './buttons.ts'
import { postCard, postState, settledCard } from './cards.ts'
import type { PostContext } from './decide.ts'
import type { News } from '#src/features/telling/social-lines.ts'
import type { Account } from './network.ts'
import type { Post } from './post.ts'

/** To a member of the client: these words wait for approval. Overtaken, it says what became of them. */
export function toApproveCard(
  view: PostView,
  hash: string,
  member: Person,
  context: PostContext,
  reader: Reader,
): Card {
  const { post } = view
  if (post.status !== 'approval' || post.content.hash !== hash) return settledCard(view, reader)
  const { title, status, ...card } = postCard(view, member, context, reader)
  const { notices, approveNote } = reader.words.social
  return {
    ...card,
    title: notices.toApprove(title),
    // That the client is to approve it, who is the client knows by the title.
    ...(view.approvals === 'required' || !status ? {} : { status }),
    buttons: (card.buttons ?? []).filter(
      (button) => !('action' in button) || isJudging(button.action.press, button.action.detail),
    ),
    note: [card.note, approveNote].filter(Boolean).join(' '),
  }
}

function isJudging(press: string, detail: string): boolean {
  return press === 'post-approve' || press === 'post-text' || detail === 'social-comment'
}

/** A new message about one thing that happened, to one who must know. */
export function newsCard(view: PostView, news: News, reader: Reader): Card {
  const { post } = view
  const { buttons } = reader.words.social
  const subject = String(post.number)
  const show: Button = { label: buttons.show, style: 'plain', action: { press: 'post', subject, detail: '' } }
  return {
    status: aboutPost(view, news, reader),
    buttons: [...answering(post, news, reader), show],
    ...newsWords(view, news, reader),
  }
}

/** What the news asks for, done right there. */
function answering(post: Post, { what }: News, { words }: Reader): Button[] {
  const { buttons } = words.social
  if (what === 'returned') return [openForm('social-edit', post, buttons.edit, 'primary')]
  if (what !== 'missed' || post.status !== 'missed') return []
  const confirm = post.due === null ? [] : [openForm('social-posted', post, buttons.posted, 'primary')]
  return [...confirm, openForm('social-move', post, buttons.move)]
}

/** Which post, and when it is, where that is what the news is about. */
function aboutPost({ post, account }: PostView, { what }: News, reader: Reader): Text {
  const name = reader.words.social.heading(post.number, accountLabel(account, reader))
  const timed = what === 'moved' || what === 'unapproved' || what === 'missed'
  return timed && post.at ? [`${name} · `, when(post.at, reader)] : name
}

function newsWords(view: PostView, news: News, reader: Reader): Pick<Card, 'title' | 'tone' | 'body' | 'note'> {
  const { number, status, due } = view.post
  const { notices } = reader.words.social
  const by = 'by' in news ? view.nameOf(news.by) : ''
  switch (news.what) {
    case 'approved':
      return { title: notices.approved(by, number), tone: 'good' }
    case 'returned':
      return { title: notices.returned(by, number), tone: 'attention', body: news.text }
    case 'moved':
      return { title: notices.moved(by, number), tone: 'plain' }
    case 'cancelled':
      return { title: notices.cancelled(by, number), tone: 'closed', ...(news.text ? { body: news.text } : {}) }
    case 'unapproved': {
      const title = news.stage === 'ahead' ? notices.unapprovedAhead : notices.unapprovedLate
      return { title: title(number), tone: 'attention', body: notices.unapprovedWhy }
    }
    case 'missed': {
      const title = notices.missed(number)
      // Told late, it says what has become of it since.
      if (status !== 'missed')
        return { title, tone: 'closed', note: plain(postState(view, { ...reader, shared: false })) }
      return { title, tone: 'attention', body: due === null ? notices.missedUnapproved : notices.missedWhy }
    }
  }
}

/** A time of a slot for which there is nothing yet. */
export type EmptySlot = { slot: string; at: Temporal.Instant; account: Account; client: string; zone: string }

/** `room`: to be read by several; the buttons are for the one who fills it. */
export function emptySlotCard(
  { slot, at, account, client, zone }: EmptySlot,
  { filled, room }: { filled: boolean; room: boolean },
  reader: Reader,
): Card {
  const { social } = reader.words
  const name = `${client} · ${accountLabel(account, reader)}`
  if (filled) return { title: social.notices.filled, tone: 'closed', status: [`${name} · `, when(at, reader)] }
  const subject = slotSubject(slot, at)
  const snooze = social.buttons.snooze
  return {
    title: social.notices.empty(accountLabel(account, reader)),
    tone: 'attention',
    status: [`${client} · `, when(at, reader)],
    ...(zone === reader.zone
      ? {}
      : { facts: [{ label: social.facts.there, value: formatInstant(at, zone, reader.language, reader.now) }] }),
    buttons: room
      ? []
      : [
          { label: social.buttons.draft, style: 'primary', action: { press: 'open', subject, detail: 'social-draft' } },
          ...(['15', '60', 'morning'] as const).map((span): Button => ({
            label: snooze[span],
            style: 'plain',
            action: { press: 'slot-snooze', subject, detail: span },
          })),
        ],
  }
}

/** A slot and one of its times, as a button carries them. */
export function slotSubject(slot: string, at: Temporal.Instant): string {
  return `${slot}~${at.epochMilliseconds / 1000}`
}

export function readSlotSubject(subject: string): { slot: string; at: Temporal.Instant } | null {
  const found = /^([0-9a-f-]{36})~(\d{1,12})$/u.exec(subject)
  return found?.[1] ? { slot: found[1], at: Temporal.Instant.fromEpochMilliseconds(Number(found[2]) * 1000) } : null
}
