import { and, eq } from '#orm/core'
import type { Tx } from '#db/connection/connect.ts'
import { routingRules } from '#db/schema/rules.ts'
import type { RoutingRule } from '#src/features/routing/rule.ts'
import { changeRoster, rosterOf } from './roster.ts'

/** The agency's rules, in their order. */
export async function rulesOf(tx: Tx, agency: string): Promise<RoutingRule[]> {
  return [...(await rosterOf(tx, agency)).rules]
}

/** The last of them. */
export async function addRule(tx: Tx, agency: string, rule: RoutingRule): Promise<void> {
  const rules = await rulesOf(tx, agency)
  const { id, client, duty, words, assistant } = rule
  const row = { agencyId: agency, id, place: rules.length + 1, clientId: client, duty, words, assistantId: assistant }
  await changeRoster(
    tx,
    agency,
    () => tx.insert(routingRules).values(row),
    (roster) => ({ ...roster, rules: [...rules, rule] }),
  )
}

/** These in this order, and no others. */
export async function keepRules(tx: Tx, agency: string, rules: RoutingRule[]): Promise<void> {
  const kept = rules.map(({ id }) => id)
  const before = await rulesOf(tx, agency)
  const isAt = (rule: RoutingRule, place: number) => before[place]?.id === rule.id
  const gone = before.filter(({ id }) => !kept.includes(id))
  const of = (id: string) => and(eq(routingRules.agencyId, agency), eq(routingRules.id, id))
  await changeRoster(
    tx,
    agency,
    () =>
      Promise.all([
        ...gone.map(({ id }) => tx.delete(routingRules).where(of(id))),
        ...rules.flatMap((rule, place) =>
          isAt(rule, place)
            ? []
            : [
                tx
                  .update(routingRules)
                  .set({ place: place + 1 })
                  .where(of(rule.id)),
              ],
        ),
      ]),
    (roster) => ({ ...roster, rules }),
  )
}
