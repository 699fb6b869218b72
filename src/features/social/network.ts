/** The networks that we know by name. An account may be of any other one too, of which we only know what it is called. */
export const networks = [
  ...(['instagram', 'x', 'linkedin', 'facebook', 'youtube', 'threads'] as const),
  ...(['tiktok', 'pinterest', 'bluesky', 'mastodon', 'blog'] as const),
] as const
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

const places: Record<Exclude<Network, 'blog' | 'mastodon'>, Place> = {
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
    hosts: ['youtube.com', 'youtu.be', 'youtube-nocookie.com'],
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
  tiktok: {
    hosts: ['tiktok.com'],
    page: 'https://www.tiktok.com/tiktokstudio/upload',
    example: 'https://www.tiktok.com/@acme/video/7400000000000000000',
    also: ['tik-tok'],
  },
  pinterest: {
    hosts: pinterestHosts(),
    page: 'https://www.pinterest.com/pin-creation-tool/',
    example: 'https://www.pinterest.com/pin/1234567890123456789/',
    also: [],
  },
  bluesky: {
    hosts: ['bsky.app'],
    page: 'https://bsky.app/',
    example: 'https://bsky.app/profile/acme.bsky.social/post/3kxyz12abcd2x',
    also: ['bsky'],
  },
}

/** It has a domain for each of many countries. */
function pinterestHosts(): string[] {
  const countries = [
    'com',
    'at',
    'ca',
    'ch',
    'cl',
    'co.kr',
    'co.uk',
    'com.au',
    'com.mx',
    'de',
    'dk',
    'es',
    'fr',
    'ie',
    'it',
  ]
  return ['pin.it', ...[...countries, 'jp', 'nz', 'ph', 'pt', 'ru', 'se'].map((country) => `pinterest.${country}`)]
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
  const server = network === 'mastodon' ? handle.split('@')[1] : undefined
  return server === undefined ? (siteOf(handle)?.href ?? null) : `https://${server}/publish`
}

/** What the address of one of its posts looks like. */
export function exampleOf({ network, handle }: Pick<Account, 'network' | 'handle'>): string {
  const place = placeOf(network)
  if (place) return place.example
  if (network === 'mastodon') return 'https://mastodon.social/@acme/112233445566778899'
  const own = siteOf(handle)
  return own ? `${own.href.replace(/\/$/u, '')}/our-new-post` : 'https://blog.example.com/our-new-post'
}

/** What we know of a network by its name; null for a blog, for one of many servers, and for what we do not know. */
export function placeOf(network: string): Place | null {
  return Object.entries(places).find(([known]) => known === network)?.[1] ?? null
}

/** A handle that is an address. */
export function siteOf(handle: string): URL | null {
  return /^https?:\/\//iu.test(handle) ? URL.parse(handle) : null
}

/** Networks that put a word for the kind of account before its name: `company/acme`. */
const kindsOfAccount = /^(?:company|in|school|showcase|channel|c|user|groups|public)$/iu

/**
 * What of an account's address is its own, as the parts of a path: `company`, `acme`; without the tab of it that was open when it was
 * copied. Null for a handle that is no address.
 */
export function accountPath(handle: string): string[] | null {
  const site = siteOf(handle)
  if (!site) return null
  const id = site.pathname === '/profile.php' ? site.searchParams.get('id') : null
  if (id !== null) return [id]
  const parts = site.pathname.split('/').filter(Boolean).map(decoded)
  const [kind = ''] = parts
  // Bluesky has one kind of account alone; on Facebook many pages have one name, and each its own number behind it.
  if (kind === 'profile') return parts.slice(1, 2)
  if (/^(?:pages|people)$/iu.test(kind)) return parts.slice(0, 3)
  return kindsOfAccount.test(kind) ? parts.slice(0, 2) : parts.slice(0, 1)
}

/** A part of an address as people read it; as it is where it cannot be read. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
