import { z } from 'zod'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A file of a person's machine: what is written in it, its bytes, or, where it has to travel as JSON, those in base64. */
export const givenFile = z.strictObject({
  name: z.string().min(1),
  content: z.union([z.string(), bytes]),
  encoding: z.literal('base64').optional(),
})

export type GivenFile = z.infer<typeof givenFile>

export const bytesOf = ({ content, encoding }: GivenFile): Buffer =>
  typeof content === 'string' ? Buffer.from(content, encoding ?? 'utf8') : Buffer.from(content)
