import { z } from 'zod'

/** What one release kept, as the next one keeps it. */
export type Upcast = (before: Record<string, unknown>) => Record<string, unknown>

/** How one kind of thing is kept as JSON, for longer than one release. */
export type Versioned<T> = {
  version: number
  write(value: T): unknown
  /** Throws `Unreadable`: it is of a newer release, or was never one of these. */
  read(stored: unknown): T
}

export class Unreadable extends Error {
  override name = 'Unreadable'
}

const object = z.record(z.string(), z.unknown())

/**
 * The version stands in it as `v`; what has none is of version 1, as all was that the first releases kept, and is still written so. Each
 * upcast leads from one version to the next; there is one more version than upcasts.
 */
export function versioned<T>(what: string, schema: z.ZodType<T>, upcasts: readonly Upcast[] = []): Versioned<T> {
  const version = upcasts.length + 1
  function parsed(value: unknown): T {
    const read = schema.safeParse(value)
    if (!read.success) throw new Unreadable(`${what}: ${read.error.message}`)
    return read.data
  }
  return {
    version,
    write: (value) => (version === 1 ? value : { ...object.parse(value), v: version }),
    read(stored) {
      const whole = object.safeParse(stored)
      // A bare word or number has no room for a version: only the first releases kept such.
      if (!whole.success && version > 1) throw new Unreadable(`${what}: not an object`)
      if (!whole.success) return parsed(stored)
      const { v = 1, ...kept } = whole.data
      const known = typeof v === 'number' && Number.isInteger(v) && v >= 1 && v <= version
      if (!known) throw new Unreadable(`${what}: of version ${String(v)}, and ${version} is the newest that is known`)
      return parsed(upcasts.slice(v - 1).reduce((before, upcast) => upcast(before), kept))
    },
  }
}
