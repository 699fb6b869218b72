import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Years that are simulated, processes that are killed, whole plays: what takes longest. */
const longest = /\/test\/(?:faults|simulation)\/|\/(?:told|play|platforms|embedded|migrate|\w*-?processes)\.test\.ts$/u

/** Begun first, so that at the end no worker is waited for alone. vitest itself knows what takes long from its second run on. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isShort = ({ moduleId }: TestSpecification) => Number(!longest.test(moduleId))
    return (await super.sort(files)).toSorted((a, b) => isShort(a) - isShort(b))
  }
}

// The default export is vitest's: it is how it finds its configuration.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The browser is a run of its own: `npm run test:browser`.
    exclude: [...configDefaults.exclude, 'test/browser/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['src/bot/one-dispatcher.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    // Beside each worker works a Postgres, or a PGlite inside it.
    maxWorkers: 3,
    // The modules are loaded once in each worker and not anew for each of some two hundred files: it halves the run.
    // So a module of ours, or of a test, keeps nothing between files.
    isolate: false,
    // Node runs our TypeScript by itself, as it does in earnest, and keeps what it compiled from one run to the next. What vite would make
    // of it takes ten seconds of a processor for each worker, and runs slower: each use of an import is a look-up there.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Only what hangs takes this long, on a machine that is ten times as slow as well.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
