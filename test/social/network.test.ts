import { describe, expect, it } from 'vitest'
import { accountPath, exampleOf, networkNamed, networks, pageOf, readHandle } from '#src/features/social/network.ts'
import { judgeAddress } from '#src/features/social/post-address.ts'

const on = (network: string, handle = 'acme') => ({ network, handle })
const isPostAddress = (typed: string, account: { network: string; handle: string }) =>
  judgeAddress(typed, account).kind === 'post'
const blog = on('blog', 'https://www.acme.example/blog')

describe('the address of a post', () => {
  it.each(networks.filter((network) => network !== 'blog'))('is taken as its own example has it: %s', (network) => {
    const account = on(network, network === 'bluesky' ? 'acme.bsky.social' : 'acme')

    expect(isPostAddress(exampleOf(account), account)).toBe(true)
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
    expect(isPostAddress('https://example.social/acme/1', on('our-own', 'acme'))).toBe(true)
  })
})

describe('what is given as the proof of a post', () => {
  const company = on('linkedin', 'https://www.linkedin.com/company/acme')
  it.each<[string, { network: string; handle: string }, string]>([
    ['compose', on('x'), 'https://x.com/compose/post'],
    ['compose', on('x'), 'https://x.com/intent/post?text=hello'],
    ['compose', on('linkedin'), 'https://www.linkedin.com/feed/?shareActive=true'],
    ['compose', on('youtube'), 'https://studio.youtube.com/channel/UC123/videos/upload'],
    ['compose', on('tiktok'), 'https://www.tiktok.com/tiktokstudio/upload'],
    ['compose', on('pinterest'), 'https://www.pinterest.com/pin-creation-tool/'],
    ['no-post', on('instagram'), 'https://www.instagram.com/acme/'],
    ['no-post', on('x'), 'https://x.com/acme'],
    ['no-post', company, 'https://www.linkedin.com/company/acme/'],
    ['no-post', on('facebook'), 'https://www.facebook.com/acme'],
    ['no-post', on('youtube'), 'https://www.youtube.com/@acme'],
    ['no-post', on('threads'), 'https://www.threads.net/@acme'],
    ['no-post', on('bluesky', 'acme.bsky.social'), 'https://bsky.app/profile/acme.bsky.social'],
    ['no-post', on('mastodon', 'acme@example.social'), 'https://example.social/@acme'],
    ['no-post', blog, 'https://acme.example/blog/'],
    ['other-network', on('instagram'), 'https://x.com/acme/status/1'],
    ['other-network', on('mastodon', 'acme@example.social'), 'https://other.social/@acme/1'],
    ['other-account', on('x'), 'https://x.com/rival/status/1790000000000000000'],
    ['other-account', on('instagram'), 'https://www.instagram.com/rival/reel/C9xyz12AbCd/'],
    ['other-account', on('tiktok'), 'https://www.tiktok.com/@rival/video/7400000000000000000'],
    ['other-account', company, 'https://www.linkedin.com/posts/rival_launch-activity-7200000000000000000-AbCd'],
    ['other-account', on('bluesky', 'acme.bsky.social'), 'https://bsky.app/profile/rival.example/post/3kxyz12abcd2x'],
    ['post', on('x', 'Acme'), 'https://x.com/acme/status/1790000000000000000?s=20'],
    ['post', on('x'), 'https://x.com/i/web/status/1790000000000000000'],
    ['post', company, 'https://www.linkedin.com/feed/update/urn:li:activity:7200000000000000000/'],
    ['post', company, 'https://www.linkedin.com/posts/acme_launch-activity-7200000000000000000-AbCd'],
    ['post', on('facebook'), 'https://www.facebook.com/story.php?story_fbid=123456789&id=42'],
    ['post', on('youtube'), 'https://www.youtube.com/shorts/dQw4w9WgXcQ'],
    ['post', on('tiktok'), 'https://vm.tiktok.com/ZMabc123/'],
    ['post', on('pinterest'), 'https://in.pinterest.com/pin/1234567890123456789/'],
    ['post', on('mastodon', 'acme@example.social'), 'https://example.social/@acme/112233445566778899'],
    ['no-address', on('x'), 'posted!'],
  ])('is judged by its network, its account and its kind: %s, %o, %s', (kind, account, address) => {
    expect(judgeAddress(address, account).kind).toBe(kind)
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
    const pages = networks.map((network) =>
      pageOf(network === 'blog' ? blog : on(network, network === 'mastodon' ? 'acme@example.social' : 'acme')),
    )

    expect(pages.filter((page) => !page?.startsWith('https://'))).toEqual([])
    expect(pageOf(on('mastodon', 'acme@example.social'))).toBe('https://example.social/publish')
    expect(pageOf(on('our-own', 'acme'))).toBeNull()
  })
})

describe('an account that was given by its address', () => {
  it.each([
    ['https://www.linkedin.com/company/acme-careers/', 'company/acme-careers'],
    ['https://www.linkedin.com/company/acme/posts/?feedView=all', 'company/acme'],
    ['https://in.linkedin.com/company/caf%C3%A9', 'company/café'],
    ['https://www.facebook.com/profile.php?id=100012345', '100012345'],
    ['https://www.facebook.com/acme/photos', 'acme'],
    ['https://www.youtube.com/@acme/videos', '@acme'],
    ['https://bsky.app/profile/acme.bsky.social', 'acme.bsky.social'],
    ['https://www.facebook.com/pages/Acme/12345', 'pages/Acme/12345'],
    ['https://www.facebook.com/people/Acme/1000123/', 'people/Acme/1000123'],
    ['https://www.facebook.com/groups/123/', 'groups/123'],
    ['https://www.linkedin.com/showcase/acme/about/', 'showcase/acme'],
    ['https://www.youtube.com/channel/UCabc/videos', 'channel/UCabc'],
    ['https://www.pinterest.com/acme/board/', 'acme'],
    ['https://www.tiktok.com/@acme?lang=en', '@acme'],
  ])('goes by its own part of it: %s', (handle, own) => {
    expect(accountPath(handle)?.join('/')).toBe(own)
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
