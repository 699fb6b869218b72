import { managing, type Rules } from '#src/kernel/policy.ts'

/** Who may keep what is delegated again. */
export const templatesPolicy = {
  'save-template': { any: managing, ownClient: true },
  'manage-agency-templates': { any: managing },
} satisfies Rules
