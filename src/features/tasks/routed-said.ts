import type { Reader } from '#src/words/reader.ts'
import type { Routed } from './task.ts'
import type { TaskView } from './view.ts'
import { asYou, namesFor } from './you.ts'

/** How the assistant was found, in one sentence. */
export function routedWords({ task, nameOf }: TaskView, routed: Routed, reader: Reader): string {
  const { routed: words } = reader.words.tasks
  const names = namesFor(nameOf, reader)
  const assistant = task.assistant ? names(task.assistant) : ''
  const passed = 'skipped' in routed ? routed.skipped : []
  const skipped = passed.map(({ person, why, named }) =>
    asYou((named ? words.wasNamed : words.why)[why](names(person)), person, reader),
  )
  const because = skipped.length ? words.skipped(skipped) : ''
  switch (routed.by) {
    case 'named':
      return asYou(words.named(assistant), task.assistant, reader)
    case 'assignment':
      return asYou(words[routed.rank](assistant, routed.duty), task.assistant, reader) + because
    case 'pool':
      // Somebody was asked and is it no more: then it is not that nobody was there to be asked.
      return skipped.length > 0 ? words.poolAfter(skipped) : words.pool
    case 'manager':
      return words.manager(names(routed.person))
  }
}
