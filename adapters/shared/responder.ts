import type { Card } from '#src/kernel/card.ts'
import type { Form } from '#src/kernel/form.ts'

/** Speaks to the one person who asked, in whatever way their platform allows at that moment. */
export type Responder = {
  /** Only to them. `replace`: in place of their own message, on which they pressed. */
  say(card: Card, how: { replace: boolean }): Promise<void>
  /** Shows a form, as the first answer. False: the platform opens none as an answer to this. */
  open(form: Form): Promise<boolean>
  /** Shows mistakes beside the fields of the form that was sent, which stays open. False: it is gone, or was none. */
  mend(errors: Record<string, string>): Promise<boolean>
  /** Nobody waits any more; what is said now comes when it can. */
  defer(how: Deferring): Promise<void>
}

export type Deferring = {
  /** Nothing of waiting is to stay behind where the platform can help it. */
  quiet: boolean
  /** That it takes longer, for a platform that does not say so itself; null where nobody may be promised anything. */
  words: Card | null
}

/**
 * The message that was pressed on, or from which the form was opened. `shared`: others see it too. `own`: only this
 * person. `mend`: of those, a card that asks to mend a form, and has done its work once that is sent.
 */
export type Source = 'none' | 'shared' | 'own' | 'mend'
