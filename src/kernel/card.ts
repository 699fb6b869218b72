import type { Action } from './action-id.ts'
import { chartInWords, type Chart } from './chart.ts'
import type { MonthPicture } from './month.ts'

/**
 * What a person sees, on no platform in particular. Plain data: each platform's renderer is a total switch over it.
 *
 * Every string is plain text: people's words and our own alike. Renderers escape all of it and disarm mentions, so
 * nothing here carries markup. Lengths are ours to keep readable; renderers cut what a platform cannot hold, at a
 * word, with an ellipsis, by their limits table.
 */
export type Card = {
  title: string
  /** Decides the colour on Discord and the mark before the title on Slack. */
  tone: Tone
  /** One line under the title: whose move it is, and by when. */
  status?: Text
  /** Paragraphs; people's own words may run over many lines. */
  body?: string
  /** Words to be copied just as they are, in a box of their own below the body. What is too long for one message is cut. */
  code?: string
  facts?: Fact[]
  /** Above the list. */
  chart?: Chart
  /** Above the list, where there is no chart. */
  month?: MonthPicture
  /** Pictures, films and whatever else goes with it. A platform whose answers carry no files leaves them out there. */
  files?: CardFile[]
  /** What stands above them where they come in a message of their own. */
  filesCaption?: string
  /** Gets the files where the message cannot carry them; it stands among the buttons there, and nowhere else. */
  filesButton?: Button
  /** The files are what was asked for: where an answer carries none they go to the asker directly, and this says so. */
  handOver?: HandOver
  list?: Row[]
  buttons?: Button[]
  /** Small print at the foot. */
  note?: string
}

/** A file that is kept, by which its bytes are found: `type` is a MIME type, `size` in bytes. */
export type CardFile = { agency: string; id: string; name: string; type: string; size: number }

/** What a card says below its body when its files are in the direct message, and when they could not be sent there. */
export type HandOver = { elsewhere: string; failed: string }

export type Tone = 'plain' | 'waiting' | 'good' | 'attention' | 'closed'

/** A line of text, with moments that each reader's own platform words in the reader's own time. */
export type Text = string | (string | Moment)[]

/** An instant: `words` is what is shown where the platform cannot word it itself. */
export type Moment = { at: Temporal.Instant; words: string }

export type Fact = { label: string; value: Text }

/** One line of a list, with at most one button at its side. `heading`: it names what follows it, below or as its detail. */
export type Row = { text: Text; detail?: Text; button?: Button; heading?: true }

export type Button =
  | { label: string; action: Action; style: 'primary' | 'danger' | 'plain' }
  | { label: string; url: string }

/** The text alone, for a notification and for a screen reader. */
export function plain(text: Text): string {
  if (typeof text === 'string') return text
  return text.map((part) => (typeof part === 'string' ? part : part.words)).join('')
}

/** The same card where no picture can be shown: what is in it stands in words. */
export function withoutPicture({ chart, month, ...card }: Card): Card {
  const said = [chart && chartInWords(chart), month?.words].filter(Boolean)
  return said.length === 0 ? card : { ...card, body: [card.body, ...said].filter(Boolean).join('\n\n') }
}
