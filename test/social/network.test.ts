import { describe, expect, it } from 'vitest'
import { exampleOf, isPostAddress, networkNamed, networks, pageOf, readHandle } from '#src/features/social/network.ts'

const on = (network: string, handle = 'acme') => ({ network, handle })
const blog = on('blog', 'https://www.acme.example/blog')

describe('the address of a post', () => {
  it.each(networks.filter((network) => network !== 'blog'))('is taken as its own example has it: %s', (network) => {
    expect(isPostAddress(exampleOf(on(network)), on(network))).toBe(true)
  })

  it.each([
    ['x', 'https://twitter.com/acme/status/1'],
    ['x', 'https://mobile.twitter.com/acme/status/1'],
    ['linkedin', 'https://in.linkedin.com/posts/acme_1'],
    ['facebook', 'https://m.facebook.com/story.php?story_fbid=1'],
    ['youtube', 'https://youtu.be/dQw4w9WgXcQ'],
    ['threads', 'https://www.threads.com/@acme/post/C9'],
  ])('is taken on every host of its network: %s %s', (network, url) => {
    expect(isPostAddress(url, on(network))).toBe(true)
  })

  it.each([
    ['of another network', 'instagram', 'https://x.com/acme/status/1'],
    ['of a host that only begins so', 'instagram', 'https://instagram.com.evil.example/p/1'],
    ['of a host that only ends so', 'x', 'https://notx.com/acme/status/1'],
    ['without a lock', 'instagram', 'http://www.instagram.com/p/abc/'],
    ['with a name before the host', 'instagram', 'https://instagram.com@evil.example/p/abc'],
    ['with someone logged in to it', 'instagram', 'https://user:pass@www.instagram.com/p/abc'],
    ['with a port of its own', 'instagram', 'https://www.instagram.com:8443/p/abc'],
    ['of the front page', 'instagram', 'https://www.instagram.com/'],
    ['that is none', 'instagram', 'instagram post'],
    ['that is a script', 'instagram', 'javascript:alert(1)'],
    ['that is empty', 'instagram', ''],
  ])('is not taken %s', (_, network, url) => {
    expect(isPostAddress(url, on(network))).toBe(false)
  })

  it('is on the blog’s own host for a blog, and anywhere for a network that we do not know', () => {
    expect(isPostAddress('https://acme.example/blog/looms', blog)).toBe(true)
    expect(isPostAddress('https://other.example/blog/looms', blog)).toBe(false)
    expect(isPostAddress('https://example.social/@acme/1', on('mastodon', 'acme@example.social'))).toBe(true)
  })
})

describe('a network', () => {
  it.each([
    ['Instagram', 'instagram'],
    ['insta', 'instagram'],
    ['Twitter', 'x'],
    ['FB', 'facebook'],
    ['yt', 'youtube'],
    ['Mastodon', 'mastodon'],
    ['ब्लॉग', 'ब्लॉग'],
  ])('is known by what people call it: %s', (typed, network) => {
    expect(networkNamed(typed)).toBe(network)
  })

  it.each(['', 'two words', '@acme', 'a'.repeat(31), '../x'])('has a name of one word: %j', (typed) => {
    expect(networkNamed(typed)).toBeNull()
  })

  it('has a page where one posts, by https', () => {
    const pages = networks.map((network) => pageOf(network === 'blog' ? blog : on(network)))

    expect(pages.filter((page) => !page?.startsWith('https://'))).toEqual([])
    expect(pageOf(on('mastodon', 'acme'))).toBeNull()
  })
})

describe('a handle', () => {
  it.each([
    ['@acme', 'acme'],
    [' acme ', 'acme'],
    ['acme@example.social', 'acme@example.social'],
    ['https://acme.example/blog/', 'https://acme.example/blog'],
  ])('is read without what people put around it: %j', (typed, handle) => {
    expect(readHandle(typed)).toBe(handle)
  })

  it.each(['', 'two words', 'a:b', '@'])('is one word or an address: %j', (typed) => {
    expect(readHandle(typed)).toBeNull()
  })
})
