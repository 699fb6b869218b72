import { extensionOf, kindOf } from '../file-kinds.ts'
import { bytesOf, type GivenFile } from '../given-file.ts'
import type { Element } from './blocks.ts'
import type { Chosen } from './choosing.ts'
import { uploadFor } from './files.ts'
import { isJson, type Json } from './json.ts'
import { limits } from './limits.ts'
import { filePayload } from './payloads.ts'
import type { App, Slack, StoredFile, User } from './world.ts'

type Input = Extract<Element, { type: 'file_input' }>
/** What is picked, by name or id, and the files that were brought; each of those is picked once. */
type Picking = { wanted: string[]; files: GivenFile[] }

/**
 * Files that a person picks in a form are uploaded to the workspace, as theirs, and shared nowhere.
 *
 * Slack's client refuses what the element does not allow; in which words is written nowhere, so these are our own.
 */
export function pickFiles(slack: Slack, user: User, label: string, input: Input, { wanted, files }: Picking): Chosen {
  const no = (error: string): Chosen => ({ ok: false, error })
  const most = input.max_files ?? limits.inputFiles
  if (wanted.length > most) return no(`No more than ${most} can be chosen in "${label}"`)

  const picked: (StoredFile | GivenFile)[] = []
  for (const name of wanted) {
    const one = ownFile(slack, user, name) ?? take(files, name)
    if (!one) return no(`There is no "${name}"`)
    const size = 'length' in one ? one.length : bytesOf(one).length
    if (!isAllowed(input, one.name)) return no(`"${one.name}" is not of a type that is asked for`)
    if (size > limits.inputFileBytes) return no(`"${one.name}" is too large: a file can have 10 MB`)
    picked.push(one)
  }
  const kept = picked.map((one) => ('id' in one ? one : uploadFor(slack, user, one)))
  return { ok: true, value: { type: input.type, files: kept.map((file) => filePayload(slack, file)) } }
}

function ownFile({ world }: Slack, user: User, id: string): StoredFile | undefined {
  const file = world.files.get(id)
  return file?.user === user.id ? file : undefined
}

function take(files: GivenFile[], name: string): GivenFile | undefined {
  const index = files.findIndex((file) => file.name === name)
  return index === -1 ? undefined : files.splice(index, 1)[0]
}

/** By the end of the name; `jpeg` is a `jpg`. */
function isAllowed({ filetypes }: Input, name: string): boolean {
  const ends = [extensionOf(name), kindOf(name)?.slack]
  return filetypes === undefined || filetypes.some((type) => ends.includes(type.toLowerCase()))
}

/** From when a form is sent, the app whose form it is may read the files in it, though they are in no channel. */
export function handOver({ world }: Slack, app: App, values: Map<string, Json>): void {
  for (const value of values.values()) {
    if (value['type'] !== 'file_input' || !Array.isArray(value['files'])) continue
    for (const file of value['files'].filter(isJson)) world.files.get(String(file['id']))?.givenTo.add(app.id)
  }
}
