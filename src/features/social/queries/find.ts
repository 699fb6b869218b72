import { accountsOf, slotsOf } from '#db/repositories/social.ts'
import { findPosts } from '#db/repositories/posts.ts'
import { clientNamed } from '#src/features/people/queries/find.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import type { Client } from '#src/features/people/client.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { accountKey, networkNamed, type Account } from '#src/features/social/network.ts'
import { occurrencesIn } from '#src/features/social/slot.ts'
import { readTime as readMoment, spokenBy } from '#src/time/grammar.ts'
import { whyNotTime } from '#src/time/refused.ts'
import { socialClients, type Whose } from './client-team.ts'

type Asking = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>
type Found<T> = { ok: true; found: T } | { ok: false; reason: Refusal }

/** `7`, `P7`, `#7`: how people call a post. */
export function readPostNumber(typed: string): number | null {
  const number = /^#?[pP]?#?(\d{1,9})$/u.exec(typed.trim())?.[1]
  return number === undefined ? null : Number(number)
}

/** The accounts whose posts someone may see. */
export async function socialAccounts(asking: Whose): Promise<Account[]> {
  const clients = await socialClients(asking)
  return accountsOf(
    asking.tx,
    asking.agency.id,
    clients.map(({ id }) => id),
  )
}

/** By its network where that says it all, by its handle, or by both: `instagram`, `@acme`, `instagram:acme`. Without a word the only one. */
export async function findAccount(asking: Asking, word: string | undefined): Promise<Found<Account>> {
  const all = await socialAccounts(asking)
  if (all.length === 0) return { ok: false, reason: { code: 'no-account-yet' } }
  const fitting = word === undefined ? all : accountsNamed(word, all)
  const [one, another] = fitting
  if (one && !another) return { ok: true, found: one }
  if (!one)
    return {
      ok: false,
      reason: { code: 'no-such-account', given: word ?? '', known: all.slice(0, 10).map(accountKey) },
    }
  return { ok: false, reason: { code: 'which-account', known: fitting.slice(0, 10).map(accountKey) } }
}

function accountsNamed(word: string, all: Account[]): Account[] {
  const wanted = word.trim().toLocaleLowerCase()
  const network = networkNamed(wanted)
  const ways: ((account: Account) => boolean)[] = [
    ({ id }) => id === word,
    (account) => accountKey(account).toLocaleLowerCase() === wanted.replace(/:@/u, ':'),
    ({ handle }) => handle.toLocaleLowerCase() === wanted.replace(/^@/u, ''),
    (account) => account.network === network,
  ]
  return ways.map((fits) => all.filter(fits)).find((found) => found.length > 0) ?? []
}

/** The client that was named, or the only one whose posts they may see. */
export async function findSocialClient(asking: Asking, name: string | undefined): Promise<Found<Client>> {
  const known = await socialClients(asking)
  if (name !== undefined) return clientNamed(name, known)
  const [one, another] = known
  if (one && !another) return { ok: true, found: one }
  if (!one) return { ok: false, reason: { code: 'no-client-yet' } }
  return { ok: false, reason: { code: 'which-client', known: known.map((client) => client.name) } }
}

/** Words for "no time yet", and for "the next slot". */
const noTime = /^(?:idea|later|विचार|बाद में)$/iu
const nextSlot = /^(?:next|next slot|अगला|अगला स्लॉट)$/iu

/** How far ahead a free slot is looked for. */
const slotsAhead = Temporal.Duration.from({ hours: 24 * 60 })

/** When a post is meant: as it was said; without words in the next free slot, and where there is none nowhere yet. */
export async function findTime(
  asking: Asking,
  account: Account,
  zone: string,
  said: string | undefined,
): Promise<Found<Temporal.Instant | null>> {
  const words = said?.trim() ?? ''
  if (noTime.test(words)) return { ok: true, found: null }
  if (words === '' || nextSlot.test(words)) return { ok: true, found: await nextFree(asking, account, zone) }
  return readTime(asking, words)
}

/** A moment for a post. A day alone is none: nobody posts "on Friday". */
export function readTime({ by, now }: Pick<RequestContext, 'by' | 'now'>, words: string): Found<Temporal.Instant> {
  const context = spokenBy(by, now, 'moment')
  const read = readMoment(words, context)
  if (read.kind === 'understood') return { ok: true, found: read.at }
  if (read.kind === 'unreadable' && read.why === 'no-time-of-day') {
    return { ok: false, reason: { code: 'post-time-needed', given: words } }
  }
  return { ok: false, reason: whyNotTime(read, words, context) ?? { code: 'time-not-understood', given: words } }
}

async function nextFree({ tx, agency, now }: Asking, account: Account, zone: string): Promise<Temporal.Instant | null> {
  const until = now.add(slotsAhead)
  const [slots, taken] = await Promise.all([
    slotsOf(tx, agency.id, [account.id]),
    findPosts(tx, agency.id, { account: account.id, from: now, to: until }, 2000),
  ])
  const full = new Set(taken.filter(({ status }) => status !== 'cancelled').map(({ at }) => at?.epochMilliseconds))
  const free = slots
    .flatMap((slot) => occurrencesIn(slot, zone, now.add({ seconds: 1 }), until).map(({ at }) => at))
    .filter((at) => !full.has(at.epochMilliseconds))
    .toSorted(Temporal.Instant.compare)
  return free[0] ?? null
}
