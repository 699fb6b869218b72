import { managing, type Rules } from '#src/kernel/policy.ts'

/** Who may see figures: a client's and an assistant's are their own. */
export const reportsPolicy = {
  'see-report': { any: managing, ownClient: true, holder: true },
} satisfies Rules
