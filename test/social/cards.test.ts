import { describe, expect, it } from 'vitest'
import { renderForm as renderDiscordForm } from '#adapters/discord/modal.ts'
import { limits as discordLimits } from '#adapters/discord/limits.ts'
import { renderCard as renderInDiscord } from '#adapters/discord/render.ts'
import { renderForm as renderSlackForm } from '#adapters/slack/modal.ts'
import { renderCard as renderInSlack } from '#adapters/slack/render.ts'
import { checkBlocks, checkView } from '#sandbox/slack/blocks.ts'
import { languages } from '#src/kernel/person.ts'
import { accountsCard, slotCard } from '#src/features/social/accounts-card.ts'
import { calendarCard, periodAround } from '#src/features/social/calendar.ts'
import { pagesOf, postCard, roomCard, textCard } from '#src/features/social/cards.ts'
import { againCard, dueCard, overdueCard } from '#src/features/social/due-cards.ts'
import { socialForm, socialForms } from '#src/features/social/forms.ts'
import { filesCard } from '#src/features/social/media.ts'
import { emptySlotCard, newsCard, toApproveCard } from '#src/features/social/notices.ts'
import { isKept, longestLink, longestPost, mostMedia, postStatuses } from '#src/features/social/post.ts'
import type { Due, Media, Post } from '#src/features/social/post.ts'
import { fileLine } from '#src/features/files/file.ts'
import { reportCard } from '#src/features/social/report.ts'
import type { PostView } from '#src/features/social/view.ts'
import { weekCard } from '#src/features/social/week.ts'
import { digestCard } from '#src/features/digests/cards.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import { wordsIn } from '#src/words/words.ts'
import { newId } from '#test/db/rows.ts'
import { readCard } from '#test/read.ts'
import { problemsWith } from '#test/adapters/discord/published.ts'
import { asha, at, carol, maya, now } from '#test/tasks/cast.ts'
import { aContent, aPostContext, friday, instagram, postIn, viewOfPost } from './cast.ts'

/** Of what people write, the longest once escaped. */
const long = (characters: number) => 'Sell & show <every> *loom* 😀 '.repeat(1000).slice(0, characters).toWellFormed()
const name = long(80)
const account = { ...instagram, handle: 'x'.repeat(80) }
const media = Array.from({ length: mostMedia }, (_, index): Media =>
  index % 2 === 0
    ? { name: long(100), url: `https://acme.example/${'x'.repeat(longestLink - 30)}${index}` }
    : { name: long(100), file: newId(), type: 'image/png', size: 4_000_000, sha: 's'.repeat(43) },
)
const content = aContent(long(longestPost - longestLink - 10), {
  link: `https://acme.example/${'y'.repeat(longestLink - 21)}`,
  media,
  hash: 'h'.repeat(43),
})

function longest(status: Post['status']): PostView {
  const post = postIn(status)
  const comment = { by: 'carol', text: long(1000), at: now }
  const posted = post.posted && { ...post.posted, url: `https://www.instagram.com/p/${'x'.repeat(900)}` }
  return viewOfPost(Object.assign({}, post, { content, comment }, posted && { posted }), {
    account,
    client: name,
    zone: 'America/New_York',
    nameOf: () => name,
  })
}

const context = aPostContext({ account })

/** How many stand on a message that carries no files. */
const buttonsOf = ({ buttons = [], filesButton }: Card) => buttons.length + (filesButton ? 1 : 0)

function cardsFor(language: 'en' | 'hi'): [string, Card][] {
  const reader = readerFor({ language, zone: 'Asia/Kolkata' }, now)
  const all = postStatuses.map(longest)
  const [view] = all
  if (!view) throw new Error('no status')
  const many = Array.from({ length: 120 }, (_, index) =>
    viewOfPost(Object.assign({}, longest('approved').post, { at: friday.add({ hours: index }) }), {
      account,
      client: name,
    }),
  )
  const gaps = many.map(({ post }) => ({ at: post.at ?? friday, account }))
  const calendar = { client: { id: 'acme', name, zone: 'Asia/Kolkata' }, posts: many, gaps, ideas: many, accounts: 3 }
  const slot = { id: 'slot', account: account.id, times: ['09:00'], days: [1, 3, 5] }
  const week = {
    client: { id: 'acme', name },
    from: Temporal.PlainDate.from('2026-03-02'),
    waiting: many,
    judges: true,
    seal: 'x'.repeat(22),
    planned: 120,
  }
  return [
    ...all.flatMap((each): [string, Card][] => [
      ...[asha, carol, maya].map((person): [string, Card] => [
        `${each.post.status} for ${person.id}`,
        postCard(each, person, context, reader),
      ]),
      [`due ${each.post.status}`, dueCard(each, reader, 'asha')],
      [`nobody ${each.post.status}`, dueCard(each, reader, null)],
      [`again ${each.post.status}`, againCard(each, reader)],
      [`overdue ${each.post.status}`, overdueCard(each, reader)],
      [`room ${each.post.status}`, roomCard(each, { ...reader, shared: true })],
      [`files ${each.post.status}`, filesCard(each, [], reader)],
      [`approve ${each.post.status}`, toApproveCard(each, content.hash, carol, context, reader)],
      [`text ${each.post.status}`, textCard(each, 1, reader)],
      [`last text ${each.post.status}`, textCard(each, 99, reader)],
      [`missed ${each.post.status}`, newsCard(each, { what: 'missed' }, reader)],
      [`returned ${each.post.status}`, newsCard(each, { what: 'returned', by: 'carol', text: long(1000) }, reader)],
    ]),
    [
      'a week',
      calendarCard(
        { ...calendar, period: periodAround('week', friday.toZonedDateTimeISO('Asia/Kolkata').toPlainDate()) },
        reader,
      ),
    ],
    [
      'a month',
      calendarCard(
        { ...calendar, period: periodAround('month', friday.toZonedDateTimeISO('Asia/Kolkata').toPlainDate()) },
        reader,
      ),
    ],
    ['to approve', weekCard(week, reader)],
    [
      'an empty slot',
      emptySlotCard(
        { slot: '0'.repeat(36), at: friday, account, client: name, zone: 'America/New_York' },
        { filled: false, room: false },
        reader,
      ),
    ],
    ['a slot', slotCard(slot, account, 'Asia/Kolkata', reader)],
    [
      'accounts',
      accountsCard(
        {
          client: { name, zone: 'Asia/Kolkata' },
          approvals: 'required',
          manages: true,
          accounts: Array.from({ length: 30 }, (_, index) => ({
            account: { ...account, id: String(index) },
            slots: [{ ...slot, id: `slot-${index}` }],
          })),
        },
        reader,
      ),
    ],
    [
      'a report',
      reportCard({ client: name, range: name, posts: many.map(({ post }) => post), accounts: [account] }, reader),
    ],
    [
      'a digest',
      digestCard({ sections: [], load: null, response: null, social: { weeks: [week], today: many } }, carol, reader, {
        since: now,
        again: true,
      }),
    ],
  ]
}

describe.each(languages)('the longest that there can be of a post, in the language %s', (language) => {
  const all = cardsFor(language)

  it('fits into what Slack takes, and has all its buttons', () => {
    const wrong = all.flatMap(([what, card]) => {
      const { blocks, text } = renderInSlack(card)
      const checked = checkBlocks(blocks)
      const shown = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
      const problems = checked.ok ? [] : checked.errors
      if (text.length > 4_000) problems.push('the text is too long')
      if (shown.length !== buttonsOf(card)) problems.push('buttons are lost')
      return problems.map((problem) => `${what}: ${problem}`)
    })

    expect(wrong).toEqual([])
  })

  it('fits into what Discord takes, and has all its buttons', () => {
    const wrong = all.flatMap(([what, card]) => {
      const message = renderInDiscord(card)
      const { components } = message
      const [container] = components
      const parts = container?.components ?? []
      const text = parts.reduce((sum, part) => sum + textIn(part), 0)
      const shown = parts.reduce(
        (sum, part) => sum + ('components' in part && part.type === 1 ? part.components.length : 0),
        0,
      )
      const problem = problemsWith(message, 'MessageCreateRequestSchema')
      return [
        ...(problem ? [problem] : []),
        ...(text > discordLimits.text ? [`${text} characters`] : []),
        ...(shown !== buttonsOf(card) ? ['buttons are lost'] : []),
      ].map((each) => `${what}: ${each}`)
    })

    expect(wrong).toEqual([])
  })

  it('loses nothing of the text that is to be copied, on either platform', () => {
    const reader = readerFor({ language, zone: 'Asia/Kolkata' }, now)
    const view = longest('due')
    const text = `${content.text}\n\n${content.link ?? ''}`
    const pages = pagesOf(text)

    const cards = pages.map((_, index) => textCard(view, index + 1, reader))

    expect(cards.map(({ code }) => code).join('')).toBe(text)
    expect(dueCard(view, reader, 'asha').code).toBe(pages[0])
    for (const card of cards) {
      expect(JSON.stringify(renderInSlack(card).blocks)).toContain(JSON.stringify(card.code).slice(1, -1))
      expect(JSON.stringify(renderInDiscord(card).components)).toContain(JSON.stringify(card.code).slice(1, -1))
    }
  })

  it('fits, as a form, into what both take', () => {
    const options = Array.from({ length: 60 }, (_, index) => ({
      value: `instagram:${index}`,
      label: `${index} ${name}`,
    }))
    const values = {
      text: content.text,
      link: content.link ?? '',
      media: media.map((one) => (isKept(one) ? fileLine({ id: one.file, name: one.name }) : one.url)).join('\n'),
      account: 'instagram:40',
    }

    for (const form of socialForms) {
      const drawn = socialForm(form, '7', {
        words: wordsIn(language),
        clients: options,
        accounts: options,
        values,
        intro: long(600),
      })
      const view = renderSlackForm(drawn, {
        channel: 'C0ACME',
        url: `https://hooks.slack.com/${'x'.repeat(100)}`,
        source: 'own',
      })
      expect(checkView(view)).toMatchObject({ ok: true })
      const inDiscord = renderDiscordForm(drawn)
      const shown = inDiscord.components.flatMap((part) =>
        'component' in part && 'custom_id' in part.component ? part.component.custom_id : [],
      )
      expect(inDiscord.components.length).toBeLessThanOrEqual(discordLimits.modalFields)
      expect(shown).toEqual(
        expect.arrayContaining(drawn.fields.filter((field) => field.required).map((field) => field.name)),
      )
      expect(
        drawn.fields.filter(
          ({ label, hint = '' }) => label.length > discordLimits.fieldLabel || hint.length > discordLimits.fieldHint,
        ),
      ).toEqual([])
      expect(renderDiscordForm(drawn).title.length).toBeLessThanOrEqual(discordLimits.modalTitle)
    }
  })
})

function textIn(part: object): number {
  if ('content' in part && typeof part.content === 'string') return part.content.length
  const inner = 'components' in part && Array.isArray(part.components) ? part.components : []
  return inner.reduce<number>((sum, each: object) => sum + textIn(each), 0)
}

describe('a post on a card', () => {
  const reader = readerFor({ language: 'en', zone: 'America/New_York' }, now)

  it('says when it is to be posted in the reader’s time, and in the client’s', () => {
    const card = readCard(postCard(viewOfPost(postIn('approved')), carol, aPostContext(), reader))

    expect(card).toMatch(/When: Thu 5 Mar, 10:30 pm \(New York\)/u)
    expect(card).toMatch(/Client’s time: Fri 6 Mar, 9:00 am \(Kolkata\)/u)
  })

  it('asks to be posted with its text to copy, its media, the network’s own page and the button that says it is done', () => {
    const post = Object.assign({}, postIn('due'), {
      content: aContent('Looms', {
        link: 'https://acme.example',
        media: [
          { name: 'loom.jpg', url: 'https://acme.example/loom.jpg' },
          { name: 'cloth.png', file: 'file-1', type: 'image/png', size: 2_100_000, sha: 'sha-1' },
        ],
      }),
    })
    const card = dueCard(viewOfPost(post), reader, 'asha')
    const again = againCard(viewOfPost(post), reader)

    expect(card.code).toBe('Looms\n\nhttps://acme.example')
    expect(card.body).toBe('Media:\nloom.jpg: https://acme.example/loom.jpg\n📎 cloth.png (2.1 MB)')
    expect(card.files).toEqual([
      { agency: 'banyan', id: 'file-1', name: 'cloth.png', type: 'image/png', size: 2_100_000 },
    ])
    expect(readCard(again)).toMatch(/\[Get the file\]/u)
    expect(again.files).toBeUndefined()
    expect(card.buttons).toContainEqual({ label: 'Open Instagram', url: 'https://www.instagram.com/' })
    expect(card.buttons).toContainEqual(
      expect.objectContaining({ action: { press: 'open', subject: '7', detail: 'social-posted' } }),
    )
  })

  it('says who is told next when it is not posted, and not who has been told already', () => {
    const post = postIn('due')
    if (post.status !== 'due') throw new Error(post.status)
    const after = (due: Partial<Due>) => viewOfPost({ ...post, due: { ...post.due, ...due } })

    expect(dueCard(after({}), reader, 'asha').note).toMatch(/your backup and a manager are told at 11:30 pm/u)
    expect(dueCard(after({ backup: 'jun', escalated: true }), reader, 'jun').note).toBe(
      'Copy the text, post it, then press “Posted”. It counts as missed at 1:30 am.',
    )
    expect(dueCard(after({ keeper: null, backup: null }), reader, null).note).toMatch(/^Find somebody to post it/u)
  })

  it('asks nothing any more in an older message once it was missed, and in the news of it has what helps', () => {
    const view = viewOfPost(postIn('missed'))
    const news = newsCard(view, { what: 'missed' }, reader)

    expect(readCard(againCard(view, reader))).not.toMatch(/Posted/u)
    expect((news.buttons ?? []).map(({ label }) => label)).toEqual(['Posted', 'Move', 'Show'])
  })

  it('is sent back by who may judge it, and not to themselves', () => {
    const moves = (author: string) => {
      const { buttons } = postCard(viewOfPost({ ...postIn('approval'), author }), carol, aPostContext(), reader)
      return (buttons ?? []).map(({ label }) => label)
    }

    expect(moves('asha')).toEqual(['Approve', 'Send back', 'Edit', 'Move', 'Cancel post'])
    expect(moves('carol')).toEqual(['Approve', 'Edit', 'Move', 'Cancel post'])
  })

  it('asks for nothing any more once it is posted', () => {
    const cards = [
      dueCard(viewOfPost(postIn('posted')), reader, 'asha'),
      againCard(viewOfPost(postIn('posted')), reader),
      overdueCard(viewOfPost(postIn('posted')), reader),
    ]

    expect(cards.flatMap(({ buttons }) => buttons)).toEqual([])
  })

  it('shows others in a room which account and whose move, and not its words', () => {
    const room = readCard(roomCard(viewOfPost(postIn('due')), { ...reader, shared: true }))

    expect(room).toMatch(/P7 · Instagram @acme/u)
    expect(room).not.toMatch(/looms/u)
  })
})

describe('a report', () => {
  it('counts what was on time, late, missed and still to come, and leaves out ideas', () => {
    const posted = (minutes: number): Post =>
      Object.assign({}, postIn('posted'), {
        posted: { url: 'https://x.com/1', at: friday.add({ minutes }), by: 'asha' },
      })
    const posts = [
      posted(5),
      posted(60),
      posted(90),
      postIn('missed'),
      postIn('draft'),
      postIn('cancelled'),
      postIn('idea'),
    ]

    const card = readCard(
      reportCard(
        { client: 'Acme', range: 'March', posts, accounts: [instagram] },
        readerFor({ language: 'en', zone: 'UTC' }, at('10:00')),
      ),
    )

    expect(card).toMatch(
      /Planned: 5\nPosted within the hour: 2\nPosted later: 1\nMissed: 1\nStill to come: 1\nCancelled: 1\nTypical delay: 1 h/u,
    )
  })
})
