import type { Button, Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Task } from './task.ts'

/**
 * Characters of a page: what Discord shows of one message even where each of them has to be escaped
 * (`adapters/discord/limits.ts`), with room for the title.
 */
const pageSize = 1_800

/** A brief in pages, each ended at a line or a word where there is one not far back; together they are the brief. */
export function briefPages(brief: string): string[] {
  const pages: string[] = []
  let rest = brief
  while (rest.length > pageSize) {
    const end = endOfPage(rest)
    pages.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...pages, rest]
}

function endOfPage(text: string): number {
  const page = text.slice(0, pageSize)
  const atLine = page.lastIndexOf('\n') + 1
  if (atLine > pageSize / 2) return atLine
  const atWord = page.lastIndexOf(' ') + 1
  if (atWord > pageSize / 2) return atWord
  // Never within a letter that takes two units.
  return /[\ud800-\udbff]$/u.test(page) ? pageSize - 1 : pageSize
}

/** One page of a task's brief, counted from 1, with the way to the ones beside it. */
export function briefCard({ number, title, brief }: Task, page: number, { words }: Reader): Card {
  const pages = briefPages(brief)
  const shown = Math.min(Math.max(1, page), pages.length)
  const to = (label: string, other: number): Button[] =>
    other >= 1 && other <= pages.length
      ? [{ label, style: 'plain', action: { press: 'brief', subject: String(number), detail: String(other) } }]
      : []
  const { buttons, heading, briefPage } = words.tasks
  return {
    title: heading(number, title),
    tone: 'plain',
    body: pages[shown - 1] ?? '',
    ...(pages.length > 1 ? { note: briefPage(shown, pages.length) } : {}),
    buttons: [...to(buttons.previous, shown - 1), ...to(buttons.next, shown + 1)],
  }
}
