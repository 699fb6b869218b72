import { formatInstant, formatTime } from '#src/time/words.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { openForm, pressOn } from './buttons.ts'
import { pagesOf, settledCard } from './cards.ts'
import { spans } from './look.ts'
import { filesButton, mediaOf } from './media.ts'
import { pageOf } from './network.ts'
import { keptOf, textToPost, type Post } from './post.ts'
import { accountLabel, networkLabel, type PostView } from './view.ts'

type DuePost = Extract<Post, { status: 'due' }>

/** All that is needed to post it now: the text to copy, the media, the network's own page, and the button that says it is done. */
export function dueCard(view: PostView, reader: Reader, person: string | null): Card {
  const { post, account } = view
  const { social } = reader.words
  if (post.status !== 'due') return settledCard(view, reader)
  const standsIn = person !== null && person === post.due.backup
  const page = pageOf(account)
  const [first = '', ...more] = pagesOf(textToPost(post.content))
  const places: Button[] = page
    ? [{ label: social.buttons.page(networkLabel(account.network, reader)), url: page }]
    : []
  const title = standsIn ? social.due.standIn : person === null ? social.due.nobody : social.due.title
  return {
    title: title(post.number, accountLabel(account, reader)),
    tone: 'attention',
    status: [`${view.client} · ${social.plannedFor}`, when(post.at, reader)],
    ...mediaOf(view, reader),
    code: first,
    buttons: [
      ...(person === null ? [] : [openForm('social-posted', post, social.buttons.posted, 'primary')]),
      ...places,
      // The next page has a button to the one after it.
      ...(more.length > 0 ? [pressOn('post-text', post, social.buttons.textPage(2, more.length + 1), '2')] : []),
      ...(person === null || standsIn ? [] : snoozeButtons(post, reader)),
      ...(person === null ? [] : [openForm('social-move', post, social.buttons.move)]),
    ],
    note: dueNote(post, reader, person),
  }
}

/** The same person once more, in few words; the card above has everything. */
export function againCard(view: PostView, reader: Reader): Card {
  const { post, account } = view
  const { social } = reader.words
  if (post.status !== 'due') return settledCard(view, reader)
  return {
    title: social.due.again(post.number, accountLabel(account, reader)),
    tone: 'attention',
    status: [`${view.client} · ${social.plannedFor}`, when(post.at, reader)],
    buttons: [
      openForm('social-posted', post, social.buttons.posted, 'primary'),
      pressOn('post-text', post, social.buttons.text, '1'),
      ...(keptOf(post.content).length > 0 ? [filesButton(post, reader)] : []),
      ...snoozeButtons(post, reader),
      openForm('social-move', post, social.buttons.move),
    ],
    note: dueNote(post, reader, post.due.keeper),
  }
}

/** For a manager: it should be posted by now. */
export function overdueCard(view: PostView, reader: Reader): Card {
  const { post } = view
  const { social } = reader.words
  if (post.status !== 'due') return settledCard(view, reader)
  const { keeper, backup } = post.due
  const named = (id: string | null) => (id === null ? social.nobody : view.nameOf(id))
  return {
    title: social.due.overdue(post.number, accountLabel(view.account, reader)),
    tone: 'attention',
    status: [`${view.client} · ${social.plannedFor}`, when(post.at, reader)],
    body: social.due.overdueWhy(named(keeper), named(backup)),
    buttons: [pressOn('post', post, social.buttons.show, '')],
  }
}

function snoozeButtons(post: Post, { words }: Reader): Button[] {
  const { snooze } = words.social.buttons
  return (['15', '60', 'morning'] as const).map((span) => pressOn('post-snooze', post, snooze[span], span))
}

/** What is to be done, and who is told when it is not: those who have been told already are not named again. */
function dueNote(post: DuePost, reader: Reader, person: string | null): string {
  const { due } = reader.words.social
  const time = (at: Temporal.Instant) => formatTime(at, reader.zone, reader.language)
  const { at, escalated, snoozedUntil } = post.due
  const escalate = time(at.add(spans.escalate))
  const missed = due.countsAsMissed(time(at.add(spans.missed)))
  if (person === null) return [due.findSomebody, missed].join(' ')
  const snoozed = snoozedUntil
    ? [due.snoozed(formatInstant(snoozedUntil, reader.zone, reader.language, reader.now))]
    : []
  const others = escalated ? [] : [due.othersAt(escalate)]
  return [due.howTo, ...others, missed, ...snoozed].join(' ')
}
