import { takeUpForm } from '#src/features/requests/kept-forms.ts'
import type { SideEffect } from '#src/kernel/side-effects.ts'
import type { Waking } from '#src/bot/timers.ts'

/** A form that was never answered: whoever copied its files has died. It is carried out after the commit. */
export async function wakeForm(waking: Waking): Promise<SideEffect | undefined> {
  const form = await takeUpForm(waking, waking.wake)
  return form ? ({ resume }) => resume(form) : undefined
}
