import { allows, rolesIn, type Rule, type Subject } from '#src/kernel/policy.ts'
import type { Person, Role } from '#src/kernel/person.ts'
import { no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { bulkPolicy } from './bulk/policy.ts'
import { calendarsPolicy } from './calendars/policy.ts'
import { leavingPolicy } from './leaving/policy.ts'
import { peoplePolicy } from './people/policy.ts'
import { repeatsPolicy } from './repeats/policy.ts'
import { reportsPolicy } from './reports/policy.ts'
import { rulesPolicy } from './rules/policy.ts'
import { settingsPolicy } from './settings/policy.ts'
import { socialPolicy } from './social/policy.ts'
import { targetsPolicy } from './targets/policy.ts'
import { tasksPolicy } from './tasks/policy.ts'
import { templatesPolicy } from './templates/policy.ts'

/**
 * Who may do what: the rows of all features, one for each action. Handlers and cards ask with the same words, so a button is shown to just
 * those who may press it.
 */
const policy = {
  ...peoplePolicy,
  ...settingsPolicy,
  ...leavingPolicy,
  ...calendarsPolicy,
  ...targetsPolicy,
  ...rulesPolicy,
  ...reportsPolicy,
  ...tasksPolicy,
  ...bulkPolicy,
  ...socialPolicy,
  ...repeatsPolicy,
  ...templatesPolicy,
}

export type PolicyAction = keyof typeof policy

/** Without a subject only those may who may for anyone. */
export function may(by: Person, action: PolicyAction, subject?: Subject): boolean {
  return allows(ruleOf(action), by, subject)
}

export function whoMay(action: PolicyAction): Role[] {
  return rolesIn(ruleOf(action))
}

function ruleOf(action: PolicyAction): Rule {
  return policy[action]
}

/** Why this person may not do it, whomever it concerns; null when they may. */
export function denied({ by }: Pick<RequestContext, 'by'>, action: PolicyAction): Outcome | null {
  return may(by, action) ? null : no({ code: 'not-yours-to-do', needs: whoMay(action) })
}
