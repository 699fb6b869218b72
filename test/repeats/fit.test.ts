import { describe, expect, it } from 'vitest'
import { limits } from '#adapters/discord/limits.ts'
import { renderForm as discordForm } from '#adapters/discord/modal.ts'
import { renderCard as discordCard } from '#adapters/discord/render.ts'
import { renderForm as slackForm } from '#adapters/slack/modal.ts'
import { detailsCard } from '#src/features/details.ts'
import { renderCard as slackCard } from '#adapters/slack/render.ts'
import { checkBlocks, checkView } from '#sandbox/slack/blocks.ts'
import { languages, type Language } from '#src/kernel/person.ts'
import { pageSize, repeatCard, repeatsCard, type RepeatView } from '#src/features/repeats/cards.ts'
import { repeatForm } from '#src/features/repeats/forms.ts'
import { newsCard } from '#src/features/repeats/news.ts'
import { stops, type Repeat, type RepeatNews } from '#src/features/repeats/repeat.ts'
import { assistantCard, requesterCard } from '#src/features/tasks/cards.ts'
import { longestItem, mostItems } from '#src/features/tasks/checklist.ts'
import { longestBrief } from '#src/features/tasks/task.ts'
import { templateCard, templatesCard } from '#src/features/templates/cards.ts'
import { questionsForm, templateForm, templateMoreForm } from '#src/features/templates/forms.ts'
import { longestName, longestQuestion, mostQuestions } from '#src/features/templates/template.ts'
import { nextOccurrences } from '#src/time/rhythm.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Form, FormContext } from '#src/kernel/form.ts'
import { readerFor } from '#src/words/reader.ts'
import { wordsIn } from '#src/words/words.ts'
import { problemsWith } from '#test/adapters/discord/published.ts'
import { readCard } from '#test/read.ts'
import { asha, carol, maya, now, taskIn, viewOf } from '#test/tasks/cast.ts'
import { aRepeat, aRhythm, aTemplate } from './cast.ts'

/** Of what people write, the longest once escaped. */
const long = (characters: number) => 'Send & check <every> *report* '.repeat(1000).slice(0, characters)
const name = long(80)

const rhythm = aRhythm(
  { unit: 'week', on: [1, 2, 3, 4, 6, 7] },
  {
    every: 3,
    times: ['07:00', '09:15', '11:30', '13:45', '16:00', '18:15'],
    zone: 'Australia/Lord_Howe',
    until: '2027-12-31',
    count: 100,
  },
)
const on = aRepeat({
  ...{ brief: long(longestBrief), rhythm, first: '2026-03-06', left: 100, due: long(100), priority: 'urgent' },
  checklist: Array.from({ length: mostItems }, () => long(longestItem)),
})
const all: Repeat[] = [
  on,
  { ...on, state: 'paused', why: 'by-hand', next: null },
  ...stops.map((why): Repeat => ({ ...on, state: 'ended', why, next: null })),
]
const next = nextOccurrences(rhythm, '2026-03-06', 'Asia/Kolkata', now, 3)
const viewOfRepeat = (repeat: Repeat): RepeatView => ({ repeat, client: name, owner: carol, assistant: name, next })

const template = aTemplate({
  ...{ name: long(longestName), brief: long(longestBrief), due: long(100), priority: 'urgent' },
  checklist: Array.from({ length: mostItems }, () => long(longestItem)),
  questions: Array.from({ length: mostQuestions }, () => long(longestQuestion)),
})
const viewOfTemplate = { template, client: name, assistant: name }

const at = now.toString()
const news: RepeatNews[] = [
  { about: 'refused', at, reason: { code: 'not-an-assistant', name }, paused: true },
  { about: 'passed-on', at, task: 4242, reason: { code: 'not-an-assistant', name } },
  { about: 'missed', at, count: 99 },
  { about: 'over' },
  ...stops.map((why): RepeatNews => ({ about: 'stopped', why })),
]

const items = Array.from({ length: mostItems }, (_, index) => ({
  place: index + 1,
  text: long(longestItem),
  done: index % 3 === 0,
}))

function cardsIn(language: Language): [string, Card][] {
  const reader = readerFor({ language, zone: 'Asia/Kolkata' }, now)
  const task = taskIn('in-progress', { brief: long(longestBrief) })
  const view = viewOf(task, { checklist: items })
  return [
    ...all.map((repeat): [string, Card] => [
      `a repeat, ${repeat.state}`,
      repeatCard(viewOfRepeat(repeat), carol, reader),
    ]),
    [
      'what repeats',
      repeatsCard(
        Array.from({ length: 30 }, (_, number) => viewOfRepeat({ ...on, number })),
        2,
        'x'.repeat(36),
        reader,
      ),
    ],
    ...news.map((what): [string, Card] => [what.about, newsCard(on, what, long(300), reader)]),
    ['a template', templateCard(viewOfTemplate, maya, reader)],
    [
      'templates',
      templatesCard(
        Array.from({ length: 30 }, (_, number) => ({ ...viewOfTemplate, template: { ...template, number } })),
        2,
        'x'.repeat(36),
        reader,
      ),
    ],
    ['a checklist for its assistant', assistantCard(view, asha, reader)],
    ['a checklist for its requester', requesterCard(view, carol, reader)],
  ]
}

function formsIn(language: Language): Form[] {
  const options = Array.from({ length: 150 }, (_, index) => ({ value: `id-${index}`, label: `${index} ${name}` }))
  const duties = Array.from({ length: 120 }, (_, index) => `duty-${index}`)
  const context: FormContext = { words: wordsIn(language), duties, clients: options, assistants: options, values: {} }
  const short = { ...template, brief: long(3_000) }
  return [
    repeatForm(on, context),
    repeatForm({ ...on, brief: long(3_000) }, context),
    templateForm('template', '7', short, context),
    templateForm('save-template', '42', template, context),
    templateMoreForm(template, true, context),
    questionsForm('discord~1140000000000000012', template, context),
  ]
}

describe.each(languages)('the longest of what repeats and of templates, in the language %s', (language) => {
  it.each(cardsIn(language))('fits, as a card, into what both platforms take, with all its buttons: %s', (_, card) => {
    const buttons = [...(card.buttons ?? []), ...(card.list ?? []).flatMap(({ button }) => button ?? [])].length
    const slack = slackCard(card)
    const discord = discordCard(card)
    const drawn = JSON.stringify(discord)

    expect(checkBlocks(slack.blocks)).toMatchObject({ ok: true })
    expect(problemsWith(discord, 'MessageCreateRequestSchema')).toBe('')
    expect(JSON.stringify(slack.blocks).match(/"type":"button"/gu) ?? []).toHaveLength(buttons)
    expect(drawn.match(/"custom_id"/gu) ?? []).toHaveLength(buttons)
    expect(drawn.match(/"content":"(?:[^"\\]|\\.)*"/gu)?.join('').length ?? 0).toBeLessThan(limits.text + 1_000)
  })

  it('is worded whole where it is no longer than people write', () => {
    const reader = readerFor({ language, zone: 'Asia/Kolkata' }, now)
    const repeat = aRepeat({ due: '5pm', left: 3, rhythm: aRhythm({ unit: 'month', on: { dates: [31] } }) })
    const card = repeatCard({ ...viewOfRepeat(repeat), client: 'Acme Textiles', assistant: 'Asha' }, carol, reader)
    const { repeats } = reader.words

    const cards = [card, detailsCard('repeat', reader.words)]
    const drawn = [
      JSON.stringify(cards.map((each) => slackCard(each))),
      JSON.stringify(cards.map((each) => discordCard(each))),
    ]

    for (const text of drawn)
      for (const part of [repeats.clocks, repeats.down, repeats.shortMonth]) expect(text).toContain(part)
    expect(readCard(card)).not.toMatch(/undefined|null/u)
  })

  it.each(formsIn(language).map((form) => [`${form.name} ${form.fields.length}`, form] as const))(
    'fits, as a form, into what both platforms take, and no field is lost: %s',
    (_, form) => {
      const view = slackForm(form, {
        channel: 'C0ACME',
        url: `https://hooks.slack.com/${'x'.repeat(100)}`,
        source: 'own',
      })
      const modal = discordForm(form)

      expect(checkView(view)).toMatchObject({ ok: true })
      expect(form.fields.length).toBeLessThanOrEqual(limits.modalFields)
      for (const { name: field } of form.fields) expect(JSON.stringify(modal)).toContain(`"custom_id":"${field}"`)
      for (const words of [form.title, form.submit]) expect(words.length).toBeLessThanOrEqual(24)
      for (const field of form.fields.filter(() => form.name !== 'from-template')) {
        expect(field.label.length).toBeLessThanOrEqual(45)
        expect((field.hint ?? '').length).toBeLessThanOrEqual(100)
      }
      expect(modal.custom_id.length).toBeLessThanOrEqual(limits.customId)
    },
  )

  it('leaves out of a form a brief that it could not hold, so that none is cut', () => {
    const fields = (form: Form | undefined) => form?.fields.map((field) => field.name)

    expect(fields(formsIn(language)[0])).toEqual(['every', 'due', 'duty', 'assistant'])
    expect(fields(formsIn(language)[1])).toEqual(['every', 'what', 'due', 'duty', 'assistant'])
    expect(fields(formsIn(language)[3])).toEqual(['name', 'checklist', 'questions', 'assistant'])
  })
})

describe('a page of what repeats', () => {
  const reader = readerFor({ language: 'en', zone: 'Asia/Kolkata' }, now)
  const many = Array.from({ length: pageSize + 1 }, (_, index) => viewOfRepeat({ ...on, number: index + 1 }))

  it('has the others one press away', () => {
    const [first, last] = [repeatsCard(many, 1, '', reader), repeatsCard(many, 9, '', reader)]

    expect([first.list?.length, last.list?.length]).toEqual([pageSize, 1])
    expect(first.buttons?.map(({ label }) => label)).toEqual(['Next page'])
    expect(last.buttons?.map(({ label }) => label)).toEqual(['Previous page'])
  })
})
