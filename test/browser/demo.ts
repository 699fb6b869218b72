import type { TestProject } from 'vitest/node'
import { startDemo, type Demo } from '#src/bot/demo.ts'

declare module 'vitest' {
  // An interface, since vitest's own is to be extended.
  interface ProvidedContext {
    demo: string
  }
}

/** A Monday morning in Lisbon, as in the play: whoever lives in the example is at work or soon will be. */
const start = Temporal.Instant.from('2026-03-02T08:30:00Z')

export function startAtWork(): Promise<Demo> {
  return startDemo({ port: 0, start, frozen: false })
}

/** One demo for the whole run: each test acts on tasks of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startAtWork()
  project.provide('demo', demo.sandbox.url)
  return () => demo.stop()
}
