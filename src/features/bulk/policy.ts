import { managing, type Rules } from '#src/kernel/policy.ts'

/** Who may change several tasks in one go; each of them is asked about as if it were the only one. */
export const bulkPolicy = { 'change-several': { any: managing } } satisfies Rules
