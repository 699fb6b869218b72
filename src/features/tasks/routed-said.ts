import type { Reader } from '#src/words/reader.ts'
import type { Routed } from './task.ts'
import type { TaskView } from './view.ts'
import { asYou, namesFor } from './you.ts'

/** How the assistant was found, in one sentence. */
export function routedWords({ task, nameOf }: TaskView, routed: Routed, reader: Reader): string {
  return routedBy(routed, task.assistant, nameOf, reader)
}

/** The same of what is no task yet. `who`: whom it went to, by id. */
export function routedBy(routed: Routed, who: string | null, nameOf: (id: string) => string, reader: Reader): string {
  const { routed: words } = reader.words.tasks
  const names = namesFor(nameOf, reader)
  const assistant = who ? names(who) : ''
  const passed = 'skipped' in routed ? routed.skipped : []
  const skipped = passed.map(({ person, why, named }) =>
    asYou((named ? words.wasNamed : words.why)[why](names(person)), person, reader),
  )
  const because = skipped.length ? words.skipped(skipped) : ''
  switch (routed.by) {
    case 'named':
      return asYou(words.named(assistant), who, reader)
    case 'assignment':
      return asYou(words[routed.rank](assistant, routed.duty), who, reader) + because
    case 'rule':
      return asYou(words.rule(routed.rule, who === null ? null : assistant), who, reader) + because
    case 'pool':
      // Somebody was asked and is it no more: then it is not that nobody was there to be asked.
      return skipped.length > 0 ? words.poolAfter(skipped) : words.pool
    case 'manager':
      return words.manager(names(routed.person))
  }
}
