import { addFiles } from '#db/repositories/files.ts'
import { accountById, slotById } from '#db/repositories/social.ts'
import { postByNumber } from '#db/repositories/posts.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { storedFiles } from './uploads.ts'
import { mentionsAsNames } from '#src/features/people/queries/find.ts'
import { fileLine } from '#src/features/files/file.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import type { Quoted } from '#src/kernel/request.ts'
import type { PersonPostCommand } from '#src/features/social/command.ts'
import { whyNotPost } from '#src/features/social/decide.ts'
import { socialForm, type SocialForm } from '#src/features/social/forms.ts'
import { lengthFor } from '#src/features/social/limits.ts'
import { accountKey, exampleOf, type Account } from '#src/features/social/network.ts'
import { readSlotSubject } from '#src/features/social/notices.ts'
import { textToPost, type Post } from '#src/features/social/post.ts'
import { accountLabel, networkLabel } from '#src/features/social/view.ts'
import { warningsOf } from '#src/features/social/warnings.ts'
import type { Form, Option, Values } from '#src/kernel/form.ts'
import { readerFor } from '#src/words/reader.ts'
import { wordsIn } from '#src/words/words.ts'
import { socialClients } from '#src/features/social/queries/client-team.ts'
import { readContent } from './content.ts'
import { readPostNumber, socialAccounts } from '#src/features/social/queries/find.ts'
import { writeMedia } from '#src/features/social/queries/seal.ts'
import { postView } from '#src/features/social/queries/views.ts'

/** Which move a form about one post is for: whoever may not make it is not shown what stands in it. */
const moveOf: Partial<Record<SocialForm, PersonPostCommand>> = {
  'social-edit': 'edit',
  'social-move': 'move',
  'social-comment': 'return',
  'social-cancel': 'cancel',
  'social-posted': 'confirm',
}

/** A form, filled in with what is known; or why there is none for this person. */
export async function openSocialForm(
  context: RequestContext,
  form: SocialForm,
  subject: string,
  draft: Draft | null,
): Promise<Form | Refusal> {
  const move = moveOf[form]
  if (!move)
    return socialFormWith(context, { form, subject: '', values: draft?.values ?? (await begun(context, subject)) })
  const number = readPostNumber(draft ? draft.subject : subject)
  const post = number === null ? null : await postByNumber(context.tx, context.agency.id, number)
  if (!post) return { code: 'no-such-post', number: subject }
  const { context: facts } = await postView(context.tx, context.agency, post, context.now)
  const why = whyNotPost(move, post, context.by, facts)
  if (why) return why
  const values = draft?.values ?? (form === 'social-edit' ? valuesOf(post) : {})
  return socialFormWith(context, { form, subject: String(post.number), values })
}

/** Words from the menu of a message: mentions become names, and what hangs on it is copied when the form is sent. */
export async function openFromMessage(context: RequestContext, { text, files }: Quoted): Promise<Form | Refusal> {
  if ((await socialAccounts(context)).length === 0) return { code: 'no-account-yet' }
  const stored = storedFiles(context, files, context.origin, context.by)
  await addFiles(context.tx, context.agency.id, stored, context.now)
  const values = { text: await mentionsAsNames(context, text), media: stored.map(fileLine).join('\n') }
  return socialFormWith(context, { form: 'social-draft', subject: '', values })
}

/** What a slot's warning knows already: which account, and when. */
async function begun({ tx, agency, by }: RequestContext, subject: string): Promise<Values> {
  const named = readSlotSubject(subject)
  const slot = named && (await slotById(tx, agency.id, named.slot))
  const account = slot && (await accountById(tx, agency.id, slot.account))
  if (!named || !account) return {}
  const local = named.at.toZonedDateTimeISO(by.zone).toPlainDateTime()
  return { account: accountKey(account), when: local.toString({ smallestUnit: 'minute' }).replace('T', ' ') }
}

function valuesOf({ content }: Post): Values {
  return { text: content.text, link: content.link ?? '', media: writeMedia(content.media) }
}

type SocialDraft = Omit<Draft, 'form'> & { form: SocialForm }

/** The form as it is shown, and with what is wrong in it already. */
export async function socialFormWith(context: RequestContext, { form, subject, values }: SocialDraft): Promise<Form> {
  const { by, now } = context
  const reader = readerFor(by, now)
  const words = wordsIn(by.language)
  const [accounts, clients] = await Promise.all([socialAccounts(context), socialClients(context)])
  const options = accounts.map((account): Option => ({
    value: accountKey(account),
    label: accountLabel(account, reader),
  }))
  return socialForm(form, subject, {
    ...{ words, values, accounts: options },
    clients: clients.map(({ name }) => ({ value: name, label: name })),
    intro: await introOf(context, form, subject, values, accounts),
  })
}

async function introOf(
  context: RequestContext,
  form: SocialForm,
  subject: string,
  values: Values,
  accounts: Account[],
): Promise<string> {
  const reader = readerFor(context.by, context.now)
  const { form: words } = reader.words.social
  const number = readPostNumber(subject)
  const post = number === null ? null : await postByNumber(context.tx, context.agency.id, number)
  const account = accounts.find((one) => (post ? one.id === post.account : accountKey(one) === values['account']))
  if (!account) return ''
  if (form === 'social-posted') return words.addressIntro(exampleOf(account))
  if (form !== 'social-edit' && form !== 'social-draft') return ''
  const read = await readContent(context, values, post)
  if (!read.ok) return ''
  const limit = lengthFor(account.network, textToPost(read.content))
  const warnings = warningsOf({ content: read.content }, account.network, reader)
  const room = limit ? [words.room(networkLabel(account.network, reader), limit.most, limit.length)] : []
  return [...warnings, ...(warnings.length > 0 ? [] : room)].join(' ')
}
