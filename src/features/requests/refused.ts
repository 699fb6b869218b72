import type { Tx } from '#db/connection/connect.ts'
import { listClients } from '#db/repositories/clients.ts'
import { namesOf } from '#db/repositories/people.ts'
import { isCommand } from '#src/features/commands.ts'
import { optionWords } from '#src/features/help.ts'
import type { Language } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import { formatCalendarDay } from '#src/time/words.ts'
import { wordsIn, type Words } from '#src/words/words.ts'

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u

/** Ids of people and clients become their names; nothing else of a refusal changes. */
export async function withNames(tx: Tx, agency: string, reason: Refusal): Promise<Refusal> {
  const ids = Object.values(reason).filter((value): value is string => typeof value === 'string' && id.test(value))
  if (ids.length === 0) return reason
  const [people, clients] = await Promise.all([namesOf(tx, agency, ids), listClients(tx, agency)])
  const nameOf = (value: unknown) =>
    typeof value === 'string'
      ? (people.get(value) ?? clients.find((client) => client.id === value)?.name ?? value)
      : value
  // The same fields with the same types: only strings are put in the place of strings.
  return Object.assign(
    {},
    reason,
    Object.fromEntries(Object.entries(reason).map(([key, value]) => [key, nameOf(value)])),
  )
}

/** Why not, in one sentence; and a button back to what was typed, when there is something to go back to. */
export function refusedCard(language: Language, reason: Refusal, draft: Draft | null, draftKey: string): Card {
  const words = wordsIn(language)
  const asking = draft && askingCard(words, reason, draftKey)
  if (asking) return { ...asking, body: refusedWords(language, reason) }
  return {
    title: words.telling.no,
    tone: 'attention',
    body: refusedWords(language, reason),
    buttons: draft
      ? [
          {
            label: words.tasks.buttons.mend,
            style: 'primary',
            action: { press: 'open', subject: draftKey, detail: draft.form },
          },
        ]
      : [],
  }
}

/** What is no refusal but a question, with its answers as buttons; `null` for every other reason. */
function askingCard({ repeats, templates, social }: Words, reason: Refusal, draftKey: string): Card | null {
  const press = (name: 'meant-once' | 'meant-monthly', label: string): Button => ({
    label,
    style: 'primary',
    action: { press: name, subject: draftKey, detail: '' },
  })
  if (reason.code === 'once-or-monthly') {
    const { meantOnce, meantMonthly } = repeats.buttons
    const buttons = [press('meant-once', meantOnce(reason.given)), press('meant-monthly', meantMonthly(reason.given))]
    return { title: repeats.asking, tone: 'waiting', buttons }
  }
  if (reason.code === 'post-of-another-account') {
    const { whosePost, buttons } = social
    const mend = { press: 'open', subject: draftKey, detail: 'social-posted' } as const
    const insist = { press: 'post-insist', subject: draftKey, detail: '' } as const
    return {
      title: whosePost,
      tone: 'waiting',
      buttons: [
        { label: buttons.rightPost, style: 'primary', action: insist },
        { label: buttons.otherAddress, style: 'plain', action: mend },
      ],
    }
  }
  if (reason.code !== 'template-asks') return null
  const open = { press: 'open', subject: draftKey, detail: 'from-template' } as const
  return {
    title: templates.asks(reason.name),
    tone: 'waiting',
    buttons: [{ label: templates.buttons.answer, style: 'primary', action: open }],
  }
}

/** Whether it asks something, which a card does better than a line beside a field. */
export function isAsking({ code }: Refusal): boolean {
  return code === 'once-or-monthly' || code === 'template-asks' || code === 'post-of-another-account'
}

export function refusedWords(language: Language, reason: Refusal): string {
  const words = wordsIn(language)
  if (reason.code === 'assistant-away') {
    return say(words, { ...reason, until: formatCalendarDay(Temporal.PlainDate.from(reason.until), language) })
  }
  if (reason.code === 'missing' && isCommand(reason.command)) {
    const option = optionWords(reason.option, words).name
    return say(words, { ...reason, option, command: words.commands[reason.command].example })
  }
  if (reason.code === 'too-many-words' && isCommand(reason.command)) {
    return say(words, { ...reason, command: words.commands[reason.command].example })
  }
  return say(words, reason)
}

function say<R extends Refusal>(words: Words, reason: R): string {
  // Each code's sentence takes that code's refusal: the mapped type of the catalogue says so, which no lookup can.
  const sentence: unknown = words.refusals[reason.code]
  return typeof sentence === 'function' ? String(sentence(reason)) : reason.code
}
