import { describe, expect, it } from 'vitest'
import { renderForm } from '#adapters/slack/modal.ts'
import { renderCard } from '#adapters/slack/render.ts'
import { checkBlocks, checkView } from '#sandbox/slack/blocks.ts'
import { commandNames, rootNames } from '#src/features/commands.ts'
import { helpCard } from '#src/features/help.ts'
import { peopleCard, profileCard } from '#src/features/people/cards.ts'
import { assignmentForm, profileForm } from '#src/features/people/forms.ts'
import { languages, type Language, type Person } from '#src/kernel/person.ts'
import { assistantCard, boardCard, offerCard, requesterCard, viewerCard } from '#src/features/tasks/cards.ts'
import { taskForm } from '#src/features/tasks/forms.ts'
import { listCard, pageSize } from '#src/features/tasks/list-card.ts'
import { noticeCard } from '#src/features/tasks/notices.ts'
import { longestBrief, longestTitle, statuses, type Task } from '#src/features/tasks/task.ts'
import type { TaskView } from '#src/features/tasks/view.ts'
import type { Notice } from '#src/features/telling/line.ts'
import type { Card } from '#src/kernel/card.ts'
import type { FormContext } from '#src/kernel/form.ts'
import { readerFor } from '#src/words/reader.ts'
import { wordsIn } from '#src/words/words.ts'
import { asha, carol, maya, now, taskIn } from '#test/tasks/cast.ts'
import { taskForms } from '#src/features/tasks/actions.ts'

/** Of what people write, the longest once escaped. */
const long = (characters: number) => 'Book & check <every> *flight* '.repeat(1000).slice(0, characters)
const name = long(80)

const longestTasks = statuses.map((status) => {
  const task: Task = taskIn(status, { title: long(longestTitle), brief: long(longestBrief) })
  const links = Array.from({ length: 10 }, (_, index) => `https://acme.example/${'x'.repeat(130)}${index}`)
  const result = task.result && { result: { ...task.result, text: long(3000), links } }
  const options = [1, 2, 3, 4].map((index) => `${index} ${long(90)}`)
  const question = task.question && { question: { ...task.question, text: long(1000), options } }
  return Object.assign({}, task, result, question)
})

const viewOf = (task: Task): TaskView => ({ task, client: name, nameOf: () => name, startsAt: now })
const views = longestTasks.map(viewOf)

const notices: Notice[] = [
  { about: 'question' as const },
  { about: 'review' as const },
  { about: 'answered' as const, answer: long(3000) },
  { about: 'returned' as const, reason: long(1000) },
  { about: 'declined' as const, assistant: 'asha', reason: long(1000) },
  { about: 'released' as const, assistant: 'asha', reason: long(1000) },
  { about: 'cancelled' as const, reason: long(1000) },
].flatMap((what) => longestTasks.map(({ version }) => ({ ...what, by: 'asha', event: version })))

function cardsOfTasks(reading: Person): [string, Card][] {
  const reader = readerFor(reading, now)
  return views.flatMap((view): [string, Card][] => [
    [`the request, ${view.task.status}`, requesterCard(view, reading, reader)],
    [`the board, ${view.task.status}`, boardCard(view, readerFor(reading, now, true))],
    [`the offer, ${view.task.status}`, offerCard(view, reading, reader)],
    [`the work, ${view.task.status}`, assistantCard(view, reading, reader)],
    [`the whole, ${view.task.status}`, viewerCard(view, reading, true, reader)],
    ...notices.map((notice): [string, Card] => [notice.about, noticeCard(view, notice, reader, reading)]),
  ])
}

function otherCards(reading: Person): [string, Card][] {
  const reader = readerFor(reading, now)
  const page = { list: 'all' as const, search: long(60), client: name, views, page: 2, count: 3 * pageSize }
  return [
    ['a list', listCard(page, reader)],
    ['a profile', profileCard({ ...reading, name }, { accounts: [name, name], clients: [name] }, reader)],
    [
      'the people',
      peopleCard(
        name,
        Array.from({ length: 200 }, () => ({ ...asha, name })),
        new Map(),
        reader,
      ),
    ],
    ...['', ...rootNames, ...commandNames].map((about): [string, Card] => [
      `help ${about}`,
      helpCard(reader.words, about, null),
    ]),
  ]
}

const speaking = (person: Person, language: Language): Person => ({ ...person, language })
const buttonsOf = ({ buttons = [] }: Card) => buttons.map(({ label }) => label)

describe.each(languages)('the longest that there can be, in the language %s', (language) => {
  const all = [carol, asha, maya]
    .map((person) => speaking(person, language))
    .flatMap((person) => [...cardsOfTasks(person), ...otherCards(person)])

  it('fits, as a card, into what Slack takes, and has all its buttons', () => {
    const wrong = all.flatMap(([what, card]) => {
      const { blocks, text } = renderCard(card)
      const checked = checkBlocks(blocks)
      const shown = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
      const problems = checked.ok ? [] : checked.errors
      if (text.length > 4_000) problems.push('the text is too long')
      if (shown.length !== buttonsOf(card).length) problems.push(`buttons are lost: ${buttonsOf(card).join(', ')}`)
      return problems.map((problem) => `${what}: ${problem}`)
    })

    expect(wrong).toEqual([])
  })

  it('fits, as a form, into what Slack takes', () => {
    const options = Array.from({ length: 150 }, (_, index) => ({ value: `id-${index}`, label: `${index} ${name}` }))
    const values = { what: long(longestBrief), client: 'id-140', duty: 'id-3', result: long(3000) }
    const duties = Array.from({ length: 120 }, (_, index) => `duty-${index}`)
    const context: FormContext = { words: wordsIn(language), duties, clients: options, assistants: options, values }
    const forms = [
      ...(['delegate', ...taskForms] as const).map((form) => taskForm(form, '42', context)),
      profileForm('', speaking(asha, language), context),
      assignmentForm('', context),
    ]

    for (const form of forms) {
      const view = renderForm(form, {
        channel: 'C0ACME',
        url: `https://hooks.slack.com/${'x'.repeat(100)}`,
        source: 'own',
      })
      expect(checkView(view)).toMatchObject({ ok: true })
    }
  })
})
