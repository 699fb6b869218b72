import { limits } from '../limits.ts'
import type { App, Slack } from '../world.ts'
import type { Json } from '../json.ts'
import { postSigned } from './http.ts'
import type { Sockets } from './socket.ts'

/** What is brought to an app: named as a person would name it, for the traffic and the faults. */
export type Parcel = {
  kind: 'slash_commands' | 'interactive' | 'events_api'
  name: string
  payload: Json
  retry?: { attempt: number; reason: string }
}

/** `payload` is what the app answered with, undefined when it only acknowledged. */
export type Outcome =
  | { ok: true; payload: unknown }
  | { ok: false; why: Failure; /** Not to be tried again. */ final?: boolean }
type Settle = (outcome: Outcome) => void
export type Failure = 'timeout' | 'unreachable' | 'http-error'

/** Brings one parcel to the app, once, and waits at most three seconds of the sandbox's clock. */
export function deliver(slack: Slack, sockets: Sockets, app: App, parcel: Parcel): Promise<Outcome> {
  return new Promise((resolve) => bring(slack, sockets, app, parcel, resolve))
}

/**
 * The same, telling `then` in the very moment in which it is settled, so that what follows by the clock is planned before
 * the clock moves on.
 *
 * The timer stands before anything is sent: a frozen clock may be moved by the test in the same turn.
 */
export function bring(
  slack: Slack,
  sockets: Sockets,
  app: App,
  parcel: Parcel,
  then: (outcome: Outcome) => void,
): void {
  const fault = slack.faults.take('slack', parcel.name)
  const abort = new AbortController()
  const settle = settler(slack, app, parcel, (outcome) => {
    abort.abort()
    then(outcome)
  })
  if (fault?.kind === 'cut-before') return settle({ ok: false, why: 'unreachable' })
  if (fault?.kind === 'drop-socket') sockets.drop(app.id)

  // An answer that is cut off after the app accepted: the app has acted, and Slack does not know.
  const answered = fault?.kind === 'cut-after' ? () => settle({ ok: false, why: 'unreachable' }) : settle
  const send = () => {
    if (abort.signal.aborted) return
    if (app.delivery.mode === 'http') return void postSigned(app, app.delivery.url, parcel, abort.signal).then(answered)
    sockets.send(app, parcel, answered)
    if (fault?.kind === 'duplicate') sockets.send(app, parcel, () => undefined)
  }
  if (fault?.kind === 'duplicate' && app.delivery.mode === 'http')
    void postSigned(app, app.delivery.url, parcel, undefined)
  if (fault?.kind === 'delay') slack.clock.after(fault.ms, send)
  else send()
}

/** Only the first of answer, failure and three seconds counts; the traffic shows which it was. */
function settler(slack: Slack, app: App, parcel: Parcel, then: (outcome: Outcome) => void): Settle {
  const exchange = slack.traffic.record({
    at: slack.clock.now(),
    platform: 'slack',
    direction: 'to-bot',
    via: app.delivery.mode,
    name: parcel.name,
    request: parcel.payload,
  })
  let settled = false
  const settle: Settle = (outcome) => {
    if (settled) return
    settled = true
    calledOff()
    forgotten()
    exchange.response = outcome.ok ? outcome.payload : { failed: outcome.why }
    if (outcome.ok) exchange.status = 200
    then(outcome)
    slack.changed()
  }
  const forgotten = slack.onStartOver(() => settle({ ok: false, why: 'unreachable' }))
  const calledOff = slack.clock.after(limits.acknowledgeMs, () => settle({ ok: false, why: 'timeout' }))
  return settle
}
