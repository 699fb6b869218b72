import { AsyncLocalStorage } from 'node:async_hooks'
import { tooLate } from '#src/kernel/chat.ts'

const sending = new AsyncLocalStorage<() => boolean>()

/** Thrown where a request would have gone out that is no longer ours to make; nothing of it has been sent. */
class TooLate extends Error {
  readonly code = tooLate
}

/**
 * Carries out a send that is ours only as long as `isOurs` says so: it is asked again as each request is about to be written, since a
 * process can be stopped anywhere on the way there, for as long as a connection takes or for an hour.
 */
export function whileOurs<T>(isOurs: () => boolean, send: () => Promise<T>): Promise<T> {
  return sending.run(isOurs, send)
}

/** Node's own requests go by the second, those of older versions of its library by the first. */
const dispatchers = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name))

/** All that this process sends by `fetch`, or by the same library, asks before it is written. Once, before anything is sent. */
export function askBeforeRequests(): void {
  for (const name of dispatchers) {
    const dispatcher: unknown = Reflect.get(globalThis, name)
    if (typeof dispatcher !== 'object' || dispatcher === null) continue
    if (!('compose' in dispatcher) || typeof dispatcher.compose !== 'function') continue
    Reflect.set(globalThis, name, Reflect.apply(dispatcher.compose, dispatcher, [asking]))
  }
}

type Dispatch = (options: unknown, handler: object) => boolean

function asking(dispatch: Dispatch): Dispatch {
  return (options, handler) => {
    const isOurs = sending.getStore()
    return dispatch(options, isOurs ? askingHandler(handler, isOurs) : handler)
  }
}

/** The library tells it when the connection is there and the request is written next; older versions call that `onConnect`. */
const beforeWriting: readonly (string | symbol)[] = ['onRequestStart', 'onConnect']

function askingHandler(handler: object, isOurs: () => boolean): object {
  return new Proxy(handler, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        if (beforeWriting.includes(name) && !isOurs()) throw new TooLate('it is no longer ours to send')
        return Reflect.apply(value, target, args)
      }
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  })
}
