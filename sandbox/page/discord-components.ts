import { html, raw } from 'hono/html'
import {
  ACTION_ROW,
  BUTTON,
  CONTAINER,
  FILE,
  MEDIA_GALLERY,
  SECTION,
  SELECTS,
  SEPARATOR,
  STRING_SELECT,
  TEXT_DISPLAY,
  type Component,
} from '../discord/component.ts'
import { attachmentAt } from '../discord/attachments.ts'
import { fileLine, sharedFile, type Shared } from './files.ts'
import { icon } from './icon.ts'
import { discordText, gesture, linkButton, nothing, type Html } from './text.ts'

/** `given` and `name` are what components may call it. */
export type DiscordFile = Shared & { given: string }

/** Where these components stand, so that a press can say so. */
export type Around = {
  as: string
  message: string
  people: string[]
  read: (token: string) => string
  /** The message's. */
  files: DiscordFile[]
}

const LINK = 5
const buttonStyles: Record<number, string> = { 1: 'primary', 3: 'success', 4: 'danger' }

export function discordComponents(components: readonly Component[], around: Around): Html[] {
  return components.map((component) => discordComponent(component, around))
}

function discordComponent(component: Component, around: Around): Html {
  const inner = component.components ?? []
  switch (component.type) {
    case CONTAINER:
      return html`<div class="container" ${colour(component)}>${discordComponents(inner, around)}</div>`
    case SECTION:
      return html`<div class="section">
        <div>${discordComponents(inner, around)}</div>
        ${component.accessory ? discordComponent(component.accessory, around) : nothing}
      </div>`
    case TEXT_DISPLAY:
      return html`<p>${discordText(component.content ?? '', around.read)}</p>`
    case ACTION_ROW:
      return html`<div class="actions">${discordComponents(inner, around)}</div>`
    case MEDIA_GALLERY:
      return html`<div class="gallery">${(component.items ?? []).map((item) => pictureOf(item, around))}</div>`
    case SEPARATOR:
      return html`<hr />`
    case BUTTON:
      return buttonOf(component, around)
    case FILE:
      return fileOf(component.file?.url ?? '', around)
    default:
      return SELECTS.includes(component.type) ? selectOf(component, around) : nothing
  }
}

/** What a file component shows is never drawn, even where it is a picture. */
function fileOf(url: string, { files }: Around): Html {
  const file = attachmentAt(files, url)
  return file ? fileLine(file) : html`<p class="file">${icon('file')} ${url.replace(/^attachment:\/\//u, '')}</p>`
}

function pictureOf({ media, description }: NonNullable<Component['items']>[number], around: Around): Html {
  const file = attachmentAt(around.files, media.url)
  return file ? sharedFile({ ...file, words: description ?? file.words }) : fileOf(description ?? media.url, around)
}

function colour(component: Component): Html {
  const accent = component['accent_color']
  return typeof accent === 'number' ? raw(`style="--colour:#${accent.toString(16).padStart(6, '0')}"`) : nothing
}

function buttonOf(button: Component, { as, message }: Around): Html {
  const { style, url, disabled, custom_id: id } = button
  const label = [button.emoji?.name, button.label].filter(Boolean).join(' ')
  if (style === LINK) return linkButton(url ?? '', label)
  return html`<button
    type="button"
    class="button ${buttonStyles[style ?? 0] ?? ''}"
    ${disabled ? raw('disabled') : nothing}
    ${gesture({ platform: 'discord', do: 'press', as, message, button: id ?? '' })}
  >
    ${label}
  </button>`
}

function selectOf({ type, options, placeholder, custom_id: id }: Component, { as, message, people }: Around): Html {
  const choices = type === STRING_SELECT ? (options ?? []) : people.map((person) => ({ label: person, value: person }))
  return html`<select
    aria-label="${placeholder ?? 'Choose'}"
    ${gesture({ platform: 'discord', do: 'choose', as, message, select: id ?? '' })}
  >
    <option value="">${placeholder ?? 'Choose…'}</option>
    ${choices.map(({ label, value }) => html`<option value="${value}">${label}</option>`)}
  </select>`
}
