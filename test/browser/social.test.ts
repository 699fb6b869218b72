import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Demo } from '#src/bot/demo.ts'
import { startAtWork } from './demo.ts'
import { approve, confirmPosted, lookAtMonth, lookAtWeek, miss, remindToPost, warnOfEmptySlot } from './social.ts'
import { openStage, type Stage } from './stage.ts'

/** It goes through most of a week: the clock that all others share is not for that. */
let demo: Demo
let stage: Stage
beforeAll(async () => {
  demo = await startAtWork()
  stage = await openStage(demo.sandbox.url)
})
afterEach(() => stage.clear())
afterAll(async () => {
  await stage?.close()
  await demo?.stop()
})

describe('a client’s social calendar, by clicks and keys alone', () => {
  it('is found as it stands, approved in Slack, posted from Discord, warned of where it is empty, and escalated where it is missed', async () => {
    const screen = await stage.open()

    await lookAtWeek(screen)
    await lookAtMonth(screen)
    await approve(screen)
    await remindToPost(screen)
    await confirmPosted(screen)
    await warnOfEmptySlot(screen)
    await miss(screen)

    expect(screen.problems).toEqual([])
  })
})
