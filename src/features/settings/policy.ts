import { managing, type Rules } from '#src/kernel/policy.ts'

/** Who may choose how it is for an agency or a client. */
export const settingsPolicy = {
  'change-agency': { any: managing },
  'change-client': { any: managing, ownClient: true },
} satisfies Rules
