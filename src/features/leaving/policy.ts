import type { Rules } from '#src/kernel/policy.ts'

/** Who may take everything of an agency away, and who may end it. */
export const leavingPolicy = {
  'export-agency': { any: ['owner'] },
  'delete-agency': { any: ['owner'] },
} satisfies Rules
