import { isCopied, toCarry } from './files.ts'
import { partsOf } from './parts.ts'
import { topicOf, workingOn, type Part, type Said, type Side, type Spoken } from './said.ts'

/** What is known of one message of somebody's: what it became there, and what is still to be told or could not be. */
export type Trace = {
  said: Said
  /** Topics of the messages that show it on the other side now, and of what was said to its writer. */
  shown: string[]
  /** Topics that are on their way, and such as were given up. */
  pending: string[]
  failed: string[]
}

/** Why something is not on the other side: nobody works on it yet, it is on its way, it could not be sent, or its files alone were left behind. */
export type Missing = { said: Said; why: 'nobody-there' | 'on-its-way' | 'failed' | 'files'; parts: Part[] }

export type Check = {
  sides: Record<Side, { messages: number; files: number }>
  /** Oldest first. */
  missing: Missing[]
  /** Messages that wait for their writers' word, since they look as if they held something secret. */
  held: number
}

/** The parts that it has now: words, unless it is files alone, and files. */
export function partsThere(said: Said): Part[] {
  const files = said.besides.filter(isCopied)
  const isFilesAlone = said.text.trim() === '' && files.length > 0 && files.length === said.besides.length
  const words = isFilesAlone ? [] : partsOf(said).map((_, part) => part)
  return [...words, ...(files.length > 0 ? ['files' as const] : [])]
}

/** Compares what was said on each side with what stands on the other. Internal notes cross to nobody, and count for nothing. */
export function checkOf(agency: string, task: Spoken, traces: Trace[]): Check {
  const check: Check = {
    sides: { requester: { messages: 0, files: 0 }, assistant: { messages: 0, files: 0 } },
    ...{ missing: [], held: 0 },
  }
  for (const trace of traces.filter(({ said }) => !said.internal && !said.removedAt)) {
    const { said } = trace
    const counted = check.sides[said.side]
    counted.messages += 1
    counted.files += said.besides.filter(isCopied).length
    const missing = missingOf(agency, task, trace)
    if (missing) check.missing.push(missing)
  }
  return check
}

function missingOf(agency: string, task: Spoken, { said, shown, pending, failed }: Trace): Missing | null {
  const to = said.side === 'assistant' ? 'requester' : workingOn(task)
  const parts = partsThere(said)
  if (to === null) return { said, why: 'nobody-there', parts }
  const away = parts.filter((part) => !shown.includes(topicOf(to, part)))
  if (away.some((part) => pending.includes(topicOf(to, part)))) return { said, why: 'on-its-way', parts: away }
  const lost = parts.filter((part) => away.includes(part) || failed.includes(topicOf(to, part)))
  if (lost.length > 0) return { said, why: 'failed', parts: lost }
  const isLeftBehind = toCarry(agency, said).left.length > 0 || shown.includes('not-carried')
  return isLeftBehind ? { said, why: 'files', parts: ['files'] } : null
}
