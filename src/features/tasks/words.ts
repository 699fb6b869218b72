import type { Refusal } from '#src/kernel/refusal.ts'
import { charactersIn } from './title.ts'

export const longestReason = 1_000

export function tooLong(text: string, limit: number): Refusal | null {
  const length = charactersIn(text)
  return length > limit ? { code: 'text-too-long', length, limit } : null
}

/** Why a reason does not do; `null` when it does. */
export function whyNotReason(reason: string): Refusal | null {
  return reason.trim() === '' ? { code: 'reason-needed' } : tooLong(reason.trim(), longestReason)
}
