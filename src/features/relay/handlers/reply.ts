import { addLines } from '#db/repositories/outbox.ts'
import { keepSaid } from '#db/repositories/talk.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { mentionsAsNames } from '#src/features/people/queries/find.ts'
import { lineOf } from '#src/features/relay/lines.ts'
import { longestReply, readersOf, replyOf, replyText } from '#src/features/relay/reply.ts'
import { partsToTell, workingOn } from '#src/features/relay/said.ts'
import { entryOf } from '#src/features/telling/line.ts'
import type { FormHandlers, ReplyWords } from '#src/kernel/feature.ts'
import { text, textOf } from '#src/kernel/form.ts'
import { numberIn } from '#src/kernel/number-in.ts'
import type { Draft } from '#src/kernel/reply.ts'
import { done, no, type Outcome, type RequestContext } from '#src/kernel/request-context.ts'

/**
 * `/reply 42 The window seat, please`: said about a task without a thread, and so without leave to read what people write in channels. What could
 * not be said comes back in the form.
 */
export async function reply(context: RequestContext, typed: string, words: string): Promise<Outcome> {
  const { tx, agency, by, origin, place, now, newId } = context
  const number = numberIn(typed)
  const draft: Draft = { form: 'reply', subject: String(number ?? ''), values: { text: words } }
  const said = words.trim()
  if (said === '') return no({ code: 'reply-needed', number: typed.replace(/^#/u, '') }, draft)
  if (said.length > longestReply) {
    return no({ code: 'text-too-long', length: said.length, limit: longestReply, field: 'text' }, draft)
  }
  const stored = number === null ? null : await taskByNumber(tx, agency.id, number)
  if (!stored) return no({ code: 'no-such-task', number: typed.replace(/^#/u, '') }, draft)

  const { task } = stored
  const kept = replyText(await mentionsAsNames(context, said), origin.platform)
  const one = replyOf(task, by, { text: kept, id: newId(), placeId: place, channel: origin.channel, now })
  if (!one) return no({ code: 'not-your-task', number: task.number }, draft)
  keepSaid(tx, agency.id, one)
  const parts = partsToTell({ known: null }, one)
  const lines = readersOf(task, one).flatMap((to) => parts.map((part) => entryOf(lineOf(one, to, part), newId)))
  await addLines(tx, agency.id, lines, now)
  const waits = one.side === 'requester' && workingOn(task) === null
  return done({
    say: 'replied',
    number: task.number,
    text: said,
    how: one.internal ? 'note' : waits ? 'waits' : 'sent',
  })
}

/** One field; what was typed before stands in it. */
export const replyForm: FormHandlers = {
  draw: async (_context, { subject, values }, context) => {
    const { words } = await context()
    const { title, submit } = words.forms.reply
    const fields = [text('text', words.relay.reply.field, values, { multiline: true, longest: longestReply })]
    return { name: 'reply', subject, title, submit, cancel: words.fields.close, fields }
  },
  submit: (context, { subject, values }) => reply(context, subject, textOf(values['text'])),
}

export const repliedCard: ReplyWords<'replied'> = (_context, { number, text: said, how }, { words }) => ({
  title: words.relay.reply[how](number),
  tone: how === 'waits' ? 'waiting' : 'good',
  body: said,
})
