import type { Tx } from './connect.ts'
import { wireOf, type Wire } from './wire.ts'

/**
 * What a transaction knows of one kind of row: what it has read, locked or written itself. So an answer is worded from what was just
 * written, and what several steps of one command ask for is asked for once, together with what the first of them asks.
 *
 * Only for rows that this transaction alone changes while it knows them, or that a decision does not rest on: who decides on what others
 * may change locks it, and keeps what the lock answered.
 */
export type Memory<T> = {
  /** What is known, else what `read` answers, which is known from then on. */
  recall(tx: Tx, key: string, read: () => Promise<T>): Promise<T>
  known(tx: Tx, key: string): Promise<T> | undefined
  keep(tx: Tx, key: string, value: T | Promise<T>): void
  forget(tx: Tx): void
}

export function createMemory<T>(): Memory<T> {
  const all = new WeakMap<Wire, Map<string, Promise<T>>>()

  function of(tx: Tx): Map<string, Promise<T>> {
    const wire = wireOf(tx)
    const here = all.get(wire) ?? new Map<string, Promise<T>>()
    all.set(wire, here)
    return here
  }

  function keep(tx: Tx, key: string, value: T | Promise<T>): void {
    of(tx).set(key, Promise.resolve(value))
  }

  return {
    recall(tx, key, read) {
      const found = of(tx).get(key)
      if (found) return found
      const reading = read()
      // Whoever asked hears of a fault; whoever only expects to be asked does not have to.
      reading.catch(() => {})
      keep(tx, key, reading)
      return reading
    },
    known: (tx, key) => of(tx).get(key),
    keep,
    forget: (tx) => of(tx).clear(),
  }
}
