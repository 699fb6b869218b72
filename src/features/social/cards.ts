import type { Person } from '#src/kernel/person.ts'
import { formatInstant, formatTime } from '#src/time/words.ts'
import type { Button, Card, Fact, Row, Text, Tone } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { openForm, pressOn, showButton } from './buttons.ts'
import type { PersonPostCommand } from './command.ts'
import { postMovesOf, type PostContext } from './decide.ts'
import { lengthFor } from './limits.ts'
import { filesOf, mediaLines, mediaOf } from './media.ts'
import { textToPost, type Post } from './post.ts'
import { accountLabel, type PostView } from './view.ts'
import { warningsOf } from './warnings.ts'

/** Characters of a text that stand on one page to be copied: with all else on a card they fit both platforms. */
const pageLength = 1_900
/** Of a text that a card shows, the whole being one press away. */
const shownLength = 1_200

/** A post as somebody looks at it, with just what they may do with it now. */
export function postCard(view: PostView, viewer: Person, context: PostContext, reader: Reader): Card {
  const { post } = view
  const moves = postMovesOf(post, viewer, context)
  return {
    title: titleOf(view, reader),
    tone: toneOf(post),
    status: postState(view, reader),
    body: bodyOf(post, reader),
    facts: factsOf(view, reader),
    ...filesOf(view, reader),
    buttons: [...moveButtons(post, moves, reader), ...textButtons(post, shownLength, reader)],
    ...noteOf(view, reader),
  }
}

/** What became of something that was asked for in this message: nothing is to be pressed any more. */
export function settledCard(view: PostView, reader: Reader): Card {
  const { post } = view
  return {
    title: titleOf(view, reader),
    tone: post.status === 'missed' ? 'attention' : post.status === 'posted' ? 'good' : 'closed',
    status: postState(view, reader),
    ...(post.status === 'posted' ? { body: post.posted.url } : {}),
    buttons: post.status === 'missed' ? [pressOn('post', post, reader.words.social.buttons.show, '')] : [],
  }
}

/** In a room that others read too: which account, whose move, and not its words. */
export function roomCard(view: PostView, reader: Reader): Card {
  const { post, account, client } = view
  return {
    title: reader.words.social.heading(post.number, accountLabel(account, reader)),
    tone: toneOf(post),
    status: postState(view, reader),
    facts: [
      { label: reader.words.tasks.facts.client, value: client },
      ...(post.at ? [{ label: reader.words.social.facts.when, value: [when(post.at, reader)] }] : []),
    ],
    ...(post.status === 'posted' ? { body: post.posted.url } : {}),
  }
}

/** One page of what is to be copied, for whoever asks. */
export function textCard(view: PostView, page: number, reader: Reader): Card {
  const { post } = view
  const pages = pagesOf(textToPost(post.content))
  const { social } = reader.words
  const shown = Math.min(Math.max(1, page), pages.length)
  return {
    title: titleOf(view, reader),
    tone: 'plain',
    code: pages[shown - 1] ?? '',
    ...(shown === pages.length ? mediaOf(view, reader) : {}),
    buttons:
      pages.length > shown
        ? [pressOn('post-text', post, social.buttons.textPage(shown + 1, pages.length), String(shown + 1))]
        : [],
  }
}

/** Cut at the end of a line or a word, so that the parts put after one another are the whole. */
export function pagesOf(text: string): string[] {
  const pages: string[] = []
  let rest = text
  while (rest.length > pageLength) {
    const start = rest.slice(0, pageLength)
    const at = Math.max(start.lastIndexOf('\n'), start.lastIndexOf(' '))
    const end = at > pageLength / 2 ? at + 1 : start.replace(/[\ud800-\udbff]$/u, '').length
    pages.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...pages, rest]
}

function titleOf({ post, account }: PostView, reader: Reader): string {
  return reader.words.social.heading(post.number, accountLabel(account, reader))
}

function toneOf(post: Post): Tone {
  if (post.comment) return 'attention'
  switch (post.status) {
    case 'approved':
    case 'posted':
      return 'good'
    case 'due':
    case 'missed':
      return 'attention'
    case 'approval':
      return 'waiting'
    case 'cancelled':
      return 'closed'
    case 'idea':
    case 'draft':
      return 'plain'
  }
}

/** Whose move it is. */
export function postState(view: PostView, reader: Reader): Text {
  const { post, approvals, nameOf } = view
  const { state } = reader.words.social
  const keeper = view.keeper === null ? reader.words.social.nobody : nameOf(view.keeper)
  switch (post.status) {
    case 'idea':
      return state.idea(nameOf(post.author))
    case 'draft':
      if (post.comment) return state.returned(nameOf(post.comment.by), nameOf(post.author))
      return approvals === 'required' ? state.draft(nameOf(post.author)) : state.draftGoesOut
    case 'approval':
      return approvals === 'required' ? state.approval : state.approvalGoesOut
    case 'approved':
      return post.approval.by === null ? state.ready(keeper) : state.approved(nameOf(post.approval.by), keeper)
    case 'due':
      return state.due(post.due.keeper === null ? keeper : nameOf(post.due.keeper))
    case 'missed':
      return post.due ? state.missed : state.missedUnapproved
    case 'posted':
      return [state.posted(nameOf(post.posted.by)), when(post.posted.at, reader)]
    case 'cancelled':
      return state.cancelled
  }
}

function bodyOf({ content }: Post, { words }: Reader): string {
  const text = textToPost(content)
  if (text.length <= shownLength) return text
  return `${text.slice(0, shownLength).replace(/\s+\S*$/u, '')} …\n${words.social.goesOn}`
}

function factsOf(view: PostView, reader: Reader): Fact[] {
  const { post, client, zone } = view
  const { social, tasks } = reader.words
  const length = lengthFor(view.account.network, textToPost(post.content))
  return [
    { label: tasks.facts.client, value: client },
    ...timeFacts(post, zone, reader),
    ...(post.content.media.length > 0 ? [{ label: social.facts.media, value: mediaLines(post) }] : []),
    ...(length ? [{ label: social.facts.length, value: social.length(length.length, length.most) }] : []),
    ...(post.comment ? [{ label: social.facts.comment, value: post.comment.text }] : []),
    ...(post.status === 'posted' ? [{ label: social.facts.address, value: post.posted.url }] : []),
  ]
}

/** In the reader's time, and in the client's where that is another. */
function timeFacts({ at }: Post, zone: string, reader: Reader): Fact[] {
  const { social } = reader.words
  if (!at) return []
  const mine: Fact = { label: social.facts.when, value: [when(at, reader)] }
  const same = formatTime(at, zone, reader.language) === formatTime(at, reader.zone, reader.language)
  if (same && !reader.shared) return [mine]
  return [mine, { label: social.facts.there, value: formatInstant(at, zone, reader.language, reader.now) }]
}

function noteOf(view: PostView, reader: Reader): Pick<Card, 'note'> {
  const warnings = warningsOf(view.post, view.account.network, reader)
  return warnings.length > 0 ? { note: warnings.join(' ') } : {}
}

function moveButtons(post: Post, moves: PersonPostCommand[], { words }: Reader): Button[] {
  const { buttons } = words.social
  return moves.flatMap((move): Button[] => {
    switch (move) {
      case 'confirm':
        return [openForm('social-posted', post, buttons.posted, post.status === 'approved' ? 'plain' : 'primary')]
      case 'approve':
        return [pressOn('post-approve', post, buttons.approve, post.content.hash, 'primary')]
      case 'return':
        return [openForm('social-comment', post, buttons.return)]
      case 'ask':
        return [pressOn('post-ask', post, buttons.ask, '', 'primary')]
      case 'edit':
        return [openForm('social-edit', post, buttons.edit)]
      case 'move':
        return [openForm('social-move', post, post.at ? buttons.move : buttons.plan)]
      case 'cancel':
        return [openForm('social-cancel', post, buttons.cancel, 'danger')]
      case 'snooze':
      case 'heed':
        return []
    }
  })
}

function textButtons(post: Post, shown: number, { words }: Reader): Button[] {
  return textToPost(post.content).length > shown ? [pressOn('post-text', post, words.social.buttons.text, '1')] : []
}

/** One line of a list. */
export function postRow(view: PostView, reader: Reader, more: Partial<Row> = {}): Row {
  const { post, account } = view
  const { social, postStatusNames } = reader.words
  return {
    text: post.at ? [when(post.at, reader), ` · ${accountLabel(account, reader)}`] : accountLabel(account, reader),
    detail: social.rowDetail(post.number, rowText(post), postStatusNames[post.status], post.content.media.length),
    button: showButton(post, reader),
    ...more,
  }
}

function rowText({ content }: Post): string {
  return content.text.replace(/\s+/gu, ' ').slice(0, 70)
}
