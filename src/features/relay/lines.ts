import type { Notification } from '#src/features/telling/line.ts'
import type { Part, Said } from './said.ts'

/** *Bring that part of it up to date on the other side.* */
export function lineOf({ id, task }: Pick<Said, 'id' | 'task'>, to: string, part: Part): Notification {
  return { kind: 'relayed', task, said: id, to, ...(part === 0 ? {} : { part }) }
}
