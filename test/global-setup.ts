import { createServer } from 'node:http'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startShared, type Shared } from './db/shared-server.ts'
import { cache } from './db/template.ts'

declare module 'vitest' {
  // An interface, since vitest's own is to be extended.
  interface ProvidedContext {
    /** Where a worker asks for what is made once for all of them; what nobody asks for is not made. */
    shared: string
  }
}

/** Databases are migrated once, when the first test file wants one; each gets copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Some forty processes are started in the tests: what the first one compiles the others read.
  process.env['NODE_COMPILE_CACHE'] ??= join(cache, 'compiled')
  const shared = startShared()
  const server = createServer((request, response) => {
    answerTo(request.url ?? '', shared).then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  project.provide('shared', `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await shared.stop()
  }
}

async function answerTo(path: string, { postgres, embedded }: Shared): Promise<unknown> {
  return path === '/postgres' ? postgres() : embedded()
}
