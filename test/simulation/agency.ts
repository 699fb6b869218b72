import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import type { Span } from './almanac.ts'
import { chooseDigests, leaveOneLate } from './digests.ts'
import { readBack } from './heard.ts'
import { begin } from './life.ts'
import { planPosts } from './posts.ts'
import { remindEachOther } from './reminders.ts'
import { setUpRepeats } from './repeats.ts'
import { handOver } from './tasks.ts'
import { end } from './world.ts'

/** Everything that is to happen in an agency, and what was asked for in it. */
export async function found(db: Database) {
  const life = await begin(db)
  const chosen = chooseDigests(life)
  leaveOneLate(life)
  const reminders = remindEachOther(life)
  const stories = handOver(life)
  const repeats = setUpRepeats(life)
  planPosts(life)
  return { life, chosen, reminders, stories, repeats }
}

/** Lives through both years, and answers what has come of it. */
export async function liveThrough(db: Database, down: Span[]) {
  const { life, ...asked } = await found(db)
  await life.live(end, down)
  await life.end()
  return { ...asked, faults: life.faults, past: await readBack(db, life) }
}

export type Lived = Awaited<ReturnType<typeof liveThrough>>

/** Two years take half of the time there that they take on the embedded one, on which all that they do is tested by itself. */
export function aDatabase(): Promise<Database> {
  const found = databases.find(({ name }) => name === 'postgres')
  if (!found) throw new Error('there is no Postgres')
  return found.create()
}
