import type { Words } from '#src/words/words.ts'

export const ui: Words['ui'] = {
  more: (n) => `… और ${n}`,
}
