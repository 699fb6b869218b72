import type { Words } from '#src/words/words.ts'

export const ui: Words['ui'] = {
  details: 'बारीकियाँ',
  more: (n) => `… और ${n}`,
}
