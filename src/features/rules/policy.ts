import { managing, type Rules } from '#src/kernel/policy.ts'

/** Who says where tasks go, and sees what was said. */
export const rulesPolicy = { 'manage-rules': { any: managing } } satisfies Rules
