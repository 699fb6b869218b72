import { extensionOf, kindOf } from '../file-kinds.ts'
import type { Attachment, World } from './world.ts'

type Brought = { name: string; bytes: Uint8Array; type?: string | undefined; description?: string | undefined }

/** A file as it lies at Discord: under a name of Discord's making, and of a type that its name says. */
export function keepFile(world: World, { name: given, bytes, type, description }: Brought): Attachment {
  const id = world.id()
  const said = type === 'application/octet-stream' ? undefined : type
  const attachment = {
    ...{ id, given, name: nameFor(given, id), description, bytes },
    contentType: kindOf(given)?.type ?? said,
  }
  world.attachments.set(id, attachment)
  return attachment
}

/**
 * What Discord leaves of a name: letters, digits, `_`, `-` and `.` of ASCII, as werkzeug's `secure_filename` does
 * (https://github.com/discord/discord-api-docs/issues/7754: `_a (1).png` is `a_1.png`).
 */
export function cleanName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[^\p{ASCII}]/gu, '')
    .replaceAll(/[\\/]/gu, ' ')
    .split(/\s+/u)
    .filter((part) => part !== '')
    .join('_')
    .replaceAll(/[^A-Za-z0-9_.-]/gu, '')
    .replaceAll(/^[._]+|[._]+$/gu, '')
}

/** Where nothing is left of the words before the dot, Discord makes up a name: `c953b519a8c28c42.pdf`. */
function nameFor(given: string, id: string): string {
  const extension = extensionOf(given)
  const isBare = cleanName(stemOf(given)) === ''
  return isBare ? [BigInt(id).toString(16).padStart(16, '0'), extension].filter(Boolean).join('.') : cleanName(given)
}

const stemOf = (name: string) => name.replace(/(?<=.)\.[^.\s/]+$/u, '')

/** What people read where the name could not be kept: https://github.com/discord/discord-api-docs/pull/6945. */
export const titleOf = ({ given, name }: Attachment): string | undefined => (given === name ? undefined : stemOf(given))

const SCHEME = 'attachment://'
export const isReference = (url: string) => url.startsWith(SCHEME)

/** Names behind `attachment://` are cleaned in the same way: https://github.com/discord/discord-api-docs/issues/7890. */
export function attachmentAt<Of extends Pick<Attachment, 'name' | 'given'>>(
  attachments: readonly Of[],
  url: string,
): Of | undefined {
  if (!isReference(url)) return undefined
  const name = url.slice(SCHEME.length)
  return (
    attachments.find(({ given }) => given === name) ??
    attachments.find((attachment) => attachment.name === cleanName(name))
  )
}
