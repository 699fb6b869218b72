import type { Refusal } from '#src/kernel/refusal.ts'
import { charactersIn } from './title.ts'

export const longestReason = 1_000

/** `field`: of a form, when it is not the first. */
export function tooLong(text: string, limit: number, field?: string): Refusal | null {
  const length = charactersIn(text)
  if (length <= limit) return null
  return { code: 'text-too-long', length, limit, ...(field === undefined ? {} : { field }) }
}

/** Why a reason does not do; `null` when it does. */
export function whyNotReason(reason: string): Refusal | null {
  return reason.trim() === '' ? { code: 'reason-needed' } : tooLong(reason.trim(), longestReason)
}
