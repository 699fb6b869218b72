import { defineConfig } from 'drizzle-kit'

// The default export is drizzle-kit's: it is how it finds its configuration.
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/index.ts',
  out: './db/migrations',
})
