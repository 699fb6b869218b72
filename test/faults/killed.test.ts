import { expect, it } from 'vitest'
import { postgresUrl } from '#test/db/databases.ts'
import { isLong } from '#test/long.ts'
import { playScene } from './run/scene.ts'

/** Another one is tried with `FAULTS_SEED=8 npx vitest run test/faults/killed.test.ts`; the long form is `npm run faults`. */
const seed = Number(process.env['FAULTS_SEED'] ?? 7)

const extent = isLong ? { acts: 40, kills: 2 } : { acts: 24, kills: 1 }

it(
  `loses nothing, tells each thing once and in order, and lets nobody wait in vain, though its processes are killed in bad weather (seed ${seed})`,
  { timeout: 1_200_000 },
  async () => {
    const { counts, breaches } = await playScene({
      ...{ url: await postgresUrl(), processes: 2, ...extent, seed, hurried: true },
      size: { clients: 1, assistants: 2 },
    })

    expect(breaches).toEqual({
      lost: [],
      doubled: [],
      untold: [],
      disordered: [],
      stale: [],
      unanswered: [],
      ended: [],
    })
    expect(counts.kills).toBe(extent.kills)
  },
)
