import { z } from 'zod'
import type { Attached } from '#src/kernel/request.ts'

/**
 * A file as Discord names it. A name with letters of another script, or with spaces, is told in `title`, as it was and
 * without its ending; `filename` is what Discord made of it.
 *
 * https://docs.discord.com/developers/resources/message#attachment-object
 */
export const attachment = z
  .object({
    filename: z.string(),
    title: z.string().nullish(),
    content_type: z.string().nullish(),
    size: z.number(),
    url: z.string(),
  })
  .transform(({ filename, title, content_type: type, size, url }): Attached => {
    const ending = /\.[^.]+$/u.exec(filename)?.[0] ?? ''
    const name = !title ? filename : title.endsWith(ending) ? title : title + ending
    // `text/plain; charset=utf-8`
    return { name, type: type?.split(';')[0]?.trim() ?? '', size, source: url }
  })
