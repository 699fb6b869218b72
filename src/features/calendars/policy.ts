import { managing, type Rules } from '#src/kernel/policy.ts'

/** Who may see and set calendars. */
export const calendarsPolicy = {
  'manage-holidays': { any: managing },
  'see-calendar': { any: managing, ownClient: true },
} satisfies Rules
