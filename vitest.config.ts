import { configDefaults, defineConfig } from 'vitest/config'

// The default export is vitest's: it is how it finds its configuration.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The browser is a run of its own: `npm run test:browser`.
    exclude: [...configDefaults.exclude, 'test/browser/**'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    // Beside each worker works a Postgres, or a PGlite inside it.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
