import { describe, expect, it } from 'vitest'
import * as discord from '#adapters/discord/render.ts'
import { limits as discordLimits } from '#adapters/discord/limits.ts'
import * as slack from '#adapters/slack/render.ts'
import { checkBlocks } from '#sandbox/slack/blocks.ts'
import { digestCard, sectionCard, weekCard } from '#src/features/digests/cards.ts'
import { lookedUpPerSection, sectionNames, sectionsFor, type Digest } from '#src/features/digests/digest.ts'
import { roomDigestCard, roomSections, roomWeekCard } from '#src/features/digests/room.ts'
import { is, languages, type Language, type Person } from '#src/kernel/person.ts'
import { reportCard } from '#src/features/reports/cards.ts'
import { spanOf, weekBefore, type Measure } from '#src/features/reports/report.ts'
import { pageSize } from '#src/features/tasks/list-card.ts'
import { longestTitle, statuses, type Task } from '#src/features/tasks/task.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import { problemsWith } from '#test/adapters/discord/published.ts'
import { postIn, viewOfPost } from '#test/social/cast.ts'
import { asha, carol, maya, now, taskIn } from '#test/tasks/cast.ts'

/** Of what people write, the longest once escaped, in the language and in signs. */
const long: Record<Language, (characters: number) => string> = {
  en: (characters) => 'Book *this* & <that> _now_ | '.repeat(100).slice(0, characters),
  hi: (characters) => 'पुणे की *उड़ान* बुक करें, कृपया '.repeat(100).slice(0, characters),
}

const speaking = (person: Person, language: Language): Person => ({ ...person, language })
const everything: Person = { ...carol, roles: ['owner', 'manager', 'client', 'assistant'], duties: ['travel'] }
const measure: Measure = {
  count: 12_345,
  median: 59 * 3_600_000 + 59 * 60_000,
  p90: 1999 * 3_600_000,
  met: 9_999,
  missed: 2_346,
}

/** Two hundred open tasks, of which as many as are looked up stand in each section, each another one. */
function fullDigest(person: Person, language: Language): Digest {
  const words = long[language]
  let number = 1_000_000
  const views = (count: number) =>
    Array.from({ length: count }, () => {
      number += 1
      const status = statuses[number % 7] ?? 'open'
      const task: Task = Object.assign({}, taskIn(status), { number, title: words(longestTitle) })
      return { task, client: words(80), nameOf: () => words(80), startsAt: null }
    })
  return {
    sections: sectionsFor(person).map((name) => ({ name, count: 200, views: views(lookedUpPerSection) })),
    load: {
      busiest: [1, 2, 3].map((inHand) => ({ name: words(80), inHand, capacity: 50 })),
      assistants: 9_999,
      free: 9_998,
    },
    response: { answers: measure, ends: measure },
    social: {
      weeks: is(person, 'client') ? ['acme', 'globex', 'initech', 'umbrella'].map((id) => weekOf(id, words)) : [],
      today: is(person, 'assistant') ? posts(10, words) : [],
    },
  }
}

const posts = (count: number, words: (characters: number) => string) =>
  Array.from({ length: count }, (_, number) =>
    viewOfPost({
      ...postIn('approval'),
      number: 10_000 + number,
      content: { ...postIn('approval').content, text: words(2_000) },
    }),
  )

function weekOf(id: string, words: (characters: number) => string) {
  return {
    ...{
      client: { id, name: words(80) },
      from: Temporal.PlainDate.from('2026-03-02'),
      judges: true,
      seal: 'x'.repeat(22),
    },
    ...{ waiting: posts(10, words), planned: 200 },
  }
}

const since = now.subtract({ hours: 24 })
const sent = { since, again: true }
const span = weekBefore('Asia/Kolkata', now)
const parts = span.cuts.slice(1).map(() => measure)

function cards(language: Language): [string, Card][] {
  const words = long[language]
  const people = [carol, asha, maya, everything].map((person) => speaking(person, language))
  const reader = readerFor(speaking(carol, language), now)
  const shared = readerFor(speaking(carol, language), now, true)
  const client = { id: 'acme', name: words(80), zone: null, language: null, reviewDays: null }
  const all = fullDigest(everything, language).sections
  const room = (names: readonly string[]) => ({
    sections: all.filter(({ name }) => names.includes(name)),
    counts: { inProgress: 123_456, waiting: 123_456, late: 123_456, finished: 123_456 },
  })
  const week = { answers: measure, ends: measure, parts }
  const month = spanOf('month', 'Asia/Kolkata', now)
  const lines = Array.from({ length: 30 }, () => ({ name: words(80), answers: measure, ends: measure }))
  const report = { span: month, total: week, lines, parts: month.cuts.slice(1).map(() => measure) }
  const query = { period: 'last-month', by: 'assistant', client: '0199d2f0-0000-7000-8000-000000000000' } as const
  return [
    ...people.map((person): [string, Card] => [
      `the digest of one who is ${person.roles.join(', ')}`,
      digestCard(fullDigest(person, language), person, readerFor(person, now), sent),
    ]),
    ...sectionNames.map((name): [string, Card] => {
      const views = all.flatMap((section) => section.views).slice(0, pageSize)
      return [`all of ${name}`, sectionCard({ name, views, count: 200, page: 2, since }, reader)]
    }),
    ['the week', weekCard(week, span, reader, sent)],
    ['the room', roomDigestCard(room(roomSections.agency), { agency: words(80), client: null }, shared)],
    ["the client's room", roomDigestCard(room(roomSections.client), { agency: words(80), client }, shared)],
    ['the week of a room', roomWeekCard(week, span, { agency: words(80), client: null }, shared)],
    ["the week of a client's room", roomWeekCard(week, span, { agency: words(80), client }, shared)],
    ['a report', reportCard({ report, query, about: words(160), page: 2 }, reader)],
  ]
}

/** What a renderer leaves out, it counts. */
const leftOut = /… \+\d/u

describe.each(languages)('with two hundred open tasks, in the language %s', (language) => {
  it.each(cards(language))('is one message on both platforms, with nothing left out: %s', (_, card) => {
    const inSlack = slack.renderCard(card)
    const inDiscord = discord.renderCard(card, { id: 7 })
    const buttons = [...(card.buttons ?? []), ...(card.list ?? []).flatMap(({ button }) => button ?? [])].length

    expect(checkBlocks(inSlack.blocks)).toMatchObject({ ok: true })
    expect(problemsWith(inDiscord, 'MessageCreateRequestSchema')).toBe('')
    expect(count(inDiscord.components)).toBeLessThanOrEqual(discordLimits.components)
    expect(JSON.stringify(inSlack.blocks)).not.toMatch(leftOut)
    expect(JSON.stringify(inDiscord.components)).not.toMatch(leftOut)
    expect(buttonsIn(inSlack.blocks)).toBe(buttons)
    expect(buttonsIn(inDiscord.components)).toBe(buttons)
  })

  it('has something to press beside what matters most, whoever reads it', () => {
    for (const person of [carol, asha, maya, everything]) {
      const { list = [] } = digestCard(
        fullDigest(person, language),
        speaking(person, language),
        readerFor(person, now),
        sent,
      )

      const pressed = list.flatMap(({ button }) => (button && 'action' in button ? [button.action.press] : []))
      expect(pressed.length).toBeGreaterThanOrEqual(3)
      expect(pressed.filter((press) => press !== 'week-approve').length).toBeGreaterThanOrEqual(2)
    }
  })
})

type Part = { components?: unknown; accessory?: unknown }
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null

function count(components: unknown): number {
  if (!Array.isArray(components)) return 0
  return components.reduce<number>(
    (sum, each: unknown) =>
      sum + 1 + (isPart(each) ? count(each.components) + count(each.accessory ? [each.accessory] : []) : 0),
    0,
  )
}

function buttonsIn(message: unknown): number {
  return JSON.stringify(message).match(/"(?:action_id|custom_id)":/gu)?.length ?? 0
}
