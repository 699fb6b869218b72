import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** When the first moments, with what waited for a start, are over. */
const afterMs = 1_000

/**
 * Gives back the memory that only a start needs: a third of what the process holds by then is room for what loading leaves behind, and V8
 * keeps that for a busier time that may never come. Once, a second after the start; it takes about as long as a command that writes.
 */
export function giveBackStartMemory(): void {
  setTimeout(() => {
    setFlagsFromString('--expose-gc')
    const collect: unknown = runInNewContext('gc')
    if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort', execution: 'async' })
  }, afterMs).unref()
}
