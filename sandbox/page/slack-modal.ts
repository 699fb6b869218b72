import { html, raw } from 'hono/html'
import type { Block, Element } from '../slack/blocks.ts'
import { optionsOf } from '../slack/controls.ts'
import type { ModalView } from '../slack/index.ts'
import { slackBlocks, words } from './slack-blocks.ts'
import { gesture, nothing, type Html } from './text.ts'

type Input = Extract<Block, { type: 'input' }>
type Read = (token: string) => string

/** The form on top of the stack, to be filled in. */
export function slackModal(modal: ModalView | undefined, as: string, read: Read): Html {
  if (!modal) return nothing
  const around = { as, place: { view: modal.id }, read }
  return html`<form
    class="modal"
    role="dialog"
    aria-modal="true"
    aria-label="${modal.title}"
    data-form="slack"
    ${gesture({ platform: 'slack', do: 'fill-and-submit', as })}
  >
    <h3>${modal.title}</h3>
    ${modal.trouble ? html`<p class="error" role="alert">${modal.trouble}</p>` : nothing}
    ${modal.blocks.map((block) => (block.type === 'input' ? inputOf(block, modal, read) : slackBlocks([block], around)))}
    <footer>
      <button type="button" class="button" ${gesture({ platform: 'slack', do: 'close-view', as })}>
        ${modal.close ?? 'Close'}
      </button>
      ${modal.submit ? html`<button type="submit" class="button primary">${modal.submit}</button>` : nothing}
    </footer>
  </form>`
}

function inputOf(block: Input, modal: ModalView, read: Read): Html {
  const id = block.block_id ?? ''
  const error = modal.errors[id]
  const value = standing(modal.values[id]?.[block.element.action_id ?? ''])
  const described = error ? raw(`aria-invalid="true" aria-describedby="e-${id}"`) : nothing
  return html`<label class="field">
    <span>${block.label.text}${block.optional ? html` <small>(optional)</small>` : nothing}</span>
    ${field(block.element, id, value, described)}
    ${block.hint ? html`<small>${words(block.hint, read)}</small>` : nothing}
    ${error ? html`<small class="error" role="alert" id="e-${id}">${error}</small>` : nothing}
  </label>`
}

function field(element: Element, name: string, value: string[], described: Html): Html {
  const first = value[0] ?? ''
  switch (element.type) {
    case 'plain_text_input':
      return element.multiline
        ? html`<textarea name="${name}" rows="4" maxlength="${element.max_length ?? 3000}" ${described}>
${first}</textarea>`
        : html`<input
            name="${name}"
            value="${first}"
            maxlength="${element.max_length ?? 3000}"
            autocomplete="off"
            ${described}
          />`
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return html`<input name="${name}" value="${first}" autocomplete="off" ${described} />`
    case 'datepicker':
      return html`<input type="date" name="${name}" value="${first}" ${described} />`
    case 'timepicker':
      return html`<input type="time" name="${name}" value="${first}" ${described} />`
    case 'users_select':
    case 'multi_users_select':
      return html`<input
        name="${name}"
        value="${value.join(', ')}"
        placeholder="Name"
        ${element.type === 'multi_users_select' ? raw('data-many') : nothing}
        autocomplete="off"
        ${described}
      />`
    default: {
      const many = element.type === 'multi_static_select' || element.type === 'checkboxes'
      return html`<select name="${name}" ${many ? raw('multiple') : nothing} ${described}>
        ${many ? nothing : html`<option value=""></option>`}
        ${optionsOf(element).map((option) => html`<option value="${option.value}" ${value.includes(option.value ?? '') ? raw('selected') : nothing}>${option.text.text}</option>`)}
      </select>`
    }
  }
}

/** What stands in the field, as words or as the values of what is chosen. */
function standing(state: object | undefined): string[] {
  if (!state) return []
  return Object.entries(state).flatMap(([name, value]) => (name === 'type' ? [] : valuesIn(value)))
}

function valuesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(valuesIn)
  if (typeof value === 'object' && value !== null && 'value' in value) return valuesIn(value.value)
  return []
}
