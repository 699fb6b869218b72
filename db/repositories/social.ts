import { and, eq } from '#orm/core'
import type { Account } from '#src/features/social/network.ts'
import { usualApprovals, type Approvals } from '#src/features/social/post.ts'
import type { Slot } from '#src/features/social/slot.ts'
import type { Tx } from '#db/connection/connect.ts'
import { socialAccounts, socialSettings, socialSlots } from '#db/schema/social.ts'
import { changeRoster, rosterOf, type KeptSlot } from './roster.ts'

export async function addAccount(tx: Tx, agency: string, account: Account, now: Temporal.Instant): Promise<void> {
  const { id, client, network, handle } = account
  const row = { agencyId: agency, id, clientId: client, network, handle, createdAt: now }
  await changeRoster(
    tx,
    agency,
    async () => void (await tx.insert(socialAccounts).values(row)),
    (roster) => ({ ...roster, accounts: [...roster.accounts, account].toSorted(byName) }),
  )
}

function byName(a: Account, b: Account): number {
  return a.network.localeCompare(b.network) || a.handle.localeCompare(b.handle)
}

export async function accountsOf(tx: Tx, agency: string, clients: string[]): Promise<Account[]> {
  if (clients.length === 0) return []
  return (await rosterOf(tx, agency)).accounts.filter(({ client }) => clients.includes(client))
}

export async function accountById(tx: Tx, agency: string, id: string): Promise<Account | null> {
  return (await rosterOf(tx, agency)).accounts.find((account) => account.id === id) ?? null
}

export async function addSlot(tx: Tx, agency: string, slot: Slot, now: Temporal.Instant): Promise<void> {
  const { id, account, times, days } = slot
  await changeRoster(
    tx,
    agency,
    async () =>
      void (await tx
        .insert(socialSlots)
        .values({ agencyId: agency, id, accountId: account, times, days, createdAt: now })),
    (roster) => ({ ...roster, slots: [...roster.slots, { ...slot, ended: false }] }),
  )
}

/** Those that have not ended. */
export async function slotsOf(tx: Tx, agency: string, accounts: string[]): Promise<Slot[]> {
  if (accounts.length === 0) return []
  const { slots } = await rosterOf(tx, agency)
  return slots.flatMap(({ ended, ...slot }) => (ended || !accounts.includes(slot.account) ? [] : slot))
}

export async function slotById(tx: Tx, agency: string, id: string): Promise<KeptSlot | null> {
  return (await rosterOf(tx, agency)).slots.find((slot) => slot.id === id) ?? null
}

export async function endSlot(tx: Tx, agency: string, id: string, now: Temporal.Instant): Promise<void> {
  await changeRoster(
    tx,
    agency,
    async () =>
      void (await tx
        .update(socialSlots)
        .set({ endedAt: now })
        .where(and(eq(socialSlots.agencyId, agency), eq(socialSlots.id, id)))),
    (roster) => ({ ...roster, slots: roster.slots.map((slot) => (slot.id === id ? { ...slot, ended: true } : slot)) }),
  )
}

export async function approvalsOf(tx: Tx, agency: string, client: string): Promise<Approvals> {
  const { approvals } = await rosterOf(tx, agency)
  return approvals.find((one) => one.client === client)?.approvals ?? usualApprovals
}

export async function setApprovals(tx: Tx, agency: string, client: string, approvals: Approvals): Promise<void> {
  await changeRoster(
    tx,
    agency,
    async () =>
      void (await tx
        .insert(socialSettings)
        .values({ agencyId: agency, clientId: client, approvals })
        .onConflictDoUpdate({ target: [socialSettings.agencyId, socialSettings.clientId], set: { approvals } })),
    (roster) => ({
      ...roster,
      approvals: [...roster.approvals.filter((one) => one.client !== client), { client, approvals }],
    }),
  )
}

/** Ids of those who speak for a client. */
export async function membersOf(tx: Tx, agency: string, client: string): Promise<string[]> {
  const { people } = await rosterOf(tx, agency)
  return people
    .filter(({ clients }) => clients.includes(client))
    .map(({ id }) => id)
    .toSorted()
}
