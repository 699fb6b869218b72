import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { pack, type Pack } from 'tar-stream'
import type { Database } from '#db/connection/connect.ts'
import { personById } from '#db/repositories/people.ts'
import { readExportPath } from '#src/features/leaving/export-address.ts'
import { exported, type Entry } from '#src/features/leaving/queries/export.ts'
import { may } from '#src/features/policy.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Route } from './web.ts'

type Parts = { db: Database; secret: string; log: Log; now(): Temporal.Instant }

const plainText = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

/** Everything of an agency, for whoever has the address while the owner who asked for it is one. */
export function exportRoute(parts: Parts): Route {
  return {
    path: '/export/:agency/:name',
    method: ['GET', 'HEAD'],
    handler(request, response) {
      answerExport(parts, request, response).catch((error: unknown) => {
        // Without the address: it is the secret. Half an archive is not to be taken for a whole one.
        parts.log.error({ error }, 'an export could not be written to its end')
        if (response.headersSent) response.destroy()
        else response.writeHead(500, plainText).end()
      })
    },
  }
}

async function answerExport(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { db, secret, log, now } = parts
  const asked = readExportPath((request.url ?? '').replace(/[?#].*$/su, ''), secret, now())
  const owner = asked && (await db.inAgency(asked.agency, (tx) => personById(tx, asked.agency, asked.person)))
  // The same for all that is wrong: nothing tells one wrong address from another.
  if (!asked || !owner || !may(owner, 'export-agency')) {
    response.writeHead(404, plainText).end('Not found\n')
    return
  }
  const day = now().toString().slice(0, 10)
  response.writeHead(200, {
    'content-type': 'application/x-tar',
    'content-disposition': `attachment; filename="sahayak-${day}.tar"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  log.warn({ agency: asked.agency, person: asked.person }, 'everything of an agency is downloaded')
  await writeArchive(exported(db, asked.agency), now(), response)
}

/** One piece after another, each when the one before has been taken. */
export async function writeArchive(
  entries: AsyncIterable<Entry>,
  at: Temporal.Instant,
  to: NodeJS.WritableStream,
): Promise<void> {
  const archive = pack()
  const filling = fill(archive, entries, new Date(at.epochMilliseconds))
  await Promise.all([pipeline(archive, to), filling])
}

async function fill(archive: Pack, entries: AsyncIterable<Entry>, mtime: Date): Promise<void> {
  try {
    for await (const { name, bytes } of entries) {
      if (archive.destroyed) return
      const taken = Promise.withResolvers<void>()
      archive.once('close', taken.resolve)
      archive.entry({ name, size: bytes.length, mtime }, Buffer.from(bytes), (error) =>
        error ? taken.reject(error) : taken.resolve(),
      )
      await taken.promise
      archive.off('close', taken.resolve)
    }
    archive.finalize()
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}
