import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PostCommand } from '#src/features/social/command.ts'
import { decide, postMovesOf } from '#src/features/social/decide.ts'
import { evolve, replay } from '#src/features/social/evolve.ts'
import { dueCommand, nextLook } from '#src/features/social/look.ts'
import { isPostAddress } from '#src/features/social/network.ts'
import {
  approvalModes,
  longestPost,
  mayGoOut,
  postStatuses,
  type Post,
  type PostEvent,
} from '#src/features/social/post.ts'
import { readPost, writePost } from '#src/features/social/row.ts'
import { asha, carol, dan, everyone, jun, maya, nobody, now, wen } from '#test/tasks/cast.ts'
import { aContent, aPostContext, drafting, friday, instagram, play, postIn } from './cast.ts'

const reasonOf = (post: Post | null, command: PostCommand, by = asha, at = now, context = aPostContext()) => {
  const decision = decide(post, command, by, at, context)
  return decision.ok ? null : decision.reason.code
}

describe('drafting a post', () => {
  it('is for members of the client, for managers, and for those who serve it', () => {
    const able = everyone.filter((by) => decide(null, drafting(), by, now, aPostContext()).ok)

    expect(able.map(({ id }) => id).toSorted()).toEqual(['asha', 'carol', 'cleo', 'jun', 'maya', 'olga'])
  })

  it('with a time is a draft, without one an idea, and ready at once where nobody is asked', () => {
    expect(postIn('draft')).toMatchObject({ status: 'draft', at: friday, number: 7, version: 1 })
    expect(postIn('idea')).toMatchObject({ status: 'idea', at: null })
    expect(play([[asha, drafting()]], aPostContext({ approvals: 'off' })).post).toMatchObject({
      status: 'approved',
      approval: { by: null },
    })
  })

  it.each([
    ['no words', { content: aContent('  ') }, 'post-empty'],
    ['too many words', { content: aContent('x'.repeat(longestPost + 1)) }, 'text-too-long'],
    ['a link that is none', { content: aContent('Looms', { link: 'acme.example' }) }, 'link-not-understood'],
    [
      'media without a lock',
      { content: aContent('Looms', { media: [{ name: 'a', url: 'http://acme.example/a' }] }) },
      'link-not-understood',
    ],
    [
      'eleven media',
      {
        content: aContent('Looms', {
          media: Array.from({ length: 11 }, () => ({ name: 'a', url: 'https://acme.example/a' })),
        }),
      },
      'too-many-media',
    ],
    ['a time that is over', { planned: now }, 'time-past'],
  ])('is refused with %s', (_, changes, code) => {
    expect(reasonOf(null, drafting(changes))).toBe(code)
  })
})

describe('approving a post', () => {
  it('is tied to just the content that was seen', () => {
    const { post } = play([
      [asha, drafting()],
      [asha, { type: 'ask' }],
    ])

    expect(reasonOf(post, { type: 'approve', hash: aContent('Else').hash }, carol)).toBe('post-changed')
    expect(reasonOf(post, { type: 'approve', hash: aContent().hash }, carol)).toBeNull()
  })

  it('is not for who wrote it, nor for another client', () => {
    const approve: PostCommand = { type: 'approve', hash: aContent().hash }

    expect(reasonOf(postIn('approval'), approve, asha)).toBe('not-yours-to-do')
    expect(reasonOf(postIn('approval'), approve, dan)).toBe('no-such-post')
    expect(reasonOf(postIn('approval'), approve, maya)).toBeNull()
  })

  it.each([
    ['text', aContent('Else')],
    ['link', aContent('The looms have come', { link: 'https://acme.example' })],
    ['media', aContent('The looms have come', { media: [{ name: 'a', url: 'https://acme.example/a' }] })],
  ])('is taken back by an edit of its %s', (_, content) => {
    const { post } = play([
      [asha, drafting()],
      [carol, { type: 'approve', hash: aContent().hash }],
      [asha, { type: 'edit', content }],
    ])

    expect(post).toMatchObject({ status: 'draft', approval: null, content })
  })

  it('stays when nothing is changed, and when it is moved', () => {
    const approved = postIn('approved')
    const same = decide(approved, { type: 'edit', content: aContent() }, asha, now, aPostContext())
    const { post } = play([
      [asha, drafting()],
      [carol, { type: 'approve', hash: aContent().hash }],
      [asha, { type: 'move', planned: friday.add({ hours: 2 }), said: '' }],
    ])

    expect(same).toEqual({ ok: true, events: [] })
    expect(post).toMatchObject({ status: 'approved', approval: { by: 'carol' }, at: friday.add({ hours: 2 }) })
  })

  it('is taken back by a comment, until what was wanted is changed', () => {
    const sent = play([
      [asha, drafting()],
      [carol, { type: 'approve', hash: aContent().hash }],
      [carol, { type: 'return', comment: 'Name the colour' }],
    ])
    const edited = decide(sent.post, { type: 'edit', content: aContent('Red looms') }, asha, now, aPostContext())

    expect(sent.post).toMatchObject({ status: 'draft', comment: { by: 'carol', text: 'Name the colour' } })
    expect(edited.ok && edited.events.reduce<Post>(evolve, sent.post).comment).toBeNull()
  })

  it('a comment says what is wanted', () => {
    expect(reasonOf(postIn('approval'), { type: 'return', comment: ' ' }, carol)).toBe('reason-needed')
  })
})

describe('going out', () => {
  it.each([
    ['required', 'draft', false],
    ['required', 'approval', false],
    ['required', 'approved', true],
    ['optional', 'draft', true],
    ['optional', 'approval', true],
    ['optional', 'approved', true],
  ] as const)('where approvals are %s: %s %s', (approvals, status, may) => {
    expect(mayGoOut(postIn(status), approvals)).toBe(may)
  })

  it('is not for what was approved while nobody was asked, once the client is asked again', () => {
    const { post } = play([[asha, drafting()]], aPostContext({ approvals: 'off' }))
    const heeded = decide(post, { type: 'heed' }, carol, now, aPostContext({ approvals: 'required' }))

    expect(mayGoOut(post, 'required')).toBe(false)
    expect(heeded.ok && heeded.events.reduce<Post>(evolve, post)).toMatchObject({ status: 'draft', approval: null })
  })

  it('is confirmed with an address of its network alone', () => {
    expect(reasonOf(postIn('due'), { type: 'confirm', url: 'https://x.com/acme/status/1' }, asha, friday)).toBe(
      'post-address-wrong',
    )
    expect(
      reasonOf(postIn('due'), { type: 'confirm', url: 'https://www.instagram.com/p/abc/' }, jun, friday),
    ).toBeNull()
    expect(reasonOf(postIn('posted'), { type: 'confirm', url: 'https://www.instagram.com/p/abc/' }, asha, friday)).toBe(
      'post-not-now',
    )
  })

  it('after it was missed is still confirmed, or moved', () => {
    expect(
      reasonOf(
        postIn('missed'),
        { type: 'confirm', url: 'https://www.instagram.com/p/abc/' },
        asha,
        friday.add({ hours: 5 }),
      ),
    ).toBeNull()
    expect(
      reasonOf(
        postIn('missed'),
        { type: 'move', planned: friday.add({ hours: 30 }), said: '' },
        asha,
        friday.add({ hours: 5 }),
      ),
    ).toBeNull()
  })
})

describe('a card', () => {
  it.each(postStatuses)('offers just what is granted, to everyone: %s', (status) => {
    const post = postIn(status)
    const context = aPostContext()
    const commands = commandsFor(post)

    for (const by of everyone) {
      const granted = commands.filter((command) => decide(post, command, by, now, context).ok).map(({ type }) => type)
      const offered: string[] = postMovesOf(post, by, context)
      expect({ by: by.id, moves: offered.toSorted() }).toEqual({ by: by.id, moves: granted.toSorted() })
    }
  })

  it('offers nothing to one without a role', () => {
    expect(postStatuses.flatMap((status) => postMovesOf(postIn(status), nobody, aPostContext()))).toEqual([])
  })
})

/** What each move says when somebody means it, of a post as it stands. */
function commandsFor(post: Post): PostCommand[] {
  return [
    { type: 'confirm', url: 'https://www.instagram.com/p/abc/' },
    { type: 'approve', hash: post.content.hash },
    { type: 'return', comment: 'Name the colour' },
    { type: 'ask' },
    { type: 'edit', content: aContent('Else') },
    { type: 'move', planned: friday.add({ hours: 48 }), said: '' },
    { type: 'snooze', until: friday.add({ hours: 1 }) },
    { type: 'cancel', reason: '' },
  ]
}

describe('whatever people and time do with a post', () => {
  const texts = ['One', 'Two', 'Three'].map((text) => aContent(text))
  const people = [asha, jun, wen, carol, dan, maya, nobody]
  const deed = fc.record({
    by: fc.constantFrom(...people),
    minutes: fc.integer({ min: 0, max: 900 }),
    command: fc.oneof(
      fc.constantFrom(...texts).map((content): PostCommand => ({ type: 'edit', content })),
      fc.constantFrom(...texts).map(({ hash }): PostCommand => ({ type: 'approve', hash })),
      fc
        .integer({ min: -100, max: 3_000 })
        .map((minutes): PostCommand => ({ type: 'move', planned: now.add({ minutes }), said: '' })),
      fc.constantFrom<PostCommand>(
        { type: 'ask' },
        { type: 'heed' },
        { type: 'cancel', reason: '' },
        { type: 'return', comment: 'No' },
      ),
      fc.constantFrom<PostCommand>(
        { type: 'confirm', url: 'https://www.instagram.com/p/abc/' },
        { type: 'confirm', url: 'https://x.com/a/1' },
      ),
      fc.integer({ min: 1, max: 600 }).map((minutes): PostCommand => ({ type: 'snooze', until: now.add({ minutes }) })),
    ),
    mode: fc.constantFrom(...approvalModes),
  })

  it('is approved only as it stands, goes out only as its client wants, and is what its history says', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), fc.constantFrom(...approvalModes), (deeds, firstMode) => {
        let moment = now
        let approvals = firstMode
        const begun = decide(
          null,
          drafting({ planned: now.add({ hours: 20 }) }),
          asha,
          moment,
          aPostContext({ approvals }),
        )
        if (!begun.ok) throw new Error('a draft was refused')
        const events: PostEvent[] = [...begun.events]
        let post = replay(events)
        let approved: string | null = null

        const apply = (command: PostCommand, by: typeof asha | null) => {
          const decision = decide(post, command, by, moment, aPostContext({ approvals }))
          if (!decision.ok) return
          for (const event of decision.events) {
            if (event.type === 'post-came-due' && approvals === 'required') expect(post.approval?.by).toBeTruthy()
            if (event.type === 'post-confirmed') expect(isPostAddress(event.url, instagram)).toBe(true)
            events.push(event)
            post = evolve(post, event)
            if (event.type === 'approval-given') approved = event.hash
          }
        }

        for (const { by, minutes, command, mode } of deeds) {
          moment = moment.add({ minutes })
          for (let turn = dueCommand(post, approvals, moment); turn; turn = dueCommand(post, approvals, moment))
            apply(turn, null)
          const next = nextLook(post, approvals)
          expect(next === null || Temporal.Instant.compare(next, moment) > 0).toBe(true)
          apply(command, by)
          if (command.type === 'heed') {
            approvals = mode
            apply({ type: 'heed' }, carol)
          }
          if (post.approval?.by) expect(approved).toBe(post.content.hash)
          if (post.status === 'posted' || post.status === 'cancelled') expect(nextLook(post, approvals)).toBeNull()
        }

        expect(replay(events)).toEqual(post)
        expect(post.version).toBe(events.length)
        expect(readPost(stored(post))).toEqual(post)
      }),
      { numRuns: 300 },
    )
  })

  it('is a decision and never a throw, whatever is asked of whatever there is', () => {
    const clock: PostCommand[] = [
      { type: 'warn', stage: 'ahead' },
      { type: 'come-due' },
      { type: 'remind' },
      { type: 'escalate' },
      { type: 'miss' },
    ]
    for (const status of postStatuses) {
      const post = postIn(status)
      for (const by of [...people, null]) {
        for (const command of [...commandsFor(post), ...clock, drafting()]) {
          expect(() => decide(post, command, by, friday, aPostContext())).not.toThrow()
        }
      }
      for (const command of clock) expect(decide(post, command, maya, friday, aPostContext()).ok).toBe(false)
    }
  })
})

/** As the database hands a row over: what is kept as data has its moments as text. */
function stored(post: Post): Parameters<typeof readPost>[0] {
  const { approval, comment, due, posted, media, ...columns } = writePost(post)
  const data: unknown = JSON.parse(JSON.stringify({ approval, comment, due, posted, media }))
  return Object.assign({ approval, comment, due, posted, media, ...columns }, data)
}
