import { createRequire } from 'node:module'
import type twitterText from 'twitter-text'
import { atAddresses } from '#src/kernel/address.ts'
import type { Network } from './network.ts'

/** How a network counts letters. */
type Unit =
  /** As JavaScript does: UTF-16 units, so that most emoji count as two. */
  | 'units'
  /** X's own way: links 23, emoji and many scripts 2. */
  | 'weighted'
  /** What a person takes for one letter: Bluesky counts so. */
  | 'graphemes'
  /** Letters one each, a link 23, of an account elsewhere only its name: Mastodon. */
  | 'mastodon'
  /** Letters one each, an emoji as many as its bytes in UTF-8. */
  | 'emoji-bytes'
  | 'bytes'

type Limits = {
  /** Of the whole text; of a video its description, which is all after the first line. */
  text: { most: number; in: Unit }
  hashtags?: number
  /** Of the first line, where that is the title. */
  title?: number
}

/**
 * What each network takes. We only warn: a network may change its mind any day, and whoever posts sees it first.
 *
 * - Instagram: 2,200 letters: `caption` in
 *   https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. Hashtags were 30
 *   (same page); since 18 December 2025 Instagram brings all accounts down to 5
 *   (https://www.socialmediatoday.com/news/instagrams-implementing-new-limits-on-hashtag-use/808309/).
 * - X: https://docs.x.com/fundamentals/counting-characters; paying accounts may write more.
 * - LinkedIn: https://developers.buffer.com/guides/character-limits.md, which also says that units are counted; LinkedIn's own pages name no number.
 * - Facebook: the same number in every list of limits (https://docs.upload-post.com/resources/character-limits/); its own pages name none.
 * - YouTube: `snippet.title` and `snippet.description` in https://developers.google.com/youtube/v3/docs/videos.
 * - Threads: "Limitations" in https://developers.facebook.com/documentation/threads/posts; one tag per post:
 *   https://www.ayrshare.com/docs/apis/post/social-networks/threads.
 * - TikTok: 2,200 units of a caption: https://developers.tiktok.com/doc/content-posting-api-reference-direct-post.
 * - Pinterest: 100 of a title, 500 of a description: https://www.ayrshare.com/docs/apis/post/social-networks/pinterest.
 * - Bluesky: 300 graphemes: `app.bsky.feed.post` in https://github.com/bluesky-social/atproto/tree/main/lexicons.
 * - Mastodon: 500, links 23: https://docs.joinmastodon.org/user/posting/; a server may set another limit.
 */
export const limits: { [network in Exclude<Network, 'blog'>]: Limits } = {
  instagram: { text: { most: 2_200, in: 'units' }, hashtags: 5 },
  x: { text: { most: 280, in: 'weighted' } },
  linkedin: { text: { most: 3_000, in: 'units' } },
  facebook: { text: { most: 63_206, in: 'units' } },
  youtube: { text: { most: 5_000, in: 'bytes' }, title: 100 },
  threads: { text: { most: 500, in: 'emoji-bytes' }, hashtags: 1 },
  tiktok: { text: { most: 2_200, in: 'units' } },
  pinterest: { text: { most: 500, in: 'units' }, title: 100 },
  bluesky: { text: { most: 300, in: 'graphemes' } },
  mastodon: { text: { most: 500, in: 'mastodon' } },
}

/** What is over: how much there is, and how much the network takes. */
export type Over = { what: 'text' | 'hashtags' | 'title'; length: number; most: number }

/** Everything that a network would not take of a text as it is posted. Nothing for networks whose limits we do not know. */
export function overLimits(network: string, text: string): Over[] {
  return countedFor(network, text).filter(({ length, most }) => length > most)
}

/** Everything that the network counts, as it counts it: what is shown is what is checked. */
function countedFor(network: string, text: string): Over[] {
  const known = limitsOf(network)
  if (!known) return []
  const [title = '', ...rest] = known.title === undefined ? ['', text] : text.split('\n')
  return [
    { what: 'title', length: title.length, most: known.title ?? Infinity },
    { what: 'text', length: lengthIn(known.text.in, rest.join('\n').trim()), most: known.text.most },
    { what: 'hashtags', length: hashtagsIn(text), most: known.hashtags ?? Infinity },
  ]
}

/** How long a text is for that network, and how long it may be; null where we know no limit. */
export function lengthFor(network: string, text: string): { length: number; most: number } | null {
  const counted = countedFor(network, text).find(({ what }) => what === 'text')
  return counted ? { length: counted.length, most: counted.most } : null
}

function limitsOf(network: string): Limits | null {
  return Object.entries(limits).find(([known]) => known === network)?.[1] ?? null
}

/** Loaded when it is first needed: with all that it brings it is a thirtieth of the start. */
function twitter(): typeof twitterText {
  return createRequire(import.meta.url)('twitter-text')
}

const emoji = /\p{RGI_Emoji}/gv
const utf8 = new TextEncoder()
const graphemes = new Intl.Segmenter('en')

function lengthIn(unit: Unit, text: string): number {
  switch (unit) {
    case 'graphemes':
      return [...graphemes.segment(text)].length
    case 'mastodon': {
      const short = atAddresses(text).map((part, index) =>
        index % 2 === 1 ? 'x'.repeat(23) : part.replaceAll(/(?<![\w@])@([\w.-]+)@[\w.-]+\w/gu, '@$1'),
      )
      return [...graphemes.segment(short.join(''))].length
    }
    case 'units':
      return text.length
    case 'bytes':
      return utf8.encode(text).length
    case 'emoji-bytes': {
      const drawn = [...text.matchAll(emoji)].reduce((sum, [one]) => sum + utf8.encode(one).length, 0)
      return [...text.replaceAll(emoji, '')].length + drawn
    }
    case 'weighted':
      // The library knows emoji up to version 11; X counts each as two, newer ones too.
      return twitter().parseTweet(text.replaceAll(emoji, '😀')).weightedLength
  }
}

/** A hashtag has a letter in it, and nothing that belongs to a word or an address stands before it. */
function hashtagsIn(text: string): number {
  return [...text.matchAll(/(?<![\p{L}\p{M}\p{N}_&/#])[#＃](?=[\p{N}_]*[\p{L}\p{M}])[\p{L}\p{M}\p{N}_]+/gu)].length
}
