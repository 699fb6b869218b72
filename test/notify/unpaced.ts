import type { Pace } from '#src/bot/outbox/pace.ts'

/** Of a platform that takes whatever comes, at once. */
export const unpaced: Pace = { turn: () => ({ ms: 0, held: false }), done() {}, hold() {} }
