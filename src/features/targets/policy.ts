import { managing, type Rules } from '#src/kernel/policy.ts'

/** Who may set and see targets: a client's are its own. */
export const targetsPolicy = {
  'set-targets': { any: managing },
  'see-targets': { any: managing, ownClient: true },
} satisfies Rules
