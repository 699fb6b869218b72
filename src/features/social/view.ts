import type { Account, Network } from './network.ts'
import { accountPath, decoded, isKnown, siteOf } from './network.ts'
import type { Approvals, Post } from './post.ts'
import type { Reader } from '#src/words/reader.ts'

/** A post with all that its cards say besides. */
export type PostView = {
  agency: string
  post: Post
  account: Account
  client: string
  /** The client's zone: slots and the calendar go by it. */
  zone: string
  approvals: Approvals
  nameOf(id: string): string
  /** Who would post it now; null where nobody is there. */
  keeper: string | null
}

/** `Instagram acme`: the network as its readers call it. */
export function accountLabel(
  { network, handle }: Pick<Account, 'network' | 'handle'>,
  reader: Pick<Reader, 'words'>,
): string {
  return `${networkLabel(network, reader)} ${handleLabel(network, handle)}`
}

/** An account that was given by its address goes by its path there (`company/acme`); a blog by all of its address. */
function handleLabel(network: string, handle: string): string {
  const site = siteOf(handle)
  if (!site) return `@${handle}`
  const host = site.hostname.replace(/^www\./u, '')
  if (network !== 'blog' && isKnown(network)) {
    const own = accountPath(handle)
      ?.filter((part) => part !== 'profile')
      .join('/')
    return own || host
  }
  const path = decoded(site.pathname.replaceAll(/^\/|\/$/gu, ''))
  return path === '' ? host : `${host}/${path}`
}

export function networkLabel(network: string, { words }: Pick<Reader, 'words'>): string {
  const names: Record<Network, string> = words.networkNames
  return isKnown(network) ? names[network] : network
}

/** The beginning of its words, in one line. */
export function shortText({ content }: Pick<Post, 'content'>, longest = 60): string {
  const line = content.text.replace(/\s+/gu, ' ').trim()
  const letters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment)
  return letters.length <= longest
    ? line
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}

export function peopleInPost(post: Post): string[] {
  const { author, approval, comment, posted, due } = post
  return [author, approval?.by, comment?.by, posted?.by, due?.keeper, due?.backup].flatMap((id) => id || [])
}
