import type { Action } from './action-id.ts'
import type { Button } from './card.ts'

/** To the pages beside this one, where there are any. */
export function pageButtons(
  { page, pages }: { page: number; pages: number },
  { previous, next }: { previous: string; next: string },
  goTo: (page: number) => Action,
): Button[] {
  const to = (label: string, other: number): Button => ({ label, style: 'plain', action: goTo(other) })
  return [...(page > 1 ? [to(previous, page - 1)] : []), ...(page < pages ? [to(next, page + 1)] : [])]
}
