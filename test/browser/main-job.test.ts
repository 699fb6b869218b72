import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { accept, answer, ask, claim, delegateByLine, handIn, sleepUntilMorning } from './main-job.ts'
import { takePicture } from './picture.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage(inject('demo'))))
afterEach(() => stage.clear())
afterAll(() => stage?.close())

describe('the main job, by clicks and keys alone', () => {
  it('goes from a line in Slack to done on both sides, and the next morning’s digest has what waits, not what was accepted', async () => {
    const screen = await stage.open()

    await delegateByLine(screen)
    await claim(screen)
    await ask(screen)
    const picture = await takePicture(screen)
    await answer(screen)
    await handIn(screen)
    await accept(screen)
    await sleepUntilMorning(screen)

    expect(screen.problems).toEqual([])
    // The README shows this moment: it must not weigh on whoever reads it.
    expect(picture.readUInt32BE(16)).toBe(1440)
    expect(picture.length).toBeLessThan(400_000)
  })

  it('begins with a form as well', async () => {
    const { slack, discord } = await stage.open()
    await slack.be('Carol Reyes')

    await slack.say('/delegate')
    await slack.form.getByLabel('What is to be done?').fill('Find a hotel near Pune station\nTwo nights, quiet')
    await slack.form.getByLabel('Kind of work').selectOption('travel')
    await slack.form.getByLabel('Due').fill('tomorrow 5pm')
    await slack.form.getByLabel('Priority').selectOption('urgent')
    await slack.form.getByRole('button', { name: 'Delegate' }).click()

    await slack.message(/#\d+ Find a hotel near Pune station[\s\S]*urgent/u).waitFor()
    await discord.be('Jun Santos')
    await discord.message(/#\d+ Find a hotel near Pune station/u).waitFor()
  })
})
