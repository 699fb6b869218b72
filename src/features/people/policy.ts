import { managing, type Rules } from '#src/kernel/policy.ts'

/** Who may do what with the agency, its people and its clients. */
export const peoplePolicy = {
  'connect-place': { any: ['owner'] },
  'set-role': { any: ['owner'] },
  'manage-clients': { any: managing },
  'manage-rooms': { any: managing },
  'see-people': { any: managing },
} satisfies Rules
