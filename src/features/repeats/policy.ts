import { managing, type Rules } from '#src/kernel/policy.ts'

/** Who may do something about what repeats. */
export const repeatsPolicy = {
  'manage-repeat': { any: managing, ownClient: true },
} satisfies Rules
