import type { Row } from '#src/ui/card.ts'
import type { Reader } from '#src/ui/reader.ts'
import { postRow } from './cards.ts'
import type { PostView } from './view.ts'
import { weekButtons, type Week } from './week.ts'

/** What a digest says of posts: to a client the week ahead, to an assistant what is to be posted today. */
export type SocialDigest = {
  weeks: (Week & { planned: number })[]
  today: PostView[]
}

const shown = 4

export function hasPosts({ weeks, today }: SocialDigest): boolean {
  return today.length > 0 || weeks.some(({ planned }) => planned > 0)
}

export function socialDigestRows({ weeks, today }: SocialDigest, reader: Reader): Row[] {
  const { social, ui } = reader.words
  const cut = (rows: Row[]): Row[] =>
    rows.length <= shown ? rows : [...rows.slice(0, shown), { text: ui.more(rows.length - shown) }]
  return [
    ...weeks
      .filter(({ planned }) => planned > 0)
      .flatMap((week): Row[] => [weekHeading(week, reader), ...cut(week.waiting.map((view) => postRow(view, reader)))]),
    ...(today.length > 0
      ? [
          { text: social.digest.today(today.length), heading: true as const },
          ...cut(today.map((view) => postRow(view, reader))),
        ]
      : []),
  ]
}

function weekHeading(week: SocialDigest['weeks'][number], reader: Reader): Row {
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
