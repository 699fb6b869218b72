import type { Tx } from '#db/connection/connect.ts'
import { addFiles, filesByRef, keepBytes } from '#db/repositories/files.ts'
import { answerTo } from '#db/repositories/inbox.ts'
import { personByIdentity } from '#db/repositories/people.ts'
import type { Fetched } from '#src/kernel/chat.ts'
import { fileLine, longestFileName, mostBytes, refIn, shaOf, type StoredFile } from '#src/features/files/file.ts'
import type { CoreDeps } from '#src/bot/engine.ts'
import type { Whereabouts } from '#src/bot/whereabouts.ts'
import type { Person } from '#src/kernel/person.ts'
import { mayUseFile } from '#src/features/social/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Attached, Delivery, Origin, Request } from '#src/kernel/request.ts'
import { keepForm, type FormDelivery } from '#src/features/requests/kept-forms.ts'
import { socialAccounts } from '#src/features/social/queries/find.ts'
import { textOf } from '#src/kernel/form.ts'

/**
 * What became of the files of a form, while it is not answered yet: why one of them could not be copied. `resumed`: whoever
 * began died over it.
 */
export type Uploads = { trouble: Refusal | null; resumed: boolean }

/** A delivery whose files are kept, named by lines of its form. Null: there were none to copy. */
export type TakenIn = { delivery: Delivery; uploads: Uploads | null }

type Filled = Extract<Request, { kind: 'form' }>

const atOnce = 3

/**
 * Copies what a person attached before anything else is done: whatever becomes of what they asked for, the files are there when the
 * form comes back. It is in no transaction, since it asks the platform for each; what nobody uses is forgotten after days.
 *
 * It may take longer than a platform waits to be told that it was heard, so the form is kept first: should this process die,
 * the clock takes it up again.
 */
export async function takeIn(
  deps: CoreDeps,
  where: Whereabouts,
  delivery: Delivery,
  resumed: boolean,
): Promise<TakenIn> {
  const { request } = delivery
  if (request.kind !== 'form' || request.files.length + refsOf(request).length === 0) return { delivery, uploads: null }
  const form: FormDelivery = { ...delivery, request }
  const begun = await deps.db.inAgency(where.agency, (tx) => begin({ tx, deps, where, resumed }, form))
  if (!begun) return { delivery, uploads: resumed ? { trouble: null, resumed } : null }

  const { added, pending } = begun
  const copied = await copyAll(deps, where.agency, [...pending, ...added])
  const kept = added.filter(({ id }) => copied.get(id) === null)
  const trouble = [...copied.values()].find((why) => why !== null) ?? null
  return { delivery: { ...delivery, request: withLines(request, kept) }, uploads: { trouble, resumed } }
}

type Beginning = { tx: Tx; deps: CoreDeps; where: Whereabouts; resumed: boolean }

/** Writes down what is to be copied. Null: nothing is, or not for them. */
async function begin(
  { tx, deps, where: { agency }, resumed }: Beginning,
  form: FormDelivery,
): Promise<{ added: StoredFile[]; pending: StoredFile[] } | null> {
  const { origin, request } = form
  const by = await personByIdentity(tx, agency, origin.platform, origin.user)
  if (!by || (await answerTo(tx, agency, form.id))) return null
  const named = await filesByRef(tx, agency, refsOf(request))
  const pending = named.filter((file) => file.sha === null && mayUseFile(by, file, []))
  if (pending.length + request.files.length === 0) return null
  // Nothing is kept for those who have nothing to write.
  if ((await socialAccounts({ tx, agency: { id: agency }, by })).length === 0) return null

  const added = storedFiles(deps, request.files, origin, by)
  await addFiles(tx, agency, added, deps.now())
  if (!resumed) await keepForm({ tx, agency: { id: agency }, now: deps.now() }, form, by.id)
  return { added, pending }
}

/** The files that are named in it already. */
function refsOf({ values }: Filled): string[] {
  return textOf(values['media'])
    .split('\n')
    .flatMap((line) => refIn(line) ?? [])
}

/** As they are written down before they are fetched. */
export function storedFiles(
  { newId }: Pick<CoreDeps, 'newId'>,
  attached: Attached[],
  { platform, place }: Pick<Origin, 'platform' | 'place'>,
  by: Pick<Person, 'id'>,
): StoredFile[] {
  return attached.map(({ name, type, size, source }) => ({
    ...{ id: newId(), name: name.slice(0, longestFileName), type, size, uploader: by.id },
    ...{ origin: { platform, place, source }, sha: null },
  }))
}

/** By id: null for what is kept now, else why it is not. */
async function copyAll(deps: CoreDeps, agency: string, files: StoredFile[]): Promise<Map<string, Refusal | null>> {
  const outcomes = new Map<string, Refusal | null>()
  for (let first = 0; first < files.length; first += atOnce) {
    const some = files.slice(first, first + atOnce)
    const copied = await Promise.all(some.map((file) => copy(deps, agency, file)))
    some.forEach(({ id }, index) => outcomes.set(id, copied[index] ?? null))
  }
  return outcomes
}

async function copy(deps: CoreDeps, agency: string, file: StoredFile): Promise<Refusal | null> {
  const fetched: Fetched =
    file.size > mostBytes ? { ok: false, why: 'too-big' } : await deps.fetchFile(file.origin, mostBytes)
  if (!fetched.ok) {
    const { name } = file
    if (fetched.why === 'too-big') return { code: 'file-too-big', name, most: mostBytes }
    return { code: `file-${fetched.why}`, name }
  }
  const { bytes } = fetched
  const sha = shaOf(bytes)
  await deps.db.inAgency(agency, (tx) => keepBytes(tx, agency, { id: file.id, bytes, sha }))
  return null
}

/** Below the media that are named already. */
function withLines({ values, ...request }: Filled, files: StoredFile[]): Filled {
  const media = [textOf(values['media']), ...files.map(fileLine)].filter(Boolean).join('\n')
  return { ...request, files: [], values: { ...values, media } }
}
