import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

/** Tests of which `npm test` has a short form. */
export const longForms: Record<string, string[]> = {
  kill: ['test/faults/kill.test.ts', 'test/faults/killed.test.ts'],
  years: ['test/simulation'],
  trips: ['test/handle/trips.test.ts'],
}

/** Runs one of them as it is in full; answers whether it holds. */
export function holds(files: string[]): boolean {
  const vitest = createRequire(import.meta.url).resolve('vitest/vitest.mjs')
  const env = { ...process.env, LONG_FORMS: 'yes' }
  return spawnSync(process.execPath, [vitest, 'run', ...files], { env, stdio: 'inherit' }).status === 0
}
