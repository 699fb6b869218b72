import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connect.ts'
import { databases } from '#test/db/databases.ts'
import { chooseDigests, digestsSent, digestsToCome, type Chosen } from './digests.ts'
import { readBack, type Past } from './heard.ts'
import { begin, type Life } from './life.ts'
import { remindEachOther, remindersHeard, remindersToCome, type Expected } from './reminders.ts'
import { planPosts, socialHeard } from './posts.ts'
import { repeatsMade, repeatsToCome, setUpRepeats, tasksOfRepeats, type Made } from './repeats.ts'
import { handOver, type Story } from './tasks.ts'
import {
  linesAstray,
  movesMade,
  movesToCome,
  wordsHeard,
  wordsInQuietHours,
  wordsToCome,
  wordsTooLate,
  wordsTooMany,
} from './words.ts'
import { end } from './world.ts'

describe('two years of one agency: nine people in seven zones, six clients', () => {
  let db: Database
  let life: Life
  let past: Past
  let chosen: Chosen[]
  let reminders: Expected[]
  let stories: Story[]
  let repeats: Made[]
  let social: string[]

  beforeAll(async () => {
    const embedded = databases.find(({ name }) => name === 'embedded')
    if (!embedded) throw new Error('no embedded database')
    db = await embedded.create()
    life = await begin(db)
    chosen = chooseDigests(life)
    reminders = remindEachOther(life)
    stories = handOver(life)
    repeats = setUpRepeats(life)
    social = planPosts(life)
    const t = performance.now()
    const cpu = process.cpuUsage()
    await life.live(end)
    console.log('lived in', performance.now() - t, process.cpuUsage(cpu).user / 1e6)
    past = await readBack(db, life.recorder.said)
  }, 300_000)
  afterAll(async () => {
    await life.end()
    await db.close()
  })

  it('go by without a fault', () => {
    expect(life.faults).toEqual([])
  })

  it('bring each digest once, on each of its local days at its local time', () => {
    expect(digestsSent(past)).toEqual(digestsToCome(chosen))
  })

  it('bring each reminder once, when it was asked for and when it was put off to', () => {
    expect(remindersHeard(past.heard)).toEqual(remindersToCome(reminders))
  })

  it('make each occurrence of what repeats once, at its local time, but for what is skipped', () => {
    const made = repeats.filter(({ outcome }) => outcome === 'made')

    expect(repeatsMade(past)).toEqual(repeatsToCome(repeats))
    expect(tasksOfRepeats(past, repeats)).toEqual(made.map(({ brief, at }) => `${brief} ${at.toString()}`).toSorted())
  })

  it('say of a task what is to be said of it, to whom and when, and nothing else', () => {
    expect(wordsHeard(past, stories).toSorted()).toEqual(wordsToCome(stories).toSorted())
  })

  it('pass on, take back and accept when the time for it has come, once', () => {
    expect(movesMade(past, stories).toSorted()).toEqual(movesToCome(stories).toSorted())
  })

  it('warn of each empty slot, and remind of each post until it is posted, once', () => {
    expect(socialHeard(past)).toEqual(social)
  })

  it('wake nobody in their quiet hours', () => {
    expect(wordsInQuietHours(past)).toEqual([])
  })

  it('say nothing of what was done before', () => {
    expect(wordsTooLate(past)).toEqual([])
  })

  it('say nothing twice, and no more than three words of one thing', () => {
    expect(wordsTooMany(past)).toEqual([])
  })

  it('tell every line once', () => {
    expect(linesAstray(past)).toEqual([])
  })
})
