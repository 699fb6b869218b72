import { html } from 'hono/html'
import { icon } from './icon.ts'
import type { Platform } from './people.ts'
import { nothing, picture, type Html } from './text.ts'

/** A file of a message, as the page shows it to `as`. */
export type Shared = {
  platform: Platform
  as: string
  id: string
  /** Of its address. */
  name: string
  /** What people call it. */
  title: string
  /** What it shows, for whoever does not see it. */
  words?: string | undefined
  size: number
  type: string | undefined
}

/** What a browser shows by itself. A drawing that could run something is no picture. */
export const isPicture = (type = '') => type.startsWith('image/') && type !== 'image/svg+xml'
export const isFilm = (type = '') => type.startsWith('video/')

/** A picture is shown; a film opens by itself; any other file is there to be kept. */
export function sharedFile(file: Shared): Html {
  return isPicture(file.type) ? picture(addressOf(file), file.words ?? file.title) : fileLine(file)
}

export function fileLine(file: Shared): Html {
  const { title, size, type } = file
  const how = isFilm(type) ? html`target="_blank" rel="noreferrer"` : html`download="${title}"`
  return html`<p class="file">
    ${icon(isFilm(type) ? 'film' : 'file')} <a href="${addressOf(file)}" ${how}>${title}</a>
    <small>${sizeOf(size)}</small>
  </p>`
}

const addressOf = ({ platform, as, id, name }: Shared) =>
  `/shared/${platform}/${id}/${encodeURIComponent(name)}?as=${encodeURIComponent(as)}`

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** What was picked, told by the page's script whenever it changes. */
export const pickedNames = (field: string): Html =>
  html`<output class="picked" for="${field}" id="${field}-picked"></output>`

/** The paper clip beside the line at the foot. */
export function attachButton(platform: Platform, name: string): Html {
  const id = `${platform}-attach`
  return html`<label class="attach" for="${id}" title="Attach files">
    ${icon('clip')}<span class="visually-hidden">Attach files in ${name}</span>
    <input class="visually-hidden" type="file" id="${id}" name="files" multiple />
  </label>`
}

/** What of a form was picked already, when the form comes back. */
export const standingFiles = (names: string[]): Html =>
  names.length > 0 ? html`<small>Picked: ${names.join(', ')}</small>` : nothing
