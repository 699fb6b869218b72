import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
} from 'discord.js'
import { cut } from '#adapters/shared/cut.ts'
import { writeActionId } from '#src/kernel/action-id.ts'
import type { Button, Card, Row, Tone } from '#src/kernel/card.ts'
import { chartInWords } from '#src/kernel/chart.ts'
import { limits } from './limits.ts'
import { drawMedia, numberOf, pictureName, type Medium } from './media.ts'
import { codeBlock, cutEscaped, line, oneLine } from './text.ts'

/** A message as it is sent: the same for a post, an edit and an answer. */
export type Rendered = {
  components: APIContainerComponent[]
  flags: number
  allowed_mentions: { parse: never[] }
  /**
   * The card's picture and its files, which are sent with it: all that a message is to have, so that what a card has no
   * more goes when it changes. https://docs.discord.com/developers/resources/message#edit-message
   */
  attachments: { id: string; filename: string; description: string }[]
}

/** Blurple, blue, green, amber, grey: what the bar at a card's side says. */
const colours: Record<Tone, number> = {
  plain: 0x5865f2,
  waiting: 0x3b82c4,
  good: 0x2d9d5b,
  attention: 0xd9902f,
  closed: 0x80848e,
}

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger, plain: ButtonStyle.Secondary } as const

/** How much each part may take, so that together they leave room for a body or a list. */
const most = {
  title: 250,
  status: 400,
  facts: 1_500,
  fact: 1_000,
  label: 80,
  note: 400,
  code: 2_100,
  /** Always left for a body or a list. */
  rest: 100,
  row: 300,
  buttons: 15,
}

/** “+12”: the same in every language, since a card is read by people of several. */
const restCounted = (count: number) => `… +${count}`

/** A card as Components V2. `id` is the container's own, by which a message is found again. */
export function renderCard(
  card: Card,
  { id, ephemeral = false, media = [] }: { id?: number; ephemeral?: boolean; media?: Medium[] } = {},
): Rendered {
  const container: APIContainerComponent = {
    type: ComponentType.Container,
    ...(id === undefined ? {} : { id }),
    accent_color: colours[card.tone],
    components: contents(card, media),
  }
  return {
    components: [container],
    flags: MessageFlags.IsComponentsV2 | (ephemeral ? MessageFlags.Ephemeral : 0),
    allowed_mentions: { parse: [] },
    attachments: [
      ...picturesOf(card).map((description) => ({ filename: pictureName, description })),
      ...media.map(({ name, words }) => ({ filename: name, description: words })),
    ].map((each, index) => ({ id: String(index), ...each })),
  }
}

/** What is in the card's picture, in words: for whoever cannot see it. */
function picturesOf({ chart, month }: Card): string[] {
  const words = chart ? chartInWords(chart) : month?.words
  return words ? [cut(words, limits.pictureWords)] : []
}

function contents(card: Card, media: Medium[]): APIComponentInContainer[] {
  const seen = new Set<string>()
  const head = headOf(card)
  const facts = factsOf(card)
  const note = card.note ? `-# ${line(oneLine(card.note), most.note)}` : ''
  const offered = [...(card.buttons ?? []), ...(card.filesButton && media.length === 0 ? [card.filesButton] : [])]
  const buttons = offered.flatMap((button) => drawButton(button, seen)).slice(0, most.buttons)
  const rows = (card.list ?? []).map((row) => drawRow(row, seen))

  const around = head.length + facts.length + note.length
  const code = card.code?.trim() ? codeBlock(card.code, Math.min(most.code, limits.text - around - most.rest)) : ''
  const fixed = around + code.length
  const wanted = rows.reduce((sum, row) => sum + row.text.length + 1, 0)
  const room = limits.text - fixed
  // A body and a list share what is left: the list takes what it needs, up to a half when both are long.
  const body = card.body?.trim() ? cutEscaped(card.body.trim(), Math.max(room - wanted, Math.floor(room / 2))) : ''

  const above = [...[head, body, code, facts].filter((text) => text !== '').map(textDisplay), ...galleryOf(card)]
  const below = [...drawMedia(media), ...actionRows(buttons), ...(note ? [textDisplay(note)] : [])]
  const list = fitRows(rows, {
    text: room - body.length,
    // The container itself, and the line before the list.
    components: limits.components - count(above) - count(below) - 2,
  })
  const rule = list.length > 0 ? [{ type: ComponentType.Separator } as const] : []
  return [...above, ...rule, ...list, ...below]
}

function galleryOf(card: Card): APIComponentInContainer[] {
  return picturesOf(card).map((description) => ({
    ...{ type: ComponentType.MediaGallery, id: numberOf(card.chart ?? card.month) },
    items: [{ media: { url: `attachment://${pictureName}` }, description }],
  }))
}

function headOf({ title, status }: Card): string {
  // A heading ends with its line, so a title has no line of its own.
  const heading = `### ${line(oneLine(title), most.title)}`
  return status ? `${heading}\n${line(status, most.status)}` : heading
}

function factsOf({ facts = [] }: Card): string {
  let left = most.facts
  const lines: string[] = []
  for (const { label, value } of facts) {
    const start = `**${cutEscaped(label, most.label)}** `
    const written = start + line(value, Math.min(most.fact, left - start.length))
    if (written.length === start.length) break
    lines.push(written)
    left -= written.length + 1
  }
  return lines.join('\n')
}

type DrawnRow = { text: string; button: APIButtonComponent | undefined }

function drawRow({ text, detail, button, heading }: Row, seen: Set<string>): DrawnRow {
  const said = line(text, most.row)
  const words = heading && said.trim() ? `**${said.trim()}**` : said
  const small = detail ? `\n-# ${line(oneLine(detail), most.row)}` : ''
  // Discord takes no empty text.
  return { text: (words.trim() && words) + small || '·', button: button && drawButton(button, seen)[0] }
}

/** As many rows as there is room for; the rest is counted. Rows without a button stand in one text together. */
function fitRows(rows: DrawnRow[], room: { text: number; components: number }): APIComponentInContainer[] {
  const drawn: APIComponentInContainer[] = []
  const spare = restCounted(rows.length).length + 1
  let { text, components } = room
  for (const [index, row] of rows.entries()) {
    const isLast = index === rows.length - 1
    const previous = drawn.at(-1)
    const joins = !row.button && previous?.type === ComponentType.TextDisplay
    const cost = row.button ? 3 : joins ? 0 : 1
    // Room for the line that counts the rest is kept until the last row is in.
    const fits = row.text.length + 1 + (isLast ? 0 : spare) <= text && cost + (isLast ? 0 : 1) <= components
    if (!fits) return [...drawn, textDisplay(restCounted(rows.length - index))]

    text -= row.text.length + 1
    components -= cost
    if (row.button) {
      drawn.push({ type: ComponentType.Section, components: [textDisplay(row.text)], accessory: row.button })
    } else if (joins) previous.content += `\n${row.text}`
    else drawn.push(textDisplay(row.text))
  }
  return drawn
}

/** None for what Discord would refuse, and for a second button of the same meaning: custom ids are unique in a message. */
function drawButton(button: Button, seen: Set<string>): APIButtonComponent[] {
  const label = cut(button.label.trim() || '·', limits.buttonLabel)
  if ('url' in button) {
    const good = /^https?:$/u.test(URL.parse(button.url)?.protocol ?? '') && button.url.length <= limits.buttonUrl
    return good ? [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url: button.url }] : []
  }
  const customId = writeActionId(button.action)
  if (customId.length > limits.customId || seen.has(customId)) return []
  seen.add(customId)
  return [{ type: ComponentType.Button, style: styles[button.style], label, custom_id: customId }]
}

function actionRows(buttons: APIButtonComponent[]): APIComponentInContainer[] {
  const rows: APIComponentInContainer[] = []
  for (let at = 0; at < buttons.length; at += limits.buttonsInRow) {
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(at, at + limits.buttonsInRow) })
  }
  return rows
}

function textDisplay(content: string) {
  return { type: ComponentType.TextDisplay as const, content }
}

function count(components: APIComponentInContainer[]): number {
  return components.reduce((sum, part) => sum + 1 + ('components' in part ? part.components.length : 0), 0)
}
