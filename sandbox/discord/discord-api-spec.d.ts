/** The package ships its zod schemas as plain JavaScript; the sandbox only ever asks them whether a body is allowed. */
declare module 'discord-api-spec/zod' {
  const schemas: Record<string, unknown>
  export = schemas
}
