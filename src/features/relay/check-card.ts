import { cutTo } from '#src/kernel/cut-to.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { recall } from '#src/features/talk/kept.ts'
import { plainOf } from '#src/features/talk/write-slack.ts'
import type { Card, Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Check, Missing } from './check.ts'

/** Messages that are named: as many as a card holds; of the others it is said how many there are. */
const mostNamed = 10

/** Letters of a message by which its writer knows it again. */
const longestWords = 80

/** How much was said on each side, and what of it is not on the other one. */
export function checkCard(
  { task, check }: { task: Pick<Task, 'number' | 'title'>; check: Check },
  reader: Reader,
): Card {
  const { relay, tasks } = reader.words
  const { sides, missing, held } = check
  const failed = missing.filter(({ why }) => why === 'failed').length
  const more = missing.length - mostNamed
  return {
    title: tasks.heading(task.number, task.title),
    tone: failed > 0 ? 'attention' : missing.length + held > 0 ? 'waiting' : 'good',
    status: missing.length === 0 ? relay.check.all : relay.check.missing(missing.length),
    facts: [
      { label: relay.check.requester, value: relay.check.count(sides.requester.messages, sides.requester.files) },
      { label: relay.check.assistant, value: relay.check.count(sides.assistant.messages, sides.assistant.files) },
    ],
    ...(missing.length > 0 ? { list: missing.slice(0, mostNamed).map((one) => rowOf(one, reader)) } : {}),
    ...(held > 0 ? { body: relay.check.held(held) } : {}),
    ...(more > 0 ? { note: relay.check.more(more) } : {}),
    ...(failed > 0
      ? {
          buttons: [
            {
              label: relay.check.sendAgain,
              style: 'primary',
              action: { press: 'send-again', subject: String(task.number), detail: '' },
            },
          ],
        }
      : {}),
  }
}

function rowOf({ said, why }: Missing, { words: { relay } }: Reader): Row {
  const words = plainOf(recall(said.text)).replaceAll(/\s+/gu, ' ').trim()
  const files = said.besides.flatMap((one) => (one.kind === 'file' ? [one.name] : [])).join(', ')
  const shown = [words, files].filter(Boolean).join(' · ')
  return { text: `${said.writer.name}: ${cutTo(shown, longestWords)}`, detail: relay.check.why[why] }
}
