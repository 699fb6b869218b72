import { formatDuration } from '#src/time/words.ts'
import type { Fact } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { TaskView } from './view.ts'

/** The two clocks in one line; nothing of a side that was waited for less than a minute. */
export function waitedFact({ waited = {} }: TaskView, { words, language }: Reader): Fact[] {
  const { waiting } = words
  const { assistant, client, manager } = waited
  const said = (ms: number) => formatDuration(ms, language)
  const isLong = (clock: { plainMs: number } | undefined) => clock !== undefined && clock.plainMs >= 60_000
  const parts = [
    ...(assistant && isLong(assistant) ? [waiting.assistant(said(assistant.workMs), said(assistant.plainMs))] : []),
    ...(client && isLong(client) ? [waiting.client(said(client.workMs), said(client.plainMs))] : []),
    ...(manager && isLong(manager) ? [waiting.manager(said(manager.plainMs))] : []),
  ]
  return parts.length ? [{ label: waiting.label, value: parts.join(' · ') }] : []
}
