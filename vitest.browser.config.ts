import { defineConfig } from 'vitest/config'

// The default export is vitest's: it is how it finds its configuration.
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/demo.ts'],
    setupFiles: ['src/bot/one-dispatcher.ts'],
    pool: 'forks',
    // All look at one demo, and a browser is heavy: a file at a time.
    maxWorkers: 1,
    // Each step has a minute of its own (test/browser/stage.ts); only a test that hangs reaches these.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
