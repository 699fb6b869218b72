import type { Refusal } from '#src/kernel/refusal.ts'
import { near } from '#src/kernel/near.ts'

type Named = { ok: true; duty: string } | { ok: false; reason: Refusal }

/** The kind of work that was meant, with or without its `#`, in letters of any size. */
export function dutyNamed(typed: string, known: string[]): Named {
  const given = typed.trim().replace(/^#/u, '')
  const wanted = given.toLocaleLowerCase().normalize('NFC')
  const duty = known.find((name) => name === wanted)
  return duty === undefined ? { ok: false, reason: unknownDuty(given, known) } : { ok: true, duty }
}

export function unknownDuty(given: string, known: string[]): Refusal {
  return { code: 'unknown-duty', given, near: near(given, known), known }
}
