import type { Person } from '#src/kernel/person.ts'
import { may } from '#src/kernel/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Status, Task } from './task.ts'
import { tooLong } from './words.ts'

/** One thing to be ticked off. */
export type Item = { place: number; text: string; done: boolean }

export const mostItems = 20
export const longestItem = 120
/** Discord shows 40 parts in a message, and a row with a button is three of them. */
const mostButtons = 5

/** While it is in someone's hands; what is judged or over stays as it was handed in. */
const inHand: readonly Status[] = ['claimed', 'in-progress', 'waiting']

export function mayTick(by: Person, task: Task): boolean {
  return inHand.includes(task.status) && may(by, 'tick', task)
}

export function whyNotChecklist(items: string[]): Refusal | null {
  if (items.length > mostItems) return { code: 'too-many-items', given: items.length, limit: mostItems }
  return items.map((item) => tooLong(item, longestItem, 'checklist')).find(Boolean) ?? null
}

/** One item a line; what people put before each of a list is not part of it. */
export function itemsIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•☐☑✓]|\[[ x]?\]|\d{1,2}[.)])\s+/u, '').trim())
    .filter(Boolean)
}

/**
 * What is still to be done first, the next few with a button; then what is done, the last of it with a way back. For one
 * who may not tick there are no buttons.
 */
export function checklistRows({ number }: Task, items: Item[], ticks: boolean, { words }: Reader): Row[] {
  if (items.length === 0) return []
  const { checklist } = words
  const open = items.filter(({ done }) => !done)
  const done = items.filter((item) => item.done)
  const button = (press: 'tick' | 'untick', { place }: Item): Pick<Row, 'button'> => ({
    button: {
      label: checklist[press],
      style: press === 'tick' ? 'primary' : 'plain',
      action: { press, subject: String(number), detail: String(place) },
    },
  })
  return [
    { text: checklist.title(done.length, items.length), heading: true },
    ...open.map((item, index) => ({
      text: checklist.open(item.place, item.text),
      ...(ticks && index < mostButtons ? button('tick', item) : {}),
    })),
    ...done.map((item, index) => ({
      text: checklist.done(item.place, item.text),
      ...(ticks && index === done.length - 1 ? button('untick', item) : {}),
    })),
  ]
}
