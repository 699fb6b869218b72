import { findTasks, type Wanted } from '#db/repositories/tasks.ts'
import type { Complete } from '#src/kernel/feature.ts'
import { mostOptions } from '#src/kernel/form.ts'
import { poolOf, sightOf } from './sight.ts'

/** By number or by words of the title, from what they may see; of a longer list the most pressing. */
export const suggestTasks: Complete = async ({ tx, agency, by }, { command, typed }) => {
  const seen: Wanted = command === 'claim' ? poolOf(by) : { ...sightOf(by), unfinished: true }
  const words = typed.trim().replace(/^#/u, '')
  const asked: Wanted = /^\d{1,9}$/u.test(words) ? { ...seen, number: words } : { ...seen, searchTitles: words }
  const found = await findTasks(tx, agency.id, asked, { limit: mostOptions })
  return found.map(({ task }) => ({ value: String(task.number), label: `#${task.number} ${task.title}` }))
}
