import type { Outcome } from '#src/kernel/request-context.ts'

/** Thrown to undo all that a refused request has written so far, such as a number that was counted. */
export class Refused extends Error {
  readonly outcome: Extract<Outcome, { ok: false }>

  constructor(outcome: Extract<Outcome, { ok: false }>) {
    super(outcome.reason.code)
    this.outcome = outcome
  }
}
