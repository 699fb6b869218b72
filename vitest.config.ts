import { configDefaults, defineConfig } from 'vitest/config'

// The default export is vitest's: it is how it finds its configuration.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The browser is a run of its own: `npm run test:browser`.
    exclude: [...configDefaults.exclude, 'test/browser/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['src/one-dispatcher.ts'],
    pool: 'forks',
    // Beside each worker works a Postgres, or a PGlite inside it.
    maxWorkers: 3,
    // The modules are loaded once in each worker and not anew for each of some two hundred files: it halves the run.
    // So a module of ours, or of a test, keeps nothing between files.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
