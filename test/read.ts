import { plain, type Card } from '#src/kernel/card.ts'
import type { Outgoing } from '#src/kernel/chat.ts'
import type { Form } from '#src/kernel/form.ts'

/** People's words as a card that has them: for tests that look at cards. */
export function cardOf(said: Outgoing): Card {
  if ('withdrawn' in said) return { title: '(taken back)', tone: 'plain' }
  if (!('writer' in said)) return said
  const { writer, text, notes } = said
  return {
    title: writer.name,
    tone: 'plain',
    body: [text, ...notes.map((note) => note.text)].filter(Boolean).join('\n'),
  }
}

/** A card as a person reads it, from top to bottom, with its buttons in brackets. */
export function readCard(said: Outgoing): string {
  const card = cardOf(said)
  const rows = (card.list ?? []).map(({ text, detail, button }) =>
    [plain(text), detail ? plain(detail) : '', button ? `[${button.label}]` : ''].filter(Boolean).join(' · '),
  )
  return [
    card.title,
    card.status ? plain(card.status) : '',
    card.body ?? '',
    ...(card.facts ?? []).map(({ label, value }) => `${label}: ${plain(value)}`),
    ...rows,
    (card.files ?? []).map(({ name }) => `<${name}>`).join(' '),
    [...(card.buttons ?? []), ...(card.filesButton ? [card.filesButton] : [])]
      .map(({ label }) => `[${label}]`)
      .join(' '),
    card.note ?? '',
  ]
    .filter(Boolean)
    .join('\n')
}

export function readForm(form: Form): string {
  const fields = form.fields.map(
    (field) => `${field.label}${field.required ? '' : ' (optional)'}: ${'value' in field ? field.value : ''}`,
  )
  return [form.title, form.intro ?? '', ...fields, `[${form.submit}]`].filter(Boolean).join('\n')
}
