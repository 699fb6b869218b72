import { html } from 'hono/html'
import type { Block, Element } from '../slack/blocks.ts'
import { optionsOf } from '../slack/controls.ts'
import { discordText, emoji, gesture, nothing, slackText, type Html } from './text.ts'

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
      return html`<p class="context">🖼 ${block.alt_text}</p>`
    case 'video':
      return html`<p class="context">🎞 ${block.title.text}</p>`
    case 'input':
    case 'file':
      return nothing
  }
}

type Rich = { type: string; text?: unknown; elements?: unknown; style?: unknown }

function richText(elements: unknown[]): Html[] {
  return elements.filter(isRich).map((element) => {
    if (Array.isArray(element.elements)) {
      const inside = richText(element.elements)
      return element.type === 'rich_text_quote' ? html`<blockquote>${inside}</blockquote>` : html`${inside}`
    }
    const text = typeof element.text === 'string' ? element.text : ''
    const bold = typeof element.style === 'object' && element.style !== null && 'bold' in element.style
    return bold ? html`<strong class="plain">${text}</strong>` : html`<span class="plain">${text}</span>`
  })
}

function isRich(element: unknown): element is Rich {
  return typeof element === 'object' && element !== null && 'type' in element
}

function slackElement(element: Element, block: string | undefined, { as, place }: Around): Html {
  const where = { platform: 'slack', as, ...place, ...(block ? { block } : {}) }
  if (element.type === 'button') {
    const label = emoji(element.text.text)
    if (element.url) return html`<a class="button" href="${element.url}" target="_blank" rel="noreferrer">${label}</a>`
    return html`<button
      type="button"
      class="button ${element.style ?? ''}"
      ${gesture({ ...where, do: 'press', button: element.action_id })}
    >
      ${label}
    </button>`
  }
  if (element.type === 'image') return html`<span>${element.alt_text}</span>`
  const options = optionsOf(element)
  if (options.length === 0) return nothing
  return html`<select aria-label="Choose" ${gesture({ ...where, do: 'choose', select: element.action_id })}>
    <option value="">…</option>
    ${options.map((option) => html`<option value="${option.value}">${option.text.text}</option>`)}
  </select>`
}
