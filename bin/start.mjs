import { enableCompileCache } from 'node:module'

// What was compiled at one start is read at the next, and so is what was made of the types. It has to be on before the first
// module of ours is loaded, so the rest is imported here; and this is plain JavaScript, since a single file with types makes
// Node load a compiler for it: a twentieth of the start, and forty megabytes. Where there is nowhere to keep it, nothing is kept.
enableCompileCache()
const { run } = await import('../src/bot/main.ts')
await run()
