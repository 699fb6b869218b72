import { daysWords } from '#src/features/people/away-said.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { pageSize, taskRow } from './list-card.ts'
import type { TaskView } from './view.ts'

/** Whoever is away, and their tasks that are a manager's to give to someone. */
export type AwayNews = {
  name: string
  from: string
  to: string
  left: TaskView[]
  opened: TaskView[]
}

/** To whoever manages, once: what nobody could take over, each with a way to give it to someone. */
export function awayCard({ name, left, opened, ...days }: AwayNews, reader: Reader): Card {
  const { away, tasks, ui } = reader.words
  const numbers = (views: TaskView[]) => views.map(({ task }) => task.number)
  const lines = [
    left.length > 0 ? away.nobodyTook(numbers(left)) : '',
    opened.length > 0 ? away.inPool(numbers(opened)) : '',
  ].filter(Boolean)
  const all = [...left, ...opened]
  return {
    title: away.isAway(name, daysWords(days, reader)),
    tone: 'attention',
    body: lines.join('\n'),
    list: all.slice(0, pageSize).map((view) => ({
      ...taskRow(view, reader),
      button: {
        label: tasks.buttons.assign,
        style: 'plain',
        action: { press: 'open', subject: String(view.task.number), detail: 'assign' },
      },
    })),
    ...(all.length > pageSize ? { note: ui.more(all.length - pageSize) } : {}),
  }
}
