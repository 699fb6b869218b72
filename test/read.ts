import { plain, type Card } from '#src/kernel/card.ts'
import type { Form } from '#src/kernel/form.ts'

/** A card as a person reads it, from top to bottom, with its buttons in brackets. */
export function readCard(card: Card): string {
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
