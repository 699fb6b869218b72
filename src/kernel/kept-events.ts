import { z } from 'zod'
import { versioned, type Versioned } from './versioned.ts'

type Data = Record<string, unknown>

/** What a history keeps of an event besides its type, who, where and when. One whose data is changed has a line of its own. */
export const keptEvents: Record<'task' | 'post', Versioned<Data>> = {
  task: versioned('an event of a task', z.record(z.string(), z.unknown())),
  post: versioned('an event of a post', z.record(z.string(), z.unknown())),
}
