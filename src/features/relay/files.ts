import { mostBytes, mostBytesTogether, longestFileName } from '#src/features/files/file.ts'
import type { CardFile } from '#src/kernel/card.ts'
import type { Besides } from '#src/kernel/talk.ts'
import { idOf, type Said } from './said.ts'

/** Why a file did not go with its message. */
export const leftBehind = ['too-big', 'too-many', 'barred', 'gone'] as const
export type LeftBehind = { name: string; url: string | null; why: (typeof leftBehind)[number] }

/** A file that is to be copied: `source` is where its platform has it. */
export type ToCopy = { file: CardFile; source: string }

/** As many as either platform shows in one message. */
const mostFiles = 10

type Attached = Extract<Besides, { kind: 'file' }> & { copy: NonNullable<Extract<Besides, { kind: 'file' }>['copy']> }

export function isCopied(one: Besides): one is Attached {
  return one.kind === 'file' && one.copy !== undefined
}

/**
 * Which files of a message are carried over, in their order, and which are left where they are: what both platforms take, ten to a message, 10 MB
 * each and 20 MB together.
 */
export function toCarry(
  agency: string,
  { id: said, besides }: Pick<Said, 'id' | 'besides'>,
): { carried: ToCopy[]; left: LeftBehind[] } {
  const carried: ToCopy[] = []
  const left: LeftBehind[] = []
  let room = mostBytesTogether
  for (const { name, url, copy } of besides.filter(isCopied)) {
    if (copy.size > mostBytes) left.push({ name, url, why: 'too-big' })
    else if (copy.size > room || carried.length >= mostFiles) left.push({ name, url, why: 'too-many' })
    else {
      room -= copy.size
      const { type, size, source } = copy
      const id = idOf(said, 'file', lasting(source))
      carried.push({ source, file: { agency, id, name: name.slice(0, longestFileName), type, size } })
    }
  }
  return { carried, left }
}

/** Discord signs its addresses anew every day. */
function lasting(source: string): string {
  return source.split('?')[0] ?? source
}
