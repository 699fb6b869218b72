import { describe, expect, it } from 'vitest'
import { judgeAddress } from '#src/features/social/post-address.ts'

/** By account and by what it is: the addresses as browsers and apps copy them. */
const rows: [account: string, is: string, addresses: string[]][] = [
  [
    'instagram acme',
    'post',
    [
      'https://www.instagram.com/p/C9xyz12AbCd/?igsh=abc',
      'https://www.instagram.com/stories/acme/3400000000000000000/',
      'https://www.instagram.com/stories/highlights/17900000000000000/',
      'https://www.instagram.com/share/p/BAabc123/',
      'https://www.instagram.com/share/reel/BAabc123/',
    ],
  ],
  [
    'instagram acme',
    'no-post',
    [
      'https://www.instagram.com/acme/',
      'https://www.instagram.com/explore/tags/x/',
      'https://www.instagram.com/acme/reels/',
      'https://www.instagram.com/reels/',
      'https://www.instagram.com/reels/audio/123456/',
    ],
  ],
  [
    'instagram acme',
    'compose',
    ['https://www.instagram.com/create/select/', 'https://www.instagram.com/accounts/login/?next=%2Fp%2FC9xyz%2F'],
  ],
  ['instagram acme', 'other-account', ['https://www.instagram.com/other/p/C9xyz12AbCd/']],
  ['instagram https://www.instagram.com/acme', 'post', ['https://www.instagram.com/acme/reel/C9xyz12AbCd/']],
  ['instagram acme', 'other-network', ['https://instagram.com.evil.example/p/C9xyz12AbCd/']],
  [
    'x acme',
    'post',
    [
      'https://x.com/acme/status/1790000000000000000?s=20',
      'https://twitter.com/Acme/status/1790000000000000000/photo/1',
      'https://x.com/acme/articles/1790000000000000000',
      'https://x.com/acme/article/1790000000000000000',
    ],
  ],
  [
    'x acme',
    'no-post',
    [
      'https://x.com/acme',
      'https://x.com/acme/media',
      'https://x.com/search?q=acme',
      'https://pro.x.com/',
      'https://x.com/acme/lists/1790000000000000000',
      'https://x.com/i/spaces/1abc',
    ],
  ],
  ['x acme', 'compose', ['https://x.com/intent/post?text=hi', 'https://x.com/intent/tweet?text=hi']],
  ['x acme', 'other-account', ['https://x.com/other/status/1790000000000000000']],
  ['x acme', 'other-network', ['https://fixupx.com/acme/status/1790000000000000000']],
  [
    'linkedin acme',
    'post',
    ['https://www.linkedin.com/posts/acme_launch-activity-7200000000000000000-AbCd?utm_source=share'],
  ],
  [
    'linkedin https://www.linkedin.com/company/acme',
    'no-post',
    [
      'https://www.linkedin.com/company/acme/',
      'https://www.linkedin.com/company/acme/posts/?feedView=all',
      'https://www.linkedin.com/in/jane-doe/',
      'https://www.linkedin.com/in/jane-doe/recent-activity/all/',
      'https://www.linkedin.com/jobs/view/123',
    ],
  ],
  [
    'linkedin https://www.linkedin.com/company/acme',
    'post',
    [
      'https://www.linkedin.com/feed/update/urn:li:activity:7200000000000000000/',
      'https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7200000000000000000',
      'https://www.linkedin.com/pulse/how-we-did-acme-xyz',
      'https://lnkd.in/gAbCdEf',
      'https://www.linkedin.com/embed/feed/update/urn:li:share:7200000000000000000',
      'https://www.linkedin.com/feed/update/urn:li:groupPost:123456-7200000000000000000/',
    ],
  ],
  [
    'linkedin https://www.linkedin.com/company/acme',
    'other-account',
    ['https://www.linkedin.com/posts/other_x-activity-7200000000000000000-AbCd'],
  ],
  [
    'linkedin https://www.linkedin.com/company/acme',
    'compose',
    ['https://www.linkedin.com/company/acme/admin/page-posts/published/', 'https://www.linkedin.com/feed/'],
  ],
  [
    'facebook acme',
    'post',
    [
      'https://www.facebook.com/acme/posts/pfbid02abcDEF',
      'https://www.facebook.com/permalink.php?story_fbid=pfbid02abc&id=1000',
      'https://www.facebook.com/story.php?story_fbid=1&id=2',
      'https://m.facebook.com/story.php?id=2&story_fbid=1',
      'https://www.facebook.com/share/p/1AbCdEfGhI/',
      'https://www.facebook.com/share/1AbCdEfGhI/',
      'https://www.facebook.com/reel/1234567890',
      'https://www.facebook.com/acme/videos/launch-day/1234567890/',
      'https://www.facebook.com/acme/photos/a.123/456789012',
      'https://www.facebook.com/photo/?fbid=123456&set=a.1',
      'https://fb.watch/abcDEF/',
      'https://www.facebook.com/watch/?v=1234567',
    ],
  ],
  [
    'facebook acme',
    'no-post',
    [
      'https://www.facebook.com/acme',
      'https://www.facebook.com/acme/photos',
      'https://www.facebook.com/events/1234567890',
      'https://www.facebook.com/profile.php?id=1000',
      'https://www.facebook.com/acme/reels/',
      'https://www.facebook.com/acme/videos/',
    ],
  ],
  [
    'facebook acme',
    'compose',
    ['https://www.facebook.com/sharer/sharer.php?u=x', 'https://business.facebook.com/latest/composer'],
  ],
  ['facebook acme', 'other-account', ['https://www.facebook.com/other/posts/1234567890']],
  [
    'facebook https://www.facebook.com/acme',
    'post',
    ['https://www.facebook.com/acme/posts/launch-is-here/pfbid02abcDEF'],
  ],
  [
    'facebook https://www.facebook.com/profile.php?id=1000',
    'post',
    ['https://www.facebook.com/permalink.php?story_fbid=pfbid02abc&id=1000'],
  ],
  [
    'youtube acme',
    'post',
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=4s',
      'https://youtu.be/dQw4w9WgXcQ?si=x',
      'https://www.youtube.com/shorts/dQw4w9WgXcQ',
      'https://www.youtube.com/post/UgkxAbCdEf',
      'https://www.youtube.com/channel/UCabc/community?lb=UgkxAbCdEf',
      'https://music.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://www.youtube.com/embed/dQw4w9WgXcQ',
    ],
  ],
  [
    'youtube acme',
    'no-post',
    [
      'https://www.youtube.com/@acme',
      'https://www.youtube.com/@acme/videos',
      'https://www.youtube.com/channel/UCabc',
      'https://www.youtube.com/playlist?list=PLabc',
      'https://www.youtube.com/results?search_query=acme',
      'https://www.youtube.com/watch?v=',
      'https://youtu.be/',
    ],
  ],
  ['youtube acme', 'compose', ['https://studio.youtube.com/video/dQw4w9WgXcQ/edit', 'https://www.youtube.com/upload']],
  [
    'threads acme',
    'post',
    [
      'https://www.threads.net/@acme/post/C9xyz12AbCd',
      'https://www.threads.com/@acme/post/C9xyz12AbCd?xmt=x',
      'https://www.threads.net/t/C9xyz12AbCd',
    ],
  ],
  ['threads acme', 'no-post', ['https://www.threads.net/@acme']],
  ['threads acme', 'other-account', ['https://www.threads.net/@other/post/C9xyz12AbCd']],
  ['threads acme', 'compose', ['https://www.threads.net/intent/post?text=x']],
  ['threads acme', 'other-network', ['https://www.instagram.com/p/C9xyz12AbCd/']],
  [
    'tiktok acme',
    'post',
    [
      'https://www.tiktok.com/@acme/video/7400000000000000000?lang=en',
      'https://www.tiktok.com/@acme/photo/7400000000000000000',
      'https://vm.tiktok.com/ZMabc123/',
      'https://m.tiktok.com/v/7400000000000000000.html',
    ],
  ],
  [
    'tiktok acme',
    'no-post',
    [
      'https://www.tiktok.com/@acme',
      'https://www.tiktok.com/tag/acme',
      'https://www.tiktok.com/music/original-sound-7400000000000000000',
      'https://www.tiktok.com/@acme/live',
    ],
  ],
  ['tiktok acme', 'compose', ['https://www.tiktok.com/upload?lang=en', 'https://www.tiktok.com/tiktokstudio/content']],
  ['tiktok acme', 'other-account', ['https://www.tiktok.com/@other/video/7400000000000000000']],
  [
    'pinterest acme',
    'post',
    [
      'https://www.pinterest.com/pin/1234567890123456789/',
      'https://in.pinterest.com/pin/1234567890123456789/',
      'https://www.pinterest.co.uk/pin/launch--1234567890123456789/',
      'https://pin.it/abc123',
    ],
  ],
  [
    'pinterest acme',
    'no-post',
    [
      'https://www.pinterest.com/acme/',
      'https://www.pinterest.com/acme/board/',
      'https://www.pinterest.com/ideas/',
      'https://business.pinterest.com/',
    ],
  ],
  [
    'pinterest acme',
    'compose',
    ['https://www.pinterest.com/pin-builder/', 'https://www.pinterest.com/pin/create/button/?url=x'],
  ],
  [
    'bluesky acme.bsky.social',
    'post',
    [
      'https://bsky.app/profile/acme.bsky.social/post/3kxyz12abcd2x',
      'https://bsky.app/profile/did:plc:abcdefg/post/3kxyz12abcd2x',
    ],
  ],
  ['bluesky acme', 'post', ['https://bsky.app/profile/acme.bsky.social/post/3kxyz12abcd2x']],
  [
    'bluesky acme.bsky.social',
    'no-post',
    [
      'https://bsky.app/profile/acme.bsky.social',
      'https://bsky.app/',
      'https://bsky.app/profile/acme.bsky.social/feed/abc',
    ],
  ],
  ['bluesky acme.bsky.social', 'other-account', ['https://bsky.app/profile/other.bsky.social/post/3kxyz12abcd2x']],
  ['bluesky acme.bsky.social', 'compose', ['https://bsky.app/intent/compose?text=x']],
  ['bluesky acme.com', 'post', ['https://bsky.app/profile/acme.com/post/3kxyz12abcd2x']],
  [
    'mastodon acme@mastodon.social',
    'post',
    [
      'https://mastodon.social/@acme/112233445566778899',
      'https://fosstodon.org/@acme@mastodon.social/112233445566778899',
      'https://mastodon.social/users/acme/statuses/112233445566778899',
      'https://mastodon.social/web/statuses/112233445566778899',
      'https://mastodon.social/deck/@acme/112233445566778899',
    ],
  ],
  [
    'mastodon acme@mastodon.social',
    'no-post',
    [
      'https://mastodon.social/@acme',
      'https://mastodon.social/@acme/media',
      'https://mastodon.social/@acme/with_replies',
      'https://mastodon.social/@acme/followers',
      'https://mastodon.social/@acme/tagged/x',
      'https://mastodon.social/explore',
    ],
  ],
  ['mastodon acme@mastodon.social', 'other-account', ['https://mastodon.social/@other/112233445566778899']],
  ['mastodon acme@mastodon.social', 'other-network', ['https://fosstodon.org/@acme/112233445566778899']],
  [
    'mastodon acme@mastodon.social',
    'compose',
    ['https://mastodon.social/publish', 'https://mastodon.social/share?text=x'],
  ],
  ['mastodon https://mastodon.social/@acme', 'post', ['https://mastodon.social/@acme/112233445566778899']],
  [
    'mastodon acme@hachyderm.io',
    'post',
    ['https://hachyderm.io/ap/users/115000000000000000/statuses/115000000000000001'],
  ],
  ['blog https://acme.example', 'post', ['https://acme.example/2026/launch', 'https://www.acme.example/?p=123']],
  ['blog https://acme.example', 'no-post', ['https://acme.example/', 'https://acme.example']],
  [
    'blog https://acme.example',
    'compose',
    [
      'https://acme.example/?p=123&preview=true',
      'https://acme.example/wp-admin/post.php?post=1&action=edit',
      'https://acme.example/ghost/#/editor/post/1',
    ],
  ],
  ['blog https://acme.example/blog', 'no-post', ['https://acme.example/blog/']],
  ['blog https://acme.example/blog', 'post', ['https://acme.example/blog/launch']],
  ['blog https://acme.example', 'other-network', ['https://other.example/launch']],
  ['blog https://medium.com/@acme', 'post', ['https://medium.com/@acme/launch-abc123']],
  ['blog https://medium.com/@acme', 'other-account', ['https://medium.com/@other/launch-abc123']],
  ['blog https://medium.com/@acme', 'compose', ['https://medium.com/new-story']],
  ['blog https://acme.substack.com', 'post', ['https://acme.substack.com/p/launch']],
  ['blog https://acme.substack.com', 'compose', ['https://acme.substack.com/publish/post/123']],
  [
    'linkedin acme',
    'compose',
    ['https://www.linkedin.com/shareArticle?mini=true&url=x', 'https://www.linkedin.com/sharing/share-offsite/?url=x'],
  ],
  [
    'linkedin acme',
    'no-post',
    [
      'https://www.linkedin.com/feed/update/',
      'https://www.linkedin.com/showcase/acme/',
      'https://www.linkedin.com/posts/',
    ],
  ],
  [
    'facebook acme',
    'compose',
    ['https://www.facebook.com/creatorstudio', 'https://www.facebook.com/dialog/share?href=x'],
  ],
  [
    'facebook acme',
    'post',
    ['https://www.facebook.com/stories/123456789/UzpfSVNDOjEyMw==/', 'https://web.facebook.com/acme/posts/123456789'],
  ],
  [
    'facebook acme',
    'no-post',
    ['https://www.facebook.com/stories/', 'https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example'],
  ],
  [
    'youtube acme',
    'post',
    ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ', 'https://www.youtube.com/v/dQw4w9WgXcQ'],
  ],
  [
    'youtube acme',
    'no-post',
    [
      'https://www.youtube.com/shorts/',
      'https://www.youtube.com/@acme/community',
      'https://www.youtube.com/hashtag/loom',
    ],
  ],
  [
    'tiktok acme',
    'post',
    [
      'https://www.tiktok.com/embed/v2/7400000000000000000',
      'https://www.tiktok.com/player/v1/7400000000000000000',
      'https://vt.tiktok.com/ZS8abc/',
    ],
  ],
  ['tiktok acme', 'no-post', ['https://www.tiktok.com/foryou', 'https://www.tiktok.com/@acme/video/']],
  ['threads acme', 'no-post', ['https://www.threads.net/@acme/replies', 'https://www.threads.net/@acme/post/']],
  ['pinterest acme', 'no-post', ['https://www.pinterest.com/pin/', 'https://www.pinterest.com/acme/_created/']],
  [
    'bluesky acme.bsky.social',
    'no-post',
    ['https://bsky.app/profile/acme.bsky.social/post/', 'https://bsky.app/starter-pack/acme/3k'],
  ],
  [
    'mastodon acme@mastodon.social',
    'no-post',
    ['https://mastodon.social/@acme/abc', 'https://mastodon.social/users/acme'],
  ],
  ['blog https://acme.example', 'compose', ['https://acme.example/wp-login.php?redirect_to=x']],
  [
    'blog https://acme.example',
    'no-post',
    [
      'https://acme.example/category/news/',
      'https://acme.example/tag/looms',
      'https://acme.example/about/',
      'https://acme.example/archive?sort=new',
      'https://acme.example/contact-us',
      'https://acme.example/author/jane/',
      'https://acme.example/page/2/',
      'https://acme.example/feed/',
      'https://acme.example/rss.xml',
      'https://acme.example/search/label/looms',
      'https://acme.example/?s=looms',
    ],
  ],
  [
    'blog https://acme.example/blog',
    'no-post',
    ['https://acme.example/blog/tag/looms', 'https://acme.example/blog/page/2'],
  ],
  [
    'blog https://acme.example',
    'post',
    [
      'https://acme.example/pages-of-cloth',
      'https://acme.example/news/tag-and-label',
      'https://acme.example/archives/123',
    ],
  ],
]

const each = rows.flatMap(([account, is, addresses]) => addresses.map((address) => [account, is, address]))

describe('what is given as the proof of a post, on each network', () => {
  it.each(each)('for %s is known for what it is, %s: %s', (account = '', is = '', address = '') => {
    const [network = '', handle = ''] = account.split(' ')

    expect(judgeAddress(address, { network, handle }).kind).toBe(is)
  })
})
