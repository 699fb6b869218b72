import { beforeAll, describe, expect, it } from 'vitest'
import { aDatabase, liveThrough, type Lived } from './agency.ts'
import { local, type Span } from './almanac.ts'
import { holdsAlways } from './always.ts'
import { digestsSent, digestsToCome } from './digests.ts'
import { chances, outages, seenIn, touches } from './outages.ts'
import { postsKept, socialHeard, socialToCome } from './posts.ts'
import { remindersHeard, remindersToCome } from './reminders.ts'
import { repeatsDue, repeatsMade, repeatsToCome, setUps, tasksOfRepeats, tasksToMake } from './repeats.ts'
import { spanOf, storiesKept, type Story } from './tasks.ts'
import {
  movesMade,
  movesToCome,
  movesUnsaid,
  storiesOpen,
  taskReminders,
  taskRemindersToCome,
  wordsHeard,
  wordsToCome,
} from './words.ts'
import { begin, end, spanName } from './world.ts'

/** Another one is tried with `SIMULATION_SEED=8 npx vitest run test/simulation`. */
const seed = Number(process.env['SIMULATION_SEED'] ?? 7)

const between = (from: string, until: string): Span => ({ from: local('asha', from), until: local('asha', until) })

/** Where much comes together, whatever the chances say. */
const given = [
  // Over the words before a claim goes back, and until after it would have.
  between('2026-02-24T11:30', '2026-02-25T07:30'),
  // Through the night in which New York's clocks jump.
  between('2026-03-07T20:00', '2026-03-09T08:00'),
  // A post comes due, and is posted, while nobody is there.
  between('2026-03-11T10:30', '2026-03-11T13:00'),
  // Longer than half of the time to the next occurrence of what repeats every two weeks, and through eight of what does daily.
  between('2026-03-28T20:00', '2026-04-06T20:00'),
  // The reminder and the escalation of one post go by.
  between('2026-07-01T09:40', '2026-07-01T11:10'),
  between('2026-10-27T15:00', '2026-10-28T18:15'),
  // Too late for a post, and over the words before silence accepts a result.
  between('2027-06-17T15:00', '2027-06-22T10:00'),
]

const kept = [...setUps, ...postsKept].map((at): Span => ({ from: at, until: at }))
const down = outages({ from: begin, until: end }, chances(seed), given, [...kept, ...storiesKept])
const seen = seenIn(down)

describe(`the same ${spanName} with a bot that is down ${down.length} times (seed ${seed})`, () => {
  let lived: Lived
  beforeAll(async () => {
    const db = await aDatabase()
    lived = await liveThrough(db, down)
    await db.close()
  })

  holdsAlways(() => lived, seen)

  /** Those that no outage touches go as if there were none. */
  const untouched = (stories: Story[]) => stories.filter((story) => !down.some((span) => touches(spanOf(story), span)))

  it('bring each digest once; of several that were missed the newest, unless that is six hours old', () => {
    expect(digestsSent(lived.past)).toEqual(digestsToCome(lived.chosen, seen))
  })

  it('bring each reminder once, however late', () => {
    expect(remindersHeard(lived.past.heard)).toEqual(remindersToCome(lived.reminders, seen))
  })

  it('make each occurrence once; of several that were missed the newest, unless half of the time to the next is over', () => {
    const due = repeatsDue(lived.repeats, seen)

    expect(repeatsMade(lived.past)).toEqual(repeatsToCome(due))
    expect(tasksOfRepeats(lived.past)).toEqual(tasksToMake(due))
    expect(due.map(({ outcome }) => outcome)).toContain('missed')
  })

  it('warn of each empty slot that can still be filled, and say the last of what a post was to be reminded of', () => {
    expect(socialHeard(lived.past)).toEqual(socialToCome(seen))
  })

  it('say of a task that no outage touches what is to be said of it, and nothing else', () => {
    const stories = untouched(lived.stories)

    expect(stories.length).toBeGreaterThan(5)
    expect(wordsHeard(lived.past, stories)).toEqual(wordsToCome(stories))
    expect(movesMade(lived.past, stories)).toEqual(movesToCome(stories))
    expect(taskReminders(lived.past, stories)).toEqual(taskRemindersToCome(stories))
  })

  it('bring every task to its end, and take nothing away without a word before', () => {
    expect(storiesOpen(lived.past, lived.stories)).toEqual([])
    expect(movesUnsaid(lived.past)).toEqual([])
  })
})
