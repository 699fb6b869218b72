export * from 'drizzle-orm'
