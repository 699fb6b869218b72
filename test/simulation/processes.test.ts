import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase } from '#db/connection/connect.ts'
import { postgresUrl } from '#test/db/databases.ts'
import { isLong } from '#test/long.ts'
import { found, type Lived } from './agency.ts'
import { local, type Span } from './almanac.ts'
import { digestsRead, digestsSent, digestsToCome, summariesSent, summariesToCome } from './digests.ts'
import { startFleet } from './fleet.ts'
import { readBack } from './heard.ts'
import { chances, seenIn } from './outages.ts'
import { openPlatform } from './platform.ts'
import { socialHeard, socialToCome } from './posts.ts'
import { remindersHeard, remindersToCome } from './reminders.ts'
import { repeatsDue, repeatsMade, repeatsToCome, tasksOfRepeats, tasksToMake } from './repeats.ts'
import { linesAstray, movesUnsaid, wordsInQuietHours, wordsTooLate, wordsTooMany } from './words.ts'

/** Another one is tried with `SIMULATION_SEED=8 npx vitest run test/simulation`. */
const seed = Number(process.env['SIMULATION_SEED'] ?? 7)

/** Through the days on which the clocks of New York, London, Lisbon, Sydney and Lord Howe change; in the short form New York's alone. */
const from = local('asha', '2026-03-06T12:00')
const until = local('asha', isLong ? '2026-04-06T12:00' : '2026-03-16T12:00')

const between = (one: string, other: string): Span => ({ from: local('asha', one), until: local('asha', other) })
/** All four are gone: through the night in which New York's clocks jump. */
const down = [between('2026-03-07T20:00', '2026-03-08T20:00')]
const seen = seenIn(down)

describe(`${isLong ? 'a month' : 'ten days'} of the same agency with four processes on postgres, killed and started again (seed ${seed})`, () => {
  let lived: Lived
  let killed: number
  beforeAll(async () => {
    const url = await postgresUrl()
    const db = await connectDatabase({ url, dataDir: tmpdir(), max: 3 })
    const platforms = openPlatform(url)
    await platforms.create()
    const { life, ...asked } = await found(db)
    await life.live(from)
    const { clock, faults, recorder } = life
    const fleet = startFleet({ db, url, platforms, clock, said: recorder.said, faults, chance: chances(seed) })
    await life.handTo(fleet)
    await life.live(until, down)
    await life.end()
    killed = fleet.killed()
    lived = { ...asked, faults, past: await readBack(db, life) }
    await platforms.close()
    await db.close()
  })

  it('goes by without a fault, though many were killed', () => {
    expect(lived.faults).toEqual([])
    expect(killed).toBeGreaterThan(2)
  })

  it('brings each digest once, and none is missing', () => {
    expect(digestsSent(lived.past)).toEqual(digestsToCome(lived.chosen, seen, until))
  })

  it('brings each summary of a week, and each digest of a room, once', () => {
    const due = summariesToCome(seen, until)

    expect(due.length).toBeGreaterThan(15)
    expect(summariesSent(lived.past)).toEqual(due)
  })

  it('brings a digest to whoever has something to read in it, each time', () => {
    const { arrived, sent } = digestsRead(lived.past)

    expect(arrived.length).toBeGreaterThan(isLong ? 20 : 10)
    expect(arrived).toEqual(sent)
  })

  it('brings each reminder once, and none is missing', () => {
    expect(remindersHeard(lived.past.heard)).toEqual(remindersToCome(lived.reminders, seen, until))
  })

  it('makes each occurrence of what repeats once, and none is missing', () => {
    const due = repeatsDue(lived.repeats, seen, until)

    expect(repeatsMade(lived.past)).toEqual(repeatsToCome(due))
    expect(tasksOfRepeats(lived.past)).toEqual(tasksToMake(due))
  })

  it('warns of each empty slot and reminds of each post once, and none is missing', () => {
    expect(socialHeard(lived.past)).toEqual(socialToCome(seen, until))
  })

  it('says nothing twice, nothing of what was done, nothing in quiet hours, and takes nothing away unsaid', () => {
    expect(wordsTooMany(lived.past)).toEqual([])
    expect(wordsTooLate(lived.past)).toEqual([])
    expect(wordsInQuietHours(lived.past)).toEqual([])
    expect(movesUnsaid(lived.past)).toEqual([])
  })

  it('tells every line once', () => {
    expect(linesAstray(lived.past)).toEqual([])
  })
})
