/** The networks that we know by name. An account may be of any other one too, of which we only know what it is called. */
export const networks = ['instagram', 'x', 'linkedin', 'facebook', 'youtube', 'threads', 'blog'] as const
export type Network = (typeof networks)[number]

type Place = {
  /** Where a post of this network lives, subdomains included. */
  hosts: string[]
  /** Where one writes a new post. */
  page: string
  /** What a post's address looks like. */
  example: string
  /** What people call it besides its name. */
  also: string[]
}

const places: Record<Exclude<Network, 'blog'>, Place> = {
  instagram: {
    hosts: ['instagram.com', 'instagr.am'],
    page: 'https://www.instagram.com/',
    example: 'https://www.instagram.com/p/C9xyz12AbCd/',
    also: ['insta', 'ig'],
  },
  x: {
    hosts: ['x.com', 'twitter.com'],
    page: 'https://x.com/compose/post',
    example: 'https://x.com/acme/status/1790000000000000000',
    also: ['twitter'],
  },
  linkedin: {
    hosts: ['linkedin.com', 'lnkd.in'],
    page: 'https://www.linkedin.com/feed/?shareActive=true',
    example: 'https://www.linkedin.com/posts/acme_launch-activity-7200000000000000000-AbCd',
    also: [],
  },
  facebook: {
    hosts: ['facebook.com', 'fb.com', 'fb.watch'],
    page: 'https://www.facebook.com/',
    example: 'https://www.facebook.com/acme/posts/1234567890123456',
    also: ['fb'],
  },
  youtube: {
    hosts: ['youtube.com', 'youtu.be'],
    page: 'https://studio.youtube.com/',
    example: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    also: ['yt'],
  },
  threads: {
    hosts: ['threads.net', 'threads.com'],
    page: 'https://www.threads.net/',
    example: 'https://www.threads.net/@acme/post/C9xyz12AbCd',
    also: [],
  },
}

/** A name that a network may have: one word, in small letters. */
const name = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}._-]{0,29}$/u

/** The network that was meant, under its own name; null for what is no name. */
export function networkNamed(typed: string): string | null {
  const word = typed.trim().toLocaleLowerCase().normalize('NFC')
  const known = Object.entries(places).find(([own, { also }]) => own === word || also.includes(word))
  if (known) return known[0]
  return name.test(word) ? word : null
}

export function isKnown(network: string): network is Network {
  return networks.some((known) => known === network)
}

/** An account as its network and its owner call it. A blog's handle is its address. */
export type Account = { id: string; client: string; network: string; handle: string }

/** `instagram:acme`: what is typed, and chosen from a list, where there are several. */
export function accountKey({ network, handle }: Pick<Account, 'network' | 'handle'>): string {
  return `${network}:${handle}`
}

/** Without what people put before or after a handle; an address stays one. Null: it is neither. */
export function readHandle(typed: string): string | null {
  const text = typed.trim()
  if (/^https?:\/\//iu.test(text)) {
    const address = URL.parse(text)
    return address && text.length <= 200 ? address.href.replace(/\/$/u, '') : null
  }
  const handle = text.replace(/^@/u, '')
  return /^[^\s:]{1,80}$/u.test(handle) ? handle : null
}

/** Where one posts to this account; null where we know no page. */
export function pageOf({ network, handle }: Pick<Account, 'network' | 'handle'>): string | null {
  const place = placeOf(network)
  if (place) return place.page
  return addressOf(handle)?.href ?? null
}

/** What the address of one of its posts looks like. */
export function exampleOf({ network, handle }: Pick<Account, 'network' | 'handle'>): string {
  const place = placeOf(network)
  if (place) return place.example
  const own = addressOf(handle)
  return own ? `${own.href.replace(/\/$/u, '')}/our-new-post` : 'https://blog.example.com/our-new-post'
}

/**
 * Whether it is the address of a post of this account's network: by https, on one of the network's own hosts, and more
 * than its front page. Of a network that we do not know any address will do.
 */
export function isPostAddress(typed: string, account: Pick<Account, 'network' | 'handle'>): boolean {
  const address = URL.parse(typed)
  if (!address || address.protocol !== 'https:' || address.username !== '' || address.port !== '') return false
  if (address.pathname.length < 2 && address.search === '') return false
  const hosts = hostsOf(account)
  return hosts === null || hosts.some((host) => address.hostname === host || address.hostname.endsWith(`.${host}`))
}

/** Null: anywhere. */
function hostsOf({ network, handle }: Pick<Account, 'network' | 'handle'>): string[] | null {
  const place = placeOf(network)
  if (place) return place.hosts
  const own = addressOf(handle)
  return own ? [own.hostname.replace(/^www\./u, '')] : null
}

function placeOf(network: string): Place | null {
  return Object.entries(places).find(([known]) => known === network)?.[1] ?? null
}

function addressOf(handle: string): URL | null {
  return /^https?:\/\//iu.test(handle) ? URL.parse(handle) : null
}
