import { enableCompileCache } from 'node:module'

// What was compiled at one start is read at the next: a fifth less time and a tenth less memory. It has to be on before the
// first module of ours is loaded, so the rest is imported here. Where there is nowhere to keep it, nothing is kept.
enableCompileCache()
const { run } = await import('./main.ts')
await run()
