import { taskSubject } from '#src/features/tasks/policy.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { may } from '#src/features/policy.ts'
import type { Reply } from '#src/kernel/reply.ts'
import { inWords, setCard, whatOf, type About } from '#src/features/reminders/cards.ts'
import { heardWords } from '#src/features/tasks/heard.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'

type ReminderReply = Extract<
  Reply,
  { say: 'reminder-set' } | { say: 'reminder-cancelled' } | { say: 'reminder-moved' } | { say: 'snoozed' }
>

/** What became of a reminder, in words for whoever asked for it. */
export async function reminderReply(context: RequestContext, reply: ReminderReply, reader: Reader): Promise<Card> {
  const { reminders, nudges, tasks } = reader.words
  switch (reply.say) {
    case 'reminder-set': {
      const { number, text } = reply
      const read = heardWords({ hints: [], read: reply.read ?? null }, reader)
      return setCard(
        { number, text, at: Temporal.Instant.from(reply.at) },
        await about(context, reply.task),
        read,
        reader,
      )
    }
    case 'reminder-cancelled':
      return {
        title: reminders.cancelled(whatOf(reply.text, await about(context, reply.task), reader)),
        tone: 'closed',
      }
    case 'reminder-moved':
      return { title: reminders.moved(inWords(Temporal.Instant.from(reply.at), reader)), tone: 'good' }
    case 'snoozed': {
      const known = await about(context, reply.number)
      return {
        title: nudges.snoozed(inWords(Temporal.Instant.from(reply.at), reader)),
        tone: 'good',
        ...(known?.title ? { status: tasks.heading(known.number, known.title) } : {}),
        note: nudges.untilThen,
      }
    }
  }
}

async function about({ tx, agency, by }: RequestContext, number: number | null): Promise<About | null> {
  const stored = number === null ? null : await taskByNumber(tx, agency.id, number)
  if (!stored) return null
  return {
    number: stored.task.number,
    title: may(by, 'see-summary', taskSubject(stored.task)) ? stored.task.title : null,
  }
}
