import { raw } from 'hono/html'
import type { Html } from './text.ts'

/** Drawn, since not every machine has a typeface with pictures. */
const paths = {
  lock: 'M5 7V5a3 3 0 0 1 6 0v2h.5A1.5 1.5 0 0 1 13 8.5v4A1.5 1.5 0 0 1 11.5 14h-7A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7zm1.5 0h3V5a1.5 1.5 0 0 0-3 0z',
  thread: 'M3 2h1.5v5.5A1.5 1.5 0 0 0 6 9h4.3L8.4 7.1l1-1L13 9.75l-3.6 3.65-1-1 1.9-1.9H6a3 3 0 0 1-3-3z',
  send: 'M2 2.3 14.5 8 2 13.7V9.3L9 8 2 6.7z',
  file: 'M4 1.5h5L13 5.5v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zm4.5 1.5v3H11.5z',
  clip: 'M10.6 3.2a2.4 2.4 0 0 1 3.4 3.4l-5.9 5.9a3.9 3.9 0 0 1-5.5-5.5L8 1.6l1.1 1.1-5.4 5.4a2.3 2.3 0 0 0 3.3 3.3l5.9-5.9a.8.8 0 0 0-1.2-1.2L6.6 9.4 5.5 8.3z',
  film: 'M3.5 2.5h9a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12V4a1.5 1.5 0 0 1 1.5-1.5zm3 3v5L11 8z',
  eye: 'M8 3.5c3 0 5.6 1.8 7 4.5-1.4 2.7-4 4.5-7 4.5S2.4 10.7 1 8c1.4-2.7 4-4.5 7-4.5zM8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zm0 1.6a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8z',
  more: 'M3.5 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zm4.5 0a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zm4.5 0a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  forward: 'M3 3.5 8.5 8 3 12.5zM9 3.5 14.5 8 9 12.5z',
} as const

export function icon(name: keyof typeof paths): Html {
  return raw(
    `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path fill-rule="evenodd" d="${paths[name]}"/></svg>`,
  )
}
