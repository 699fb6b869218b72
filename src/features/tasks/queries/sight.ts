import type { Wanted } from '#db/repositories/tasks.ts'
import { dutiesInPool, is, manages, type Person } from '#src/kernel/person.ts'

/** Tasks of which someone may read everything: a manager all, a client their clients', an assistant their own. */
export function sightOf(by: Person): Wanted {
  if (manages(by)) return {}
  const { id: assistant, clients } = by
  return { within: { ...(is(by, 'client') ? { clients } : {}), ...(is(by, 'assistant') ? { assistant } : {}) } }
}

/** What they may claim, and see the summary of; nothing for one who is no assistant. */
export function poolOf(by: Person): Wanted {
  return is(by, 'assistant') ? { statuses: ['open'], duties: dutiesInPool(by) } : { within: {} }
}

/** What they hold, and what they asked for. */
export function ownTasksOf(by: Person): Wanted {
  const asks = manages(by) || is(by, 'client')
  const requester = asks ? { requester: by.id } : {}
  return { within: { ...requester, ...(is(by, 'assistant') ? { assistant: by.id } : {}) } }
}
