import { defineConfig } from 'vitest/config'

// The default export is vitest's: it is how it finds its configuration.
export default defineConfig({
  // What is installed lies one folder up, and so does what vitest remembers.
  cacheDir: '../node_modules/.vite/sandbox',
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/one-dispatcher.ts'],
    pool: 'forks',
    maxWorkers: 3,
    // The modules are loaded once in each worker, so none of ours keeps anything between files.
    isolate: false,
    // Node runs our TypeScript by itself, as it does in earnest, and keeps what it compiled from one run to the next. What vite would make
    // of it takes ten seconds of a processor for each worker, and runs slower: each use of an import is a look-up there.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Only what hangs takes this long, on a machine that is ten times as slow as well.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
