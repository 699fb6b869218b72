import { html, raw } from 'hono/html'
import type { Block, Element } from '../slack/blocks.ts'
import type { DataVisualization } from '../slack/charts.ts'
import { optionsOf } from '../slack/controls.ts'
import { icon } from './icon.ts'
import { discordText, emoji, gesture, linkButton, linkTo, nothing, slackText, type Html } from './text.ts'

/** Where these blocks stand, so that a press can say so. */
export type Around = { as: string; place: Record<string, unknown>; read: (token: string) => string }

export function slackBlocks(blocks: Block[], around: Around): Html[] {
  return blocks.map((block) => slackBlock(block, around))
}

type Words = { type: 'plain_text' | 'mrkdwn'; text: string }

export function words(text: Words | undefined, read: (token: string) => string): Html {
  if (!text) return nothing
  return text.type === 'mrkdwn' ? slackText(text.text, read) : html`<span class="plain">${emoji(text.text)}</span>`
}

function slackBlock(block: Block, around: Around): Html {
  const { read } = around
  const id = block.block_id
  switch (block.type) {
    case 'section':
      return html`<div class="section">
        <div>
          ${block.text ? html`<p>${words(block.text, read)}</p>` : nothing}
          ${block.fields ? html`<div class="fields">${block.fields.map((field) => html`<p>${words(field, read)}</p>`)}</div>` : nothing}
        </div>
        ${block.accessory ? slackElement(block.accessory, id, around) : nothing}
      </div>`
    case 'header':
      return html`<h4>${words(block.text, read)}</h4>`
    case 'context':
      return html`<p class="context">
        ${block.elements.map((element) => (element.type === 'image' ? html`<span>${element.alt_text}</span>` : html`<span>${words(element, read)}</span>`))}
      </p>`
    case 'actions':
      return html`<div class="actions">${block.elements.map((element) => slackElement(element, id, around))}</div>`
    case 'divider':
      return html`<hr />`
    case 'markdown':
      return html`<p>${discordText(block.text, read)}</p>`
    case 'rich_text':
      return html`<p>${richText(block.elements)}</p>`
    case 'image':
      return html`<p class="context">${icon('file')} ${block.alt_text}</p>`
    case 'data_visualization':
      return chartOf(block)
    case 'video':
      return html`<p class="context">${icon('file')} ${block.title.text}</p>`
    case 'input':
    case 'file':
      return nothing
  }
}

/** Every chart as lines of bars: what is in it is seen, if not as Slack draws it. */
function chartOf({ title, chart }: DataVisualization): Html {
  const series =
    chart.type === 'pie' ? [{ name: '', data: chart.segments }] : chart.series.map(({ name, data }) => ({ name, data }))
  const most = Math.max(1, ...series.flatMap(({ data }) => data.map(({ value }) => value)))
  const labels = chart.type === 'pie' ? chart.segments.map(({ label }) => label) : chart.axis_config.categories
  return html`<table class="chart">
    <caption>
      ${title}${chart.type === 'pie' ? '' : ` (${chart.axis_config.y_label ?? ''})`}
    </caption>
    ${labels.map(
      (label) =>
        html`<tr>
          <th scope="row">${label}</th>
          <td>
            ${series.map(({ name, data }) => barOf(name, data.find((one) => one.label === label)?.value ?? 0, most))}
          </td>
        </tr>`,
    )}
  </table>`
}

function barOf(name: string, value: number, most: number): Html {
  const width = Math.round((100 * Math.max(0, value)) / most)
  return html`<div class="bar"><i ${raw(`style="width:${width}%"`)}></i><span>${value} ${name}</span></div>`
}

type Rich = { type: string; text?: unknown; url?: unknown; elements?: unknown; style?: unknown }

/** What people wrote, as Slack keeps it: sections, lists and quotes of words and links. */
function richText(elements: unknown[]): Html[] {
  return elements.filter(isRich).map((element) => {
    if (!Array.isArray(element.elements)) return richWords(element)
    const inside = richText(element.elements)
    if (element.type === 'rich_text_quote') return html`<blockquote>${inside}</blockquote>`
    if (element.type === 'rich_text_preformatted') return html`<pre>${inside}</pre>`
    return element.type === 'rich_text_list' ? html`${inside.map((line) => html`• ${line}<br />`)}` : html`${inside}`
  })
}

function richWords({ type, text, url, style }: Rich): Html {
  const words = typeof text === 'string' ? text : ''
  if (type === 'link' && typeof url === 'string') return linkTo(url, words || url)
  const isBold = typeof style === 'object' && style !== null && 'bold' in style
  return isBold ? html`<strong class="plain">${words}</strong>` : html`<span class="plain">${words}</span>`
}

function isRich(element: unknown): element is Rich {
  return typeof element === 'object' && element !== null && 'type' in element
}

function slackElement(element: Element, block: string | undefined, { as, place }: Around): Html {
  const where = { platform: 'slack', as, ...place, ...(block ? { block } : {}) }
  if (element.type === 'button') {
    const label = emoji(element.text.text)
    const pressed = gesture({ ...where, do: 'press', button: element.action_id })
    if (element.url) return linkButton(element.url, label, pressed)
    return html`<button type="button" class="button ${element.style ?? ''}" ${pressed}>${label}</button>`
  }
  if (element.type === 'image') return html`<span>${element.alt_text}</span>`
  const options = optionsOf(element)
  if (options.length === 0) return nothing
  const asked = 'placeholder' in element ? element.placeholder?.text : undefined
  return html`<select
    aria-label="${asked ?? 'Choose'}"
    ${gesture({ ...where, do: 'choose', select: element.action_id })}
  >
    <option value="">${asked ?? 'Choose…'}</option>
    ${options.map((option) => html`<option value="${option.value}">${option.text.text}</option>`)}
  </select>`
}
