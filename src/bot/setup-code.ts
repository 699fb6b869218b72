import { anyAgency } from '#db/repositories/agencies.ts'
import type { Database } from '#db/connection/connect.ts'
import { codeLives, makeCode } from '#src/features/people/handlers/codes.ts'

type Parts = { db: Database; secret: string; now(): Temporal.Instant; tell(text: string): void }

/**
 * Keeps a one-time code by which the first owner is known, as long as there is no agency: it is told to whoever can read
 * the program's own output, and told anew when it has run out.
 */
export async function keepSetupCode({ db, secret, now, tell }: Parts) {
  let code: string | null = null
  let until = now()

  async function tick(): Promise<void> {
    if (Temporal.Instant.compare(now(), until) < 0) return
    code = await db.acrossAgencies(async (tx) => {
      if (await anyAgency(tx)) return null
      return makeCode(tx, secret, { purpose: 'setup', forAgency: null, forPerson: null }, now())
    })
    until = now().add(codeLives)
    if (code) tell(`No agency is set up yet. In Slack or Discord, type within 15 minutes: /agency setup ${code}`)
  }

  await tick()
  return { tick, current: () => code }
}
