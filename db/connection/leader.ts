import postgres from 'postgres'

/** How often a process asks whether it may lead, and whether it still does. */
const beatMs = 2_000

export type Leadership = { stop(): Promise<void> }

type Led = { stop(): Promise<void> }

/**
 * Of all processes on one Postgres, one at a time does `lead`: the one that holds the advisory lock, on a connection of its
 * own. When that process dies its connection ends and with it the lock; another takes over within two beats.
 *
 * The embedded database has a single process anyway: without a URL it leads at once, for good.
 */
export async function takeTheLead(options: {
  url: string | undefined
  name: string
  lead(): Promise<Led>
  failed(error: unknown): void
}): Promise<Leadership> {
  const { url, name, lead, failed } = options
  if (!url) return lead()

  const client = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: `sahayak ${name}` } })
  let leading: Led | null = null
  let stopping = false
  let timer: NodeJS.Timeout | undefined

  async function beat(): Promise<void> {
    const mine = await holdsLock().catch((error: unknown) => {
      failed(error)
      return false
    })
    if (stopping) return
    if (mine && !leading) leading = await lead()
    if (!mine && leading) await stepDown()
  }

  /** A lock that this connection has already is given again; a new connection after a break must win it anew. */
  async function holdsLock(): Promise<boolean> {
    const [row] = await client<{ mine: boolean }[]>`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as mine`
    return row?.mine ?? false
  }

  async function stepDown(): Promise<void> {
    const led = leading
    leading = null
    await led?.stop()
  }

  let beating = Promise.resolve()
  function next(): void {
    beating = beat().catch(failed)
    void beating.finally(() => {
      if (!stopping) timer = setTimeout(next, beatMs)
    })
  }
  next()
  await beating

  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      await beating
      await stepDown()
      await client.end({ timeout: 1 })
    },
  }
}
