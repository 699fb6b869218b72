import type { Button as SlackButton, KnownBlock, RichTextBlock, SectionBlock } from '@slack/web-api'
import { cut } from '#adapters/shared/cut.ts'
import { writeActionId } from '#src/kernel/action-id.ts'
import { plain, type Button, type Card, type Fact, type Row, type Tone } from '#src/kernel/card.ts'
import { chartInWords } from '#src/kernel/chart.ts'
import { chartBlock, chartLength, type ChartBlock } from './chart.ts'
import { limits } from './limits.ts'
import { cutBytes, cutEscaped, cutPlain, inOneLine, line, oneLine, richText } from './text.ts'

/** A message as it is sent: the same for a post, an edit and an answer. `text` is for notifications and screen readers. */
export type Rendered = { text: string; blocks: (KnownBlock | ChartBlock)[] }

/** Stands before the title, since Slack has no colour for a message with blocks. */
const marks: Record<Tone, string> = { plain: '', waiting: '🔵 ', good: '✅ ', attention: '🟠 ', closed: '⚪ ' }

const styles = { primary: { style: 'primary' }, danger: { style: 'danger' }, plain: {} } as const

/** How much each part may take, so that together they leave room for a body or a list. */
const most = { status: 500, facts: 5_000, label: 80, fact: 1_900, note: 500, row: 300, buttons: 15, text: 1_500 }

/** A list always has room for that much. */
const leastRoom = 400

/** What is longer has a line to itself. */
const shortFact = 160

/** “+12”: the same in every language, since a card is read by people of several. */
const restCounted = (count: number) => `… +${count}`

/** Pressed, it opens a page; Slack tells us all the same. */
export const linkPrefix = 'sahayak-link:'

/** A card as Block Kit. `tight`: in half the room, for when Slack found it too long after all. */
export function renderCard(card: Card, { tight = false } = {}): Rendered {
  const whole = tight ? limits.message / 2 : limits.message
  const seen = new Set<string>()
  const status = card.status ? line(card.status, most.status) : ''
  const facts = factsOf(card.facts ?? [])
  const note = card.note ? cutPlain(inOneLine(card.note), most.note) : ''
  const buttons = [...(card.buttons ?? []), ...(card.filesButton ? [card.filesButton] : [])]
  const elements = buttons.flatMap((button) => drawButton(button, seen)).slice(0, most.buttons)
  const rows = (card.list ?? []).map((row) => drawRow(row, seen))

  // Spaces at its ends are a part of what is copied.
  const code = card.code?.trim() ? cut(card.code, tight ? limits.section / 2 : limits.section) : ''
  const chart = card.chart ? [chartBlock(card.chart)] : []
  const words = limits.header + status.length + facts.length + note.length + code.length + chartLength(chart)
  // A header, a status, a body, a box, a row of buttons, a line and a note, besides facts and a chart.
  const blocks = 7 + facts.blocks.length + chart.length
  const room = Math.max(leastRoom, whole - words - lengthOf(elements) - limits.block * blocks)
  const wanted = rows.reduce((sum, row) => sum + costOf(row), 0)
  // A body and a list share what is left: the list takes what it needs, up to a half when both are long.
  const body = cut(card.body?.trim() ?? '', Math.max(room - wanted, Math.floor(room / 2)))

  const above = [headerOf(card), ...section(status), ...rich(body), ...preformatted(code), ...facts.blocks, ...chart]
  const below: KnownBlock[] = [
    ...(elements.length > 0 ? [{ type: 'actions' as const, elements }] : []),
    ...(note ? [{ type: 'context' as const, elements: [{ type: 'plain_text' as const, text: note }] }] : []),
  ]
  const list = fitRows(rows, {
    text: room - body.length,
    // One for the line before the list.
    blocks: limits.blocks - above.length - below.length - 1,
  })
  const rule: KnownBlock[] = list.length > 0 ? [{ type: 'divider' }] : []
  return { text: textOf(card, tight), blocks: [...above, ...rule, ...list, ...below] }
}

function headerOf({ title, tone }: Card): KnownBlock {
  const words = `${marks[tone]}${inOneLine(title)}`.trim() || '·'
  return { type: 'header', text: { type: 'plain_text', text: cutPlain(words, limits.header), emoji: true } }
}

/** Read where there are no blocks: a phone's lock screen, a screen reader. */
function textOf({ title, tone, status, body, chart }: Card, tight: boolean): string {
  const words = [`${marks[tone]}${title}`, status ? plain(status) : '', body ?? '', chart ? chartInWords(chart) : '']
  return (
    cutBytes(
      words
        .map((part) => part.trim())
        .filter(Boolean)
        .join('\n'),
      { length: most.text, bytes: tight ? limits.text / 4 : limits.text },
    ) || '·'
  )
}

function mrkdwn(text: string) {
  return { type: 'mrkdwn' as const, text, verbatim: true }
}

/** None for an empty text, which Slack refuses. */
function section(text: string): SectionBlock[] {
  return text.trim() === '' ? [] : [{ type: 'section', text: mrkdwn(text) }]
}

/** Long words of people's, as Slack keeps what they type themselves. */
function rich(text: string, label?: string): RichTextBlock[] {
  if (text.trim() === '') return []
  const bold = label ? [{ type: 'text' as const, text: `${label}\n`, style: { bold: true } }] : []
  const elements = [...bold, ...richText(text, limits.url)]
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
}

/** Nothing in it is read as a mark, and whoever copies it copies just that. */
function preformatted(text: string): RichTextBlock[] {
  if (text === '') return []
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] }]
}

/** In their order: short facts stand beside one another, a long one has a line to itself. */
function factsOf(facts: Fact[]): { blocks: KnownBlock[]; length: number } {
  const blocks: KnownBlock[] = []
  let length = 0
  for (const { label, value } of facts) {
    const name = cut(inOneLine(label), most.label)
    const room = Math.min(most.fact, most.facts - length - name.length)
    if (room < 20) break
    const start = `*${cutEscaped(name, 2 * most.label)}*\n`
    const written = start + (line(value, room).trim() || '–')
    const isLong = written.length > shortFact
    if (isLong && typeof value === 'string') {
      const words = cut(value.trim(), room)
      blocks.push(...rich(words, name))
      length += name.length + 1 + words.length
      continue
    }
    const previous = blocks.at(-1)
    if (isLong) blocks.push(...section(written))
    else if (previous?.type === 'section' && previous.fields && previous.fields.length < limits.sectionFields)
      previous.fields.push(mrkdwn(written))
    else blocks.push({ type: 'section', fields: [mrkdwn(written)] })
    length += written.length
  }
  return { blocks, length }
}

type DrawnRow = { text: string; button: SlackButton | undefined }

const lengthOf = (buttons: SlackButton[]) => buttons.reduce((sum, { text }) => sum + text.text.length, 0)

/** Of the room that words have: with a button it is a block of its own. */
function costOf({ text, button }: DrawnRow): number {
  return text.length + 1 + (button ? lengthOf([button]) + limits.block : 0)
}

function drawRow({ text, detail, button, heading }: Row, seen: Set<string>): DrawnRow {
  const words = line(oneLine(text), most.row).trim()
  const small = detail ? line(oneLine(detail), most.row).trim() : ''
  const shown = [heading && words ? `*${words}*` : words, small].filter(Boolean).join('\n')
  // Slack takes no empty text.
  return { text: shown || '·', button: button && drawButton(button, seen)[0] }
}

/** As many rows as there is room for; the rest is counted. Rows without a button stand in one block together. */
function fitRows(rows: DrawnRow[], room: { text: number; blocks: number }): SectionBlock[] {
  const drawn: SectionBlock[] = []
  const spare = restCounted(rows.length).length + 1
  let { text, blocks } = room
  for (const [index, row] of rows.entries()) {
    const { text: words, button } = row
    const isLast = index === rows.length - 1
    const previous = drawn.at(-1)
    const before = !button && previous && !previous.accessory ? previous.text?.text : undefined
    const joined = before === undefined ? undefined : `${before}\n${words}`
    const joins = previous !== undefined && joined !== undefined && joined.length <= limits.section
    const cost = joins ? 0 : 1
    const length = costOf(row) + (joins || button ? 0 : limits.block)
    // Room for the line that counts the rest is kept until the last row is in.
    const fits = length + (isLast ? 0 : spare) <= text && cost + (isLast ? 0 : 1) <= blocks
    if (!fits) return [...drawn, ...section(restCounted(rows.length - index))]

    text -= length
    blocks -= cost
    if (joins) previous.text = mrkdwn(joined)
    else drawn.push(...section(words).map((block) => (button ? { ...block, accessory: button } : block)))
  }
  return drawn
}

/** None for what Slack would refuse, and for a second button of the same meaning: action ids are unique in a message. */
function drawButton(button: Button, seen: Set<string>): SlackButton[] {
  const words = cutPlain(inOneLine(button.label) || '·', limits.buttonText)
  const text = { type: 'plain_text', text: words, emoji: true } as const
  if ('url' in button) {
    const good = /^https?:$/u.test(URL.parse(button.url)?.protocol ?? '') && button.url.length <= limits.url
    const linkId = `${linkPrefix}${seen.size}`
    seen.add(linkId)
    return good ? [{ type: 'button', text, url: button.url, action_id: linkId }] : []
  }
  const actionId = writeActionId(button.action)
  if (actionId.length > limits.actionId || seen.has(actionId)) return []
  seen.add(actionId)
  return [{ type: 'button', text, action_id: actionId, ...styles[button.style] }]
}
