import type { Language } from '#src/kernel/person.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import type { Form } from '#src/kernel/form.ts'
import { wordsIn } from './words.ts'

/** A form with mistakes where it cannot stay open: they are listed, with a button that opens it again with all that was typed. */
export function mendCard(
  { form, draft, errors }: { form: Form; draft: string; errors: Record<string, string> },
  language: Language,
): Card {
  const labelOf = (name: string) => form.fields.find((field) => field.name === name)?.label
  const lines = Object.entries(errors).map(([name, message]) => [labelOf(name), message].filter(Boolean).join(': '))
  return {
    title: form.title,
    tone: 'attention',
    body: lines.join('\n'),
    buttons: [openButton(form, draft, wordsIn(language).tasks.buttons.mend)],
  }
}

/** For a form that came too late to be opened: one press away. */
export function formCard(form: Form): Card {
  return {
    title: form.title,
    tone: 'plain',
    ...(form.intro ? { body: form.intro } : {}),
    buttons: [openButton(form, form.subject, form.title)],
  }
}

function openButton(form: Form, subject: string, label: string): Button {
  return { label, style: 'primary', action: { press: 'open', subject, detail: form.name } }
}
