import { addFiles, keepBytes, keptAmong } from '#db/repositories/files.ts'
import { mostBytes, shaOf } from '#src/features/files/file.ts'
import { toCarry, type LeftBehind, type ToCopy } from '#src/features/relay/files.ts'
import type { Said } from '#src/features/relay/said.ts'
import type { Parts } from '#src/features/telling/tell/destinations.ts'
import type { CardFile } from '#src/kernel/card.ts'
import type { Sent } from '#src/kernel/chat.ts'
import type { Platform } from '#src/kernel/person.ts'

type Later = Extract<Sent, { outcome: 'later' }>

/** Seconds until a file is asked for again whose platform could not be reached. */
const againAfter = 30

/** What goes over of a message's files, and what does not; or that their platform cannot be reached now. */
export type Copied = { files: CardFile[]; left: LeftBehind[] } | Later

/**
 * Copies the files of a message, each once: whatever happens to it where it lay, what was carried over can be sent again. It is in no transaction
 * while it asks the platform.
 */
export async function copyFiles(
  parts: Parts,
  agency: string,
  { said, platform, place }: { said: Said; platform: Platform; place: string },
): Promise<Copied> {
  const { carried, left } = toCarry(agency, said)
  const ids = carried.map(({ file: { id } }) => id)
  const kept = new Set(await parts.db.inAgency(agency, (tx) => keptAmong(tx, agency, ids)))
  const copied: Awaited<ReturnType<typeof copy>>[] = []
  for (const one of carried)
    copied.push(kept.has(one.file.id) ? null : await copy(parts, one, { uploader: said.writer.id, platform, place }))

  const why = new Map(carried.map(({ file }, index) => [file.id, copied[index] ?? null]))
  if (copied.includes('unreachable')) {
    const at = parts.now().add({ seconds: againAfter })
    return { outcome: 'later', at, why: 'a file cannot be read now', everywhere: false }
  }
  const urls = new Map(said.besides.flatMap((one) => (one.kind === 'file' ? [[one.name, one.url] as const] : [])))
  const lost = carried.flatMap(({ file: { id, name } }): LeftBehind[] => {
    const reason = why.get(id)
    return reason && reason !== 'unreachable' ? [{ name, url: urls.get(name) ?? null, why: reason }] : []
  })
  return { files: carried.flatMap(({ file }) => (why.get(file.id) === null ? [file] : [])), left: [...left, ...lost] }
}

type From = { uploader: string; platform: Platform; place: string }

/** Null: it is kept now. */
async function copy({ db, chats, now }: Parts, { file, source }: ToCopy, { uploader, platform, place }: From) {
  const fetched = await chats.get(platform)?.fetch(place, source, mostBytes)
  if (!fetched?.ok) return fetched?.why ?? 'unreachable'
  const { agency, id, name, type } = file
  const { bytes } = fetched
  const size = bytes.length
  const sha = shaOf(bytes)
  await db.inAgency(agency, async (tx) => {
    const stored = { id, name, type, size, uploader, origin: { platform, place, source }, sha: null }
    await addFiles(tx, agency, [stored], now())
    await keepBytes(tx, agency, { id, bytes, sha })
  })
  return null
}
