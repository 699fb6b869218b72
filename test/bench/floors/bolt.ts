import { serve } from './bolt-app.ts'

// Bolt alone: what its receiver, its signature and its middleware cost.
let count = 0
await serve(async () => `#${(count += 1)} is delegated.`)
