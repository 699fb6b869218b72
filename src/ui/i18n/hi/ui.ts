import type { Words } from '../words.ts'

export const ui: Words['ui'] = {
  more: (n) => `… और ${n}`,
}
