import { and, asc, eq, inArray, isNull } from '#orm/core'
import type { Account } from '#src/features/social/network.ts'
import { usualApprovals, type Approvals } from '#src/features/social/post.ts'
import type { Slot } from '#src/features/social/slot.ts'
import type { Tx } from '#db/connection/connect.ts'
import { clientMembers } from '#db/schema/people.ts'
import { socialAccounts, socialSettings, socialSlots } from '#db/schema/social.ts'

const accountColumns = {
  id: socialAccounts.id,
  client: socialAccounts.clientId,
  network: socialAccounts.network,
  handle: socialAccounts.handle,
}

export async function addAccount(tx: Tx, agency: string, account: Account, now: Temporal.Instant): Promise<void> {
  const { id, client, network, handle } = account
  await tx.insert(socialAccounts).values({ agencyId: agency, id, clientId: client, network, handle, createdAt: now })
}

export async function accountsOf(tx: Tx, agency: string, clients: string[]): Promise<Account[]> {
  if (clients.length === 0) return []
  return tx
    .select(accountColumns)
    .from(socialAccounts)
    .where(and(eq(socialAccounts.agencyId, agency), inArray(socialAccounts.clientId, clients)))
    .orderBy(asc(socialAccounts.network), asc(socialAccounts.handle))
}

export async function accountById(tx: Tx, agency: string, id: string): Promise<Account | null> {
  const [row] = await tx
    .select(accountColumns)
    .from(socialAccounts)
    .where(and(eq(socialAccounts.agencyId, agency), eq(socialAccounts.id, id)))
  return row ?? null
}

const slotColumns = {
  id: socialSlots.id,
  account: socialSlots.accountId,
  times: socialSlots.times,
  days: socialSlots.days,
}

export async function addSlot(tx: Tx, agency: string, slot: Slot, now: Temporal.Instant): Promise<void> {
  const { id, account, times, days } = slot
  await tx.insert(socialSlots).values({ agencyId: agency, id, accountId: account, times, days, createdAt: now })
}

/** Those that have not ended. */
export async function slotsOf(tx: Tx, agency: string, accounts: string[]): Promise<Slot[]> {
  if (accounts.length === 0) return []
  return tx
    .select(slotColumns)
    .from(socialSlots)
    .where(and(eq(socialSlots.agencyId, agency), inArray(socialSlots.accountId, accounts), isNull(socialSlots.endedAt)))
    .orderBy(asc(socialSlots.createdAt), asc(socialSlots.id))
}

export async function slotById(
  tx: Tx,
  agency: string,
  id: string,
): Promise<(Slot & { endedAt: Temporal.Instant | null }) | null> {
  const [row] = await tx
    .select({ ...slotColumns, endedAt: socialSlots.endedAt })
    .from(socialSlots)
    .where(and(eq(socialSlots.agencyId, agency), eq(socialSlots.id, id)))
  return row ?? null
}

export async function endSlot(tx: Tx, agency: string, id: string, now: Temporal.Instant): Promise<void> {
  await tx
    .update(socialSlots)
    .set({ endedAt: now })
    .where(and(eq(socialSlots.agencyId, agency), eq(socialSlots.id, id)))
}

export async function approvalsOf(tx: Tx, agency: string, client: string): Promise<Approvals> {
  const [row] = await tx
    .select({ approvals: socialSettings.approvals })
    .from(socialSettings)
    .where(and(eq(socialSettings.agencyId, agency), eq(socialSettings.clientId, client)))
  return row?.approvals ?? usualApprovals
}

export async function setApprovals(tx: Tx, agency: string, client: string, approvals: Approvals): Promise<void> {
  await tx
    .insert(socialSettings)
    .values({ agencyId: agency, clientId: client, approvals })
    .onConflictDoUpdate({ target: [socialSettings.agencyId, socialSettings.clientId], set: { approvals } })
}

/** Ids of those who speak for a client. */
export async function membersOf(tx: Tx, agency: string, client: string): Promise<string[]> {
  const found = await tx
    .select({ person: clientMembers.personId })
    .from(clientMembers)
    .where(and(eq(clientMembers.agencyId, agency), eq(clientMembers.clientId, client)))
    .orderBy(asc(clientMembers.personId))
  return found.map(({ person }) => person)
}
