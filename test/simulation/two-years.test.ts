import { beforeAll, describe, expect, it } from 'vitest'
import { aDatabase, liveThrough, type Lived } from './agency.ts'
import { holdsAlways } from './always.ts'
import { digestsSent, digestsToCome } from './digests.ts'
import { atOnce } from './outages.ts'
import { socialHeard, socialToCome } from './posts.ts'
import { remindersHeard, remindersToCome } from './reminders.ts'
import { repeatsDue, repeatsMade, repeatsToCome, tasksOfRepeats, tasksToMake } from './repeats.ts'
import { spanName } from './world.ts'
import {
  movesMade,
  movesToCome,
  movesUnsaid,
  taskReminders,
  taskRemindersToCome,
  wordsHeard,
  wordsToCome,
} from './words.ts'

describe(`the ${spanName} of one agency: nine people in seven zones, six clients`, () => {
  let lived: Lived
  beforeAll(async () => {
    const db = await aDatabase()
    lived = await liveThrough(db, [])
    await db.close()
  })

  holdsAlways(() => lived, atOnce)

  it('bring each digest once, on each of its local days at its local time', () => {
    expect(digestsSent(lived.past)).toEqual(digestsToCome(lived.chosen, atOnce))
  })

  it('bring each reminder once, when it was asked for and when it was put off to', () => {
    expect(remindersHeard(lived.past.heard)).toEqual(remindersToCome(lived.reminders, atOnce))
  })

  it('make each occurrence of what repeats once, at its local time, but for what is skipped', () => {
    const due = repeatsDue(lived.repeats, atOnce)

    expect(repeatsMade(lived.past)).toEqual(repeatsToCome(due))
    expect(tasksOfRepeats(lived.past)).toEqual(tasksToMake(due))
  })

  it('warn of each empty slot, and remind of each post until it is posted, once', () => {
    expect(socialHeard(lived.past)).toEqual(socialToCome(atOnce))
  })

  it('say of a task what is to be said of it, to whom and when, and nothing else', () => {
    expect(wordsHeard(lived.past, lived.stories)).toEqual(wordsToCome(lived.stories))
  })

  it('remind of a task that is open, and not of one that is done', () => {
    expect(taskReminders(lived.past, lived.stories)).toEqual(taskRemindersToCome(lived.stories))
    expect(taskRemindersToCome(lived.stories).length).toBeGreaterThan(0)
  })

  it('pass on, take back and accept when the time for it has come, once, and never without a word before', () => {
    expect(movesMade(lived.past, lived.stories)).toEqual(movesToCome(lived.stories))
    expect(movesUnsaid(lived.past)).toEqual([])
  })
})
