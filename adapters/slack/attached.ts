import { z } from 'zod'
import type { Attached } from '#src/kernel/request.ts'

const words = z.string().catch('')

const file = z.object({
  id: z.string(),
  name: words,
  title: words,
  mimetype: words,
  size: z.number().catch(0),
  mode: words,
})

/** Of a file that was deleted Slack leaves this in its place. */
const tombstone = 'tombstone'

/**
 * The files that a payload names. Of one from another workspace there is no more than its id (`check_file_info`): what it is
 * called, and how large it is, is then not known yet.
 *
 * https://docs.slack.dev/reference/objects/file-object
 */
export function attachedIn(files: unknown): Attached[] {
  if (!Array.isArray(files)) return []
  return files.flatMap((each: unknown): Attached[] => {
    const { success, data } = file.safeParse(each)
    if (!success || data.mode === tombstone) return []
    const { id, name, title, mimetype: type, size } = data
    return [{ name: name || title || id, type, size, source: id }]
  })
}
