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
    // Only what hangs takes this long, on a machine that is ten times as slow as well.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
