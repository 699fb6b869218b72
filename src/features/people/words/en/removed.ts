import { withArticle } from '#src/words/en/article.ts'
import { listOf } from '#src/words/en/names.ts'

/** Where there are many, a few stand for them. */
const some = (names: string[]) => listOf(names.length > 10 ? [...names.slice(0, 9), `${names.length - 9} more`] : names)

export const removed = {
  roles: (name: string, roles: string[]) => `${name} is no longer ${listOf(roles.map(withArticle), 'or')}`,
  member: (name: string, client: string) => `${name} no longer speaks for ${client}`,
  served: (clients: string[]) => `Others serve in their place: ${some(clients)}.`,
  unserved: (clients: string[]) => `An assignment had nobody else and is gone: ${some(clients)}.`,
  forgotten: (count: number) =>
    `Repeating tasks and templates that named them: ${count}. From now on those go to whoever is next.`,
  asked: (numbers: number[], more: number) =>
    `What they asked for goes on, and others answer for it: ${tasksOf(numbers, more)}.`,
  left: (roles: string[]) => `Still ${listOf(roles.map(withArticle))}.`,
  nothingLeft: 'No role is left, so nothing is sent on schedule: the digest is off. /agency role gives a role back.',
}

/** “#1, #2 and 3 more”. */
export function tasksOf(numbers: number[], more: number): string {
  return listOf([...numbers.map((number) => `#${number}`), ...(more > 0 ? [`${more} more`] : [])])
}
