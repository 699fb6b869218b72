import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { openStage, type Screen, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage(inject('demo'))))
afterEach(() => stage.clear())
afterAll(() => stage?.close())

/** Carol has delegated something that assistants see on their board. */
async function aTask(title: string): Promise<Screen> {
  const screen = await stage.open()
  await screen.slack.be('Carol Reyes')
  await screen.slack.say(`/delegate ${title} #travel`)
  await screen.discord.be('Jun Santos')
  await screen.discord.message(title).waitFor()
  return screen
}

/** A task that Asha works on, in its thread. */
async function aTaskOfAshas(title: string): Promise<Screen> {
  const screen = await aTask(title)
  const { discord } = screen
  await discord.be('Asha Patil')
  await discord.press(title, 'Claim')
  await discord.enter(new RegExp(`Private thread.*${title}`, 'u'))
  await discord.press(title, 'Start')
  await discord.press(title, 'Ask')
  await discord.form.waitFor()
  return screen
}

describe('a form with a mistake in it', () => {
  it('says in Slack what is wrong beside the field, and keeps what was typed', async () => {
    const { slack } = await stage.open()
    await slack.be('Carol Reyes')
    await slack.say('/delegate')
    const what = slack.form.getByLabel('What is to be done?')
    await what.fill('Renew the passport')
    await slack.form.getByLabel('Due').fill('yesterday')

    await slack.form.getByRole('button', { name: 'Delegate' }).click()

    await slack.form.getByRole('alert').filter({ hasText: 'has passed already' }).waitFor()
    expect(await what.inputValue()).toBe('Renew the passport')
    await slack.form.getByLabel('Due').fill('tomorrow')
    await slack.form.getByRole('button', { name: 'Delegate' }).click()
    await slack.message(/#\d+ Renew the passport/u).waitFor()
  })

  it('says in Discord what is wrong, and keeps what was typed', async () => {
    const { discord } = await aTaskOfAshas('Compare two airlines')
    const options = discord.form.getByLabel('Answers to choose from')
    await options.fill('The cheaper one')

    await discord.form.getByRole('button', { name: 'Submit' }).click()

    await discord.form.getByRole('alert').filter({ hasText: 'This field is required' }).waitFor()
    expect(await options.inputValue()).toBe('The cheaper one')
  })

  it('comes back in Discord with what the bot did not understand, ready to mend', async () => {
    const { discord } = await aTaskOfAshas('Choose a seat')
    await discord.form.getByLabel('Your question').fill('Which one?')
    await discord.form.getByLabel('Answers to choose from').fill('1A\n1B\n1C\n1D\n1E')

    await discord.form.getByRole('button', { name: 'Submit' }).click()
    await discord.messages.getByRole('button', { name: 'Fix it in a form' }).click()

    expect(await discord.form.getByLabel('Your question').inputValue()).toBe('Which one?')
    expect(await discord.form.getByLabel('Answers to choose from').inputValue()).toContain('1E')
  })
})

describe('what others see', () => {
  it("tells a stranger who presses somebody's button why not, and nobody else", async () => {
    const { slack } = await aTask('Order two chairs')
    await slack.be('Sam Ortiz')

    await slack.press('Order two chairs', 'Cancel task')

    await slack.message('not part of this agency').getByText('Only visible to you').waitFor()
    await slack.be('Carol Reyes')
    await slack.message(/Order two chairs[\s\S]*Cancel task/u).waitFor()
    expect(await slack.messages.getByText('not part of this agency').count()).toBe(0)
  })

  it('shows what is for one person to that person alone', async () => {
    const { slack } = await aTask('Water the plants')
    await slack.message(/is on its way: Water the plants/u).waitFor()

    await slack.be('Sam Ortiz')

    await slack.message('Water the plants').waitFor()
    expect(await slack.messages.getByText(/is on its way: Water the plants/u).count()).toBe(0)
  })

  it('counts what is new to each person in each room, until they have looked', async () => {
    const { slack } = await stage.open()
    await slack.be('Carol Reyes')
    await slack.enter('general')
    await slack.say('Lunch at one?')
    await slack.message('Lunch at one?').waitFor()
    const dan = slack.all.getByRole('radio', { name: /Dan Weber/u })

    await slack.all.getByRole('radio', { name: /^Dan Weber \d+ unread$/u }).waitFor()
    await dan.check()
    await slack.enter('general 1 unread')

    await slack.message('Lunch at one?').waitFor()
    await slack.all.getByRole('button', { name: 'general', exact: true }).waitFor()
  })
})

describe('the inspector', () => {
  it('shows what went between the platforms and the bot, each with what was in it', async () => {
    const { page } = await aTask('Print the itinerary')
    const inspector = page.locator('#inspector')

    await inspector.getByText('Inspector').click()
    const posted = inspector.getByRole('listitem').filter({ hasText: 'Print the itinerary' })
    await posted.getByText('chat.postMessage').first().click()

    await posted.getByLabel('What was sent').filter({ hasText: 'Print the itinerary', visible: true }).first().waitFor()
  })
})
