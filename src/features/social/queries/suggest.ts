import { findPosts } from '#db/repositories/posts.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { accountKey, networks } from '#src/features/social/network.ts'
import { accountLabel, networkLabel, shortText } from '#src/features/social/view.ts'
import type { Option } from '#src/kernel/form.ts'
import { readerFor } from '#src/words/reader.ts'
import { socialAccounts, readPostNumber } from './find.ts'
import { socialClients } from './client-team.ts'

type Asking = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

/** What both platforms can show. */
const most = 25

export async function suggestAccounts(asking: Asking): Promise<Option[]> {
  const reader = readerFor(asking.by, asking.now)
  const accounts = await socialAccounts(asking)
  return accounts.map((account) => ({ value: accountKey(account), label: accountLabel(account, reader) }))
}

export function suggestNetworks({ by, now }: Asking): Option[] {
  const reader = readerFor(by, now)
  return networks.map((network) => ({ value: network, label: networkLabel(network, reader) }))
}

/** Those that are not over, by number or by their words. */
export async function suggestPosts(asking: Asking, typed: string): Promise<Option[]> {
  const { tx, agency, by, now } = asking
  const reader = readerFor(by, now)
  const clients = (await socialClients(asking)).map(({ id }) => id)
  const number = readPostNumber(typed)
  const found = await findPosts(
    tx,
    agency.id,
    {
      clients,
      statuses: ['idea', 'draft', 'approval', 'approved', 'due', 'missed'],
      ...(number === null ? {} : { number: String(number) }),
    },
    most,
  )
  return found.map((post) => ({
    value: String(post.number),
    label: `${reader.words.social.number(post.number)} ${shortText(post)}`,
  }))
}
