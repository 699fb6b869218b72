import type { Card } from '#src/kernel/card.ts'
import type { Form } from '#src/kernel/form.ts'
import { text, type FormContext } from '#src/kernel/form.ts'
import type { Reader } from '#src/words/reader.ts'
import { formatInstant } from '#src/time/words.ts'

/** How much there is, by what people call it. */
export type Holdings = {
  tasks: number
  people: number
  clients: number
  posts: number
  messages: number
  files: number
}

/** What an export holds, before it is made. */
export function askExportCard(holdings: Holdings, { words: { leaving } }: Reader): Card {
  return {
    title: leaving.exportTitle,
    tone: 'plain',
    body: leaving.exportAsk,
    facts: [{ label: leaving.holds, value: leaving.holdings(holdings) }],
    buttons: [
      {
        label: leaving.makeExport,
        style: 'primary',
        action: { press: 'export-agency', subject: '', detail: '' },
      },
    ],
  }
}

/** `until`: when its address runs out. */
export function exportCard(address: string, until: Temporal.Instant, reader: Reader): Card {
  const { leaving } = reader.words
  return {
    title: leaving.exportMade,
    tone: 'good',
    body: leaving.exportHow,
    note: leaving.exportUntil(formatInstant(until, reader.zone, reader.language, reader.now)),
    buttons: [{ label: leaving.download, url: address }],
  }
}

/** Where it is said to the owner what deleting means; with `at`, that it is on its way, and can be stopped. */
export function deleteCard(name: string, holdings: Holdings | null, at: Temporal.Instant | null, reader: Reader): Card {
  const { leaving } = reader.words
  const when = at && formatInstant(at, reader.zone, reader.language, reader.now)
  return {
    title: when ? leaving.ending(name, when) : leaving.deleteTitle(name),
    tone: 'attention',
    body: when ? leaving.endingHow : leaving.deleteAsk,
    ...(holdings ? { facts: [{ label: leaving.holds, value: leaving.holdings(holdings) }] } : {}),
    buttons: when
      ? [{ label: leaving.keep, style: 'primary', action: { press: 'keep-agency', subject: '', detail: '' } }]
      : [
          { label: leaving.exportFirst, style: 'primary', action: { press: 'export-agency', subject: '', detail: '' } },
          { label: leaving.deleteIt, style: 'danger', action: { press: 'open', subject: '', detail: 'delete-agency' } },
        ],
  }
}

/** The name has to be typed: a slip of a finger deletes nothing. */
export function deleteForm(name: string, { words, values }: FormContext): Form {
  const { forms, fields, leaving } = words
  return {
    name: 'delete-agency',
    subject: '',
    title: forms['delete-agency'].title,
    intro: leaving.deleteIntro,
    submit: forms['delete-agency'].submit,
    cancel: fields.close,
    fields: [text('name', leaving.typeName(name), values, { longest: 100 })],
  }
}

export const leavingNews = ['exported', 'ending', 'kept'] as const
export type LeavingNews = (typeof leavingNews)[number]

/** To the log room: who asked for what. */
export function newsCard(news: LeavingNews, who: string, at: Temporal.Instant, reader: Reader): Card {
  const { leaving } = reader.words
  return {
    title: leaving.news[news](who, formatInstant(at, reader.zone, reader.language, reader.now)),
    tone: news === 'kept' ? 'good' : 'attention',
    ...(news === 'ending' ? { body: leaving.newsEnding } : {}),
  }
}
