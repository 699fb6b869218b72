import { z } from 'zod'
import { versioned } from '#src/kernel/versioned.ts'
import type { Notification } from './line.ts'

const text = z.string()
const orNull = text.nullable()

/** What each kind of line must say to be told at all; what else is in it is what we put there. */
const shapes: { [Kind in Notification['kind']]: z.ZodType } = {
  card: z.looseObject({ task: text, for: z.enum(['requester', 'board', 'offer', 'assistant']) }),
  notice: z.looseObject({ task: text, person: text, notice: z.looseObject({ about: text }) }),
  alert: z.looseObject({ task: text, notice: z.looseObject({ about: text }) }),
  nudge: z.looseObject({ task: text, person: orNull, step: text, version: z.number(), told: text }),
  reminder: z.looseObject({ reminder: text, person: text, at: text }),
  digest: z.looseObject({ person: text, slot: text, since: text }),
  holidays: z.looseObject({ calendar: text, person: orNull }),
  social: z.looseObject({ social: z.looseObject({ about: text }) }),
  repeat: z.looseObject({ repeat: text, person: orNull }),
  away: z.looseObject({ assistant: text, from: text, to: text }),
  week: z.looseObject({ person: text, slot: text, since: text }),
  'room-digest': z.looseObject({ room: text, series: text, slot: text, since: text }),
  answered: z.looseObject({ person: text, delivery: text, platform: text }),
  relayed: z.looseObject({
    task: text,
    said: text,
    to: text,
    part: z.union([z.number(), z.literal('files')]).optional(),
  }),
  'not-carried': z.looseObject({ task: text, said: text, files: z.array(z.looseObject({ name: text, why: text })) }),
  held: z.looseObject({ task: text, said: text }),
  managers: z.looseObject({}),
  leaving: z.looseObject({ news: text, person: text, at: text }),
  'room-closed': z.looseObject({ rooms: z.array(text) }),
  undelivered: z.looseObject({ task: orNull, person: orNull, why: text }),
}

function isLine(value: unknown): boolean {
  const { kind } = z.looseObject({ kind: text }).safeParse(value).data ?? { kind: '' }
  return isKind(kind) && shapes[kind].safeParse(value).success
}

function isKind(kind: string): kind is Notification['kind'] {
  return Object.hasOwn(shapes, kind)
}

/** A line as the outbox keeps it. */
export const keptLines = versioned('a line', z.custom<Notification>(isLine, 'no line that is known'))
