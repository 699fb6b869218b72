import type { Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { postRow } from './cards.ts'
import type { PostView } from './view.ts'
import { weekButtons, type Week } from './week.ts'

/** What a digest says of posts: to a client the week ahead, to an assistant what is to be posted today. */
export type SocialDigest = {
  weeks: (Week & { planned: number })[]
  today: PostView[]
}

/** A digest of tasks as well has no room for more: what is not shown is counted, and one press away. */
const mostPosts = 4

/** How much of it a digest shows: `weeks` of as many clients, and `buttons` beside posts. */
export type Room = { weeks: number; buttons: number }

export function hasPosts({ weeks, today }: SocialDigest): boolean {
  return today.length > 0 || weeks.some(({ planned }) => planned > 0)
}

/** What a digest has of posts. */
export function socialDigestRows(social: SocialDigest, { weeks: most, buttons }: Room, reader: Reader): Row[] {
  const { weeks, today, more } = shownOf(social, most)
  const { social: words, ui } = reader.words
  let left = buttons
  const row = (view: PostView): Row => {
    const { button, ...text } = postRow(view, reader)
    left -= 1
    return left >= 0 && button ? { ...text, button } : text
  }
  const rest = (hidden: number): Row[] => (hidden > 0 ? [{ text: ui.more(hidden) }] : [])
  return [
    ...weeks.flatMap(({ week, posts }): Row[] => [
      weekHeading(week, posts.length, reader),
      ...posts.map(row),
      ...rest(week.waiting.length - posts.length),
    ]),
    ...(more > 0 ? [{ text: words.digest.moreClients(more) }] : []),
    ...(today.length > 0 ? [{ text: words.digest.today(social.today.length), heading: true as const }] : []),
    ...today.map(row),
    ...rest(social.today.length - today.length),
  ]
}

/** What it takes at least: rows with a button, and texts between them; and how many of its posts could have a button as well. */
export function socialSize(social: SocialDigest, most: number): { buttonRows: number; texts: number; posts: number } {
  const { weeks, today } = shownOf(social, most)
  const posts = weeks.reduce((sum, week) => sum + week.posts.length, 0) + today.length
  return { buttonRows: weeks.length, texts: weeks.length + 2, posts }
}

/** The busiest weeks first; of all of them, and of today, no more posts than there is room for. */
function shownOf({ weeks, today }: SocialDigest, most: number) {
  const planned = weeks.filter((week) => week.planned > 0)
  const first = planned.toSorted((a, b) => b.waiting.length - a.waiting.length).slice(0, most)
  let left = mostPosts
  const take = (posts: PostView[]): PostView[] => {
    const taken = posts.slice(0, left)
    left -= taken.length
    return taken
  }
  const todays = take(today)
  return {
    weeks: first.map((week) => ({ week, posts: take(week.waiting) })),
    today: todays,
    more: planned.length - first.length,
  }
}

function weekHeading(week: SocialDigest['weeks'][number], shown: number, reader: Reader): Row {
  const { social } = reader.words
  const text = social.digest.week(week.client.name, week.planned, week.waiting.length)
  // All that the button approves stands below it; a longer week is looked at first.
  const [button] = week.waiting.length <= shown ? weekButtons(week, reader) : [lookButton(week, reader)]
  return { text, heading: true, ...(button ? { button } : {}) }
}

function lookButton({ client, from }: Week, { words }: Reader) {
  const action = { press: 'week-approve' as const, subject: client.id, detail: `${from.toString()}.` }
  return { label: words.social.buttons.look, style: 'primary' as const, action }
}
