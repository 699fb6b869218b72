import { choice, text, type Field, type Form, type Option, type Values } from '#src/kernel/form.ts'
import type { Words } from '#src/words/words.ts'
import { mostBytes } from '#src/features/files/file.ts'
import { sizeInWords } from '#src/kernel/size.ts'
import type { socialForms } from './actions.ts'
import { longestLink, mostMedia } from './post.ts'

export type SocialForm = (typeof socialForms)[number]

export type SocialFormContext = {
  words: Words
  clients: Option[]
  accounts: Option[]
  values: Values
  /** What stands above the fields: what a text was over, what an address looks like. */
  intro: string
}

export function socialForm(name: SocialForm, subject: string, formContext: SocialFormContext): Form {
  const { words, intro } = formContext
  const { title, submit } = words.forms[name]
  const cancel = words.fields.close
  return { name, subject, title, submit, cancel, ...(intro ? { intro } : {}), fields: fieldsOf(name, formContext) }
}

function fieldsOf(name: SocialForm, { words, clients, accounts, values }: SocialFormContext): Field[] {
  const { fields } = words
  const { form } = words.social
  const client = clients.length > 1 ? [choice('client', fields.client, clients, values, { required: true })] : []
  const account = choice('account', form.account, accounts, values, { required: true })
  const when = (required: boolean, hint: string) => text('when', form.when, values, { longest: 100, hint, required })
  const filesHint = form.filesHint(mostMedia, sizeInWords(mostBytes))
  const content: Field[] = [
    // Slack's inputs hold 3,000 characters; what is longer comes back in several.
    text('text', form.text, values, { multiline: true, longest: 3000, hint: form.textHint }),
    { kind: 'files', name: 'files', label: form.files, hint: filesHint, required: false, most: mostMedia },
    text('link', form.link, values, { longest: longestLink, hint: form.linkHint, required: false }),
    text('media', form.media, values, { multiline: true, longest: 3000, hint: form.mediaHint, required: false }),
  ]
  switch (name) {
    case 'social-account':
      return [
        text('network', form.network, values, { longest: 30, hint: form.networkHint }),
        text('handle', form.handle, values, { longest: 200, hint: form.handleHint }),
        ...client,
      ]
    case 'social-slot':
      return [account, text('schedule', form.schedule, values, { longest: 100, hint: form.scheduleHint })]
    case 'social-draft':
      return [account, when(false, form.whenHint), ...content]
    case 'social-edit':
      return content
    case 'social-move':
      return [when(true, fields.dueHint)]
    case 'social-comment':
      return [text('comment', form.comment, values, { multiline: true, longest: 1000 })]
    case 'social-cancel':
      return [text('reason', fields.reason, values, { multiline: true, longest: 1000, required: false })]
    case 'social-posted':
      return [text('address', form.address, values, { longest: 1000 })]
  }
}
