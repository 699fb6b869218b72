import * as published from 'discord-api-spec/zod'
import type { Context } from 'hono'
import { z } from 'zod'
import { keepFile } from './attachments.ts'
import { DiscordError, invalidForm, tooLarge, type FieldError } from './errors.ts'
import type { Attachment, World } from './world.ts'

/** A file as it came, under the number by which the body speaks of it. */
export type Upload = { index: string; name: string; type: string; bytes: Uint8Array }

export type Body = { json: unknown; uploads: Upload[] }

/**
 * 10 MiB a file without boosts. Since September 2026 the documentation says 20
 * (https://docs.discord.com/developers/reference#uploading-files), which had not come everywhere
 * (https://github.com/discord/discord-api-docs/issues/8572): what passes here passes in both.
 */
export const MOST_BYTES = 10 * 1024 * 1024

/** JSON, or multipart with the JSON in `payload_json` and files beside it. */
export async function readBody(context: Context): Promise<Body> {
  const type = context.req.header('content-type') ?? ''
  if (!type.includes('multipart/form-data')) return { json: parse(await context.req.text()), uploads: [] }
  const form = await context.req.formData()
  const uploads: Upload[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') continue
    const bytes = new Uint8Array(await value.arrayBuffer())
    checkFileSize(bytes)
    const index = /^files\[(\d+)\]$/.exec(name)?.[1] ?? String(uploads.length)
    uploads.push({ index, name: value.name, type: value.type || 'application/octet-stream', bytes })
  }
  const json = form.get('payload_json')
  return { json: typeof json === 'string' ? parse(json) : {}, uploads }
}

export function checkFileSize({ length }: Uint8Array): void {
  if (length > MOST_BYTES) throw tooLarge()
}

function parse(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new DiscordError(400, 50109, 'The request body contains invalid JSON.')
  }
}

const schemas = z.record(z.string(), z.unknown()).parse({ ...published })
const isSchema = z.custom<z.core.$ZodType>((value) => typeof value === 'object' && value !== null && '_zod' in value)

/** Refuses what Discord's published specification does not allow, with the path that leads to each mistake. */
export function check(schema: string, json: unknown, above: PropertyKey[] = []): void {
  const parsed = z.core.safeParse(isSchema.parse(schemas[schema]), json, { reportInput: true })
  const issues = (parsed.error?.issues ?? []).filter((issue) => !isBits(issue))
  if (issues.length > 0) throw invalidForm(issues.flatMap((issue) => fieldErrors(issue, above)))
}

/** The specification calls sets of permissions numbers; the documentation, and every library, says them as digits. */
function isBits({ code, path, input }: z.core.$ZodIssue): boolean {
  const isNamed = ['allow', 'deny', 'permissions', 'default_member_permissions'].includes(String(path.at(-1)))
  return code === 'invalid_type' && isNamed && typeof input === 'string' && /^\d+$/.test(input)
}

/** Of a union the branch of the type that was meant, or the one that came nearest: it says what the writer did wrong. */
function fieldErrors(issue: z.core.$ZodIssue, above: PropertyKey[] = []): FieldError[] {
  const path = [...above, ...issue.path]
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) {
    return [{ path, code: codeOf(issue), message: issue.message }]
  }
  const isMeant = (errors: z.core.$ZodIssue[]) => !errors.some((each) => each.path.join('.') === 'type')
  const meant = issue.errors.filter(isMeant)
  const branches = (meant.length > 0 ? meant : issue.errors).map((errors) =>
    errors.flatMap((each) => fieldErrors(each, path)),
  )
  return branches.reduce((a, b) => (deepest(b) > deepest(a) ? b : a))
}

const deepest = (errors: FieldError[]) => Math.max(0, ...errors.map(({ path }) => path.length))

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big' || issue.code === 'too_small') return 'BASE_TYPE_BAD_LENGTH'
  if (issue.code === 'invalid_format') return 'STRING_TYPE_REGEX'
  return issue.code === 'invalid_type' && issue.input === undefined ? 'BASE_TYPE_REQUIRED' : 'BASE_TYPE_INVALID'
}

const described = z.looseObject({
  attachments: z
    .array(z.looseObject({ id: z.coerce.string(), filename: z.string().nullish(), description: z.string().nullish() }))
    .nullish(),
})

/**
 * What was uploaded becomes attachments. Of a message that is changed all stays where nothing is said of files; otherwise
 * it has those that are listed, old and new (https://docs.discord.com/developers/reference#editing-message-attachments).
 * New ones without a list take the place of the old: https://github.com/discord/discord-api-docs/issues/5170.
 */
export function attachmentsFrom(world: World, { json, uploads }: Body, before?: Attachment[]): Attachment[] {
  const said = described.safeParse(json).data?.attachments
  const about = (id: string) => said?.find((one) => one.id === id)
  const isListed = (id: string) => about(id) !== undefined
  const kept = said ? (before ?? []).filter(({ id }) => isListed(id)) : uploads.length > 0 ? [] : (before ?? [])
  const added = said && before ? uploads.filter(({ index }) => isListed(index)) : uploads
  return [
    ...kept.map((file) => ({ ...file, description: about(file.id)?.description ?? file.description })),
    ...added.map(({ index, name, type, bytes }) => {
      const { filename, description } = about(index) ?? {}
      return keepFile(world, { name: filename ?? name, type, bytes, description: description ?? undefined })
    }),
  ]
}
