import { and, eq, inArray, isNotNull, lt, notExists, sql } from '#orm/core'
import { refOf, type StoredFile } from '#src/features/files/file.ts'
import type { Tx } from '#db/connection/connect.ts'
import { base64Of } from '#db/schema/columns.ts'
import { files, postFiles } from '#db/schema/files.ts'
import { posts } from '#db/schema/social.ts'

/** What is said of a file, without its bytes. */
const facts = {
  id: files.id,
  name: files.name,
  type: files.type,
  size: files.size,
  uploader: files.uploaderId,
  platform: files.platform,
  place: files.place,
  source: files.source,
  sha: files.sha,
}

/** Files that people attached, whose bytes are still to be fetched. */
export async function addFiles(tx: Tx, agency: string, added: StoredFile[], now: Temporal.Instant): Promise<void> {
  if (added.length === 0) return
  await tx
    .insert(files)
    .values(
      added.map(({ id, name, type, size, uploader, origin }) => ({
        ...{ agencyId: agency, id, ref: refOf(id), name, type, size, uploaderId: uploader, ...origin },
        createdAt: now,
      })),
    )
    .onConflictDoNothing()
}

/** Those that forms name so; without their bytes. */
export async function filesByRef(tx: Tx, agency: string, refs: string[]): Promise<StoredFile[]> {
  if (refs.length === 0) return []
  const found = await tx
    .select(facts)
    .from(files)
    .where(and(eq(files.agencyId, agency), inArray(files.ref, refs)))
  return found.map(({ platform, place, source, ...file }) => ({ ...file, origin: { platform, place, source } }))
}

/** The first bytes stay: `sha` is of them. */
export async function keepBytes(
  tx: Tx,
  agency: string,
  { id, bytes, sha }: { id: string; bytes: Uint8Array; sha: string },
): Promise<void> {
  await tx
    .update(files)
    .set({ bytes, sha, size: bytes.length })
    .where(and(eq(files.agencyId, agency), eq(files.id, id), sql`${files.sha} is null`))
}

/** Null: it is not kept any more, or never was. */
export async function fileBytes(tx: Tx, agency: string, id: string): Promise<Uint8Array | null> {
  const [row] = await tx
    .select({ bytes: base64Of(files.bytes) })
    .from(files)
    .where(and(eq(files.agencyId, agency), eq(files.id, id)))
  return typeof row?.bytes === 'string' ? Buffer.from(row.bytes, 'base64') : null
}

/** Those of these that are kept still. */
export async function keptAmong(tx: Tx, agency: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const found = await tx
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.agencyId, agency), inArray(files.id, ids), isNotNull(files.sha)))
  return found.map(({ id }) => id)
}

/** As long as the post may need them they are not forgotten. */
export async function holdFiles(tx: Tx, agency: string, post: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const held = ids.map((id) => ({ agencyId: agency, postId: post, fileId: id }))
  await tx.insert(postFiles).values(held).onConflictDoNothing()
}

/**
 * Files that no post needs any more: attached before `unused`, and all posts that have them, if any, were posted, missed or
 * cancelled before `over`.
 */
export async function forgetFiles(
  tx: Tx,
  { unused, over }: { unused: Temporal.Instant; over: Temporal.Instant },
): Promise<void> {
  const needing = tx
    .select({ id: postFiles.postId })
    .from(postFiles)
    .innerJoin(posts, and(eq(posts.agencyId, postFiles.agencyId), eq(posts.id, postFiles.postId)))
    .where(
      and(
        eq(postFiles.agencyId, files.agencyId),
        eq(postFiles.fileId, files.id),
        sql`(${posts.status} not in ('posted', 'missed', 'cancelled') or ${posts.since} >= ${over.toString()}::timestamptz)`,
      ),
    )
  await tx.delete(files).where(and(lt(files.createdAt, unused), notExists(needing)))
}
