import type { relay as en } from '../en/relay.ts'

export const relay: typeof en = {
  file: (name, place) => `${name} ${place} पर है`,
  sticker: (name, place) => `एक स्टिकर, “${name}”, ${place} पर है`,
  poll: (question, place) => `${place} पर एक पोल है: “${question}”`,
  voice: (place) => `एक वॉइस मैसेज ${place} पर है`,
  forwarded: (text) => `आगे भेजा गया: ${text}`,
}
