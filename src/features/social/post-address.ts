import { accountPath, decoded, placeOf, siteOf, type Account, type Network } from './network.ts'

/**
 * What an address that somebody gives as a post's is: the post of this account; no address by https; of another network; where
 * one writes; a page that is no post (a profile, a front page); or a post of another account.
 */
export type AddressJudgement =
  | { kind: 'post' }
  | { kind: 'no-address' | 'other-network' | 'compose' | 'no-post' }
  | { kind: 'other-account'; account: string }

type Shape = {
  /** Pages on which one writes, and the networks' own tools. */
  compose: RegExp
  /** What a post's path and query look like; `account`, where the address says whose it is. */
  posts: RegExp[]
}

/** Short addresses lead to a post without saying whose. */
const shapes: Record<Exclude<Network, 'blog' | 'mastodon'>, Shape> = {
  instagram: {
    compose: /^\/(?:create|accounts|direct)(?:\/|$)/u,
    posts: [
      /^\/stories\/highlights\/\d+/u,
      /^\/share\/(?:p\/|reel\/)?[\w-]{6,}/u,
      /^\/(?:(?<account>[^/]+)\/)?(?:p|reel|reels|tv)\/(?!audio(?:\/|$))[\w-]+/u,
      /^\/stories\/(?<account>[^/]+)\/\d+/u,
    ],
  },
  x: {
    compose: /^\/(?:compose|intent|share|home|i\/drafts)(?:\/|$|\?)/u,
    posts: [
      /^\/i\/(?:web\/)?status\/\d+/u,
      /^\/(?<account>[^/]+)\/(?:status(?:es)?|articles?)\/\d+/u,
      /^\/i\/articles?\/\d+/u,
    ],
  },
  linkedin: {
    compose:
      /[?&]shareActive=|^\/(?:post|article)\/(?:new|edit)|\/admin(?:\/|$)|^\/(?:sharing|shareArticle)(?:\/|$|\?)|^\/feed\/?(?:\?|$)/u,
    posts: [
      /^\/posts\/(?<account>[^_/?]+)_[^/?]+/u,
      /^\/posts\/[^/?]+-(?:activity|share|ugcPost)-\d+/u,
      /^\/(?:embed\/)?feed\/update\/urn:li:(?:activity|share|ugcPost|groupPost):\d+/u,
      /^\/(?:pulse|newsletters|events|video\/live)\/[^/?]+/u,
    ],
  },
  facebook: {
    compose: /^\/(?:sharer|dialog|composer|business|latest|creatorstudio)(?:\/|\.php|$)/u,
    posts: [
      /^\/(?:story|permalink)\.php\?(?:.*&)?story_fbid=[^&]+/u,
      /^\/photo(?:\.php|\/)?\?(?:.*&)?fbid=\d+/u,
      /^\/watch\/?\?(?:.*&)?v=\d+/u,
      /^\/(?:reel|share\/[prv]|share)\/[\w-]+/u,
      /^\/stories\/\d+\/[\w=-]{6,}/u,
      /^\/groups\/[^/]+\/(?:posts|permalink)\/\d+/u,
      /^\/(?<account>[^/?]+)\/(?:posts|videos|photos|reels?)\/[^?]*[\w-]{6,}/u,
    ],
  },
  youtube: {
    compose: /^\/upload(?:\/|$|\?)/u,
    posts: [
      /^\/watch\?(?:.*&)?v=[\w-]{6,}/u,
      /^\/(?:shorts|live|post|embed|v)\/[\w-]{6,}/u,
      /\/community\?(?:.*&)?lb=[\w-]{6,}/u,
    ],
  },
  threads: {
    compose: /^\/intent(?:\/|$|\?)/u,
    posts: [/^\/@(?<account>[^/]+)\/post\/[\w-]+/u, /^\/t\/[\w-]+/u],
  },
  tiktok: {
    compose: /^\/(?:upload|tiktokstudio|creator-center|creator)(?:\/|$|\?)/u,
    posts: [/^\/@(?<account>[^/]+)\/(?:video|photo)\/\d+/u, /^\/(?:t\/\w+|v\/\d+|(?:embed|player)\/(?:v\d\/)?\d+)/u],
  },
  pinterest: {
    compose: /^\/(?:pin-builder|pin-creation-tool|idea-pin-builder)(?:\/|$|\?)|^\/pin\/create/u,
    posts: [/^\/pin\/[\w-]+/u],
  },
  bluesky: {
    compose: /^\/intent(?:\/|$|\?)/u,
    posts: [/^\/profile\/(?<account>[^/]+)\/post\/\w+/u],
  },
}

/** Hosts that only shorten: what they lead to is a post, and whose cannot be seen. */
const shorteners =
  /^(?:lnkd\.in|fb\.watch|fb\.me|youtu\.be|vm\.tiktok\.com|vt\.tiktok\.com|pin\.it|instagr\.am|t\.co)$/u
/** Hosts on which one only works. */
const workshops = /^(?:studio\.youtube\.com|business\.facebook\.com|business\.linkedin\.com|ads\..+|analytics\..+)$/u

/** A post has a digit in its id; `media` and `with_replies` are pages of a profile. */
const onMastodon =
  /^(?:\/deck|\/web)?\/@(?<account>[^/@]+)(?:@(?<server>[^/]+))?\/(?:posts\/|statuses\/)?(?=[a-z]*\d)\w+|^\/users\/(?<user>[^/]+)\/statuses\/\w+/iu
/** Without the name of an account. */
const onMastodonSomewhere = /^\/(?:web\/statuses|ap\/users\/\d+\/statuses|notice|notes|objects)\/[\w-]{6,}/u

/** What the address is, for a post of that account. Of a network that we do not know, any page but a front page will do. */
export function judgeAddress(typed: string, account: Pick<Account, 'network' | 'handle'>): AddressJudgement {
  const address = URL.parse(typed.trim())
  if (!address || address.protocol !== 'https:' || address.username !== '' || address.port !== '') {
    return { kind: 'no-address' }
  }
  const host = address.hostname.replace(/^(?:www|m|mobile)\./u, '')
  const path = `${decoded(address.pathname)}${address.search}`
  if (account.network === 'mastodon') return judgeMastodon(host, path, account.handle)
  const place = placeOf(account.network)
  if (!place) return judgeSite(host, path, account)
  if (!place.hosts.some((own) => host === own || host.endsWith(`.${own}`))) return { kind: 'other-network' }
  if (workshops.test(host)) return { kind: 'compose' }
  if (shorteners.test(host)) return path.length > 1 ? { kind: 'post' } : { kind: 'no-post' }
  const shape = Object.entries(shapes).find(([network]) => network === account.network)?.[1]
  if (!shape || shape.compose.test(path)) return { kind: 'compose' }
  const found = shape.posts.map((one) => one.exec(path)).find((match) => match !== null)
  return found ? judgeAccount(found.groups?.['account'], account.handle) : { kind: 'no-post' }
}

/** Numbers stand for accounts whose names we do not know; an account that was given by its address has its name last. */
function judgeAccount(named: string | undefined, handle: string): AddressJudgement {
  const own = accountPath(handle)?.at(-1) ?? handle
  const plain = (name: string) =>
    name
      .replace(/^@/u, '')
      .replace(/\.bsky\.social$/u, '')
      .toLocaleLowerCase()
  const isNumber = (name: string) => /^(?:\d+|did:.+|i|profile\.php.*|UC[\w-]{20,})$/u.test(name)
  if (named === undefined || isNumber(named) || isNumber(own) || plain(named) === plain(own)) {
    return { kind: 'post' }
  }
  return { kind: 'other-account', account: named }
}

/** There are as many servers as people like; the account's own is known where its handle says it. */
function judgeMastodon(host: string, path: string, handle: string): AddressJudgement {
  const [name = '', server] = handle.split('@')
  const own = siteOf(handle)?.hostname ?? server
  if (/^(?:\/deck|\/web)?\/(?:share|publish|home|deck)(?:\/?$|\?)|^\/deck\/?(?:$|\?)/u.test(path))
    return { kind: 'compose' }
  const found = onMastodon.exec(path) ?? onMastodonSomewhere.exec(path)
  if (!found) return own !== undefined && host !== own ? { kind: 'other-network' } : { kind: 'no-post' }
  const { account, user, server: elsewhere } = found.groups ?? {}
  if (own !== undefined && host !== own && elsewhere !== own) return { kind: 'other-network' }
  return judgeAccount(account ?? user, siteOf(handle) ? handle : name)
}

/** Where a blog is written, and what is shown of a post that is not out. */
const unpublished =
  /^\/(?:wp-admin|wp-login\.php|admin|ghost|editor|new-story|publish)(?:\/|$|\?)|[?&]preview(?:_id)?=|^\/p\/[^/?]+\/edit(?:$|\?)/u

/** Where a blog lists what there is in it. */
const lists =
  /^\/(?:(?:category|categories|tag|tags|author|authors|search|page)\/[^?]+|(?:feed|rss)(?:\.xml)?|atom\.xml)?\/?(?:\?(?:.*&)?s=.*)?$/u

/** What a site has besides its posts. */
const pages =
  /^\/(?:about|contact|archives?|subscribe|sign-?in|log-?in|home|index\.html?|privacy|terms|imprint)(?:-us)?\/?(?:\?.*)?$/iu

/** On a blog's own host; of a network that we do not know, anywhere. */
function judgeSite(host: string, path: string, { handle }: Pick<Account, 'handle'>): AddressJudgement {
  const own = siteOf(handle)
  if (own) {
    const home = own.hostname.replace(/^www\./u, '')
    if (host !== home && !host.endsWith(`.${home}`)) return { kind: 'other-network' }
    const begin = decoded(own.pathname).replace(/\/$/u, '')
    if (path.startsWith(begin) && !unpublished.test(path) && lists.test(path.slice(begin.length) || '/'))
      return { kind: 'no-post' }
    if (pages.test(path) || (path.startsWith(begin) && pages.test(path.slice(begin.length)))) return { kind: 'no-post' }
  }
  if (unpublished.test(path)) return { kind: 'compose' }
  const author = /^\/(@[^/?]+)/u.exec(path)?.[1]
  if (own && author !== undefined && own.pathname.startsWith('/@')) {
    const judged = judgeAccount(author, own.href)
    if (judged.kind === 'other-account') return judged
  }
  return path.length > 1 ? { kind: 'post' } : { kind: 'no-post' }
}
