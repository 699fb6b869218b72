import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage(inject('demo'))))
afterEach(() => stage.clear())
afterAll(() => stage?.close())

/** From one thing to the next, as somebody without a mouse. */
async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await wanted.waitFor()
  for (let presses = 0; presses < 100; presses++) {
    if (await isFocused(wanted)) return
    await page.keyboard.press(key)
  }
  throw new Error(`No way by ${key} to ${String(wanted)}`)
}

const isFocused = (wanted: Locator) => wanted.evaluate((element) => element === element.ownerDocument.activeElement)

describe('with the keyboard alone', () => {
  it('a task is delegated, claimed and opened', async () => {
    const { page, slack, discord } = await stage.open()
    const { keyboard } = page
    await tabTo(page, slack.all.getByRole('radio', { checked: true }))
    await keyboard.press('ArrowRight')
    await slack.all.getByRole('radio', { name: 'Meera Iyer', checked: true }).waitFor()
    await keyboard.press('ArrowLeft')
    await slack.all.getByRole('radio', { name: 'Carol Reyes', checked: true }).waitFor()

    await tabTo(page, slack.line)
    await keyboard.type('/del')
    await slack.all.getByRole('option', { name: /^\/delegate/u }).waitFor()
    await keyboard.press('Tab')
    await keyboard.type('Send the visa forms #travel')
    await keyboard.press('Enter')
    await tabTo(page, discord.message('Send the visa forms').getByRole('button', { name: 'Claim' }))
    await keyboard.press('Enter')

    await discord.message(/#\d+ is yours/u).waitFor()
    // The button did what it was for; the focus is still among the messages, just below the head of the room.
    await tabTo(page, discord.all.getByRole('button', { name: /^New in Private thread .*visa/u }), 'Shift+Tab')
    await keyboard.press('Enter')
    await discord.message(/Send the visa forms[\s\S]*You have it/u).waitFor()
  })

  it('Escape closes a form, and the focus is back where it was', async () => {
    const { page, slack } = await stage.open()
    await slack.be('Carol Reyes')
    await slack.say('/delegate')
    const first = slack.form.getByLabel('What is to be done?')
    await first.waitFor()
    expect(await isFocused(first)).toBe(true)

    await page.keyboard.press('Escape')

    await slack.form.waitFor({ state: 'detached' })
    expect(await isFocused(slack.line)).toBe(true)
  })

  it('what lies behind a form is out of reach, and the other platform is not', async () => {
    const { page, slack, discord } = await stage.open()
    await slack.be('Carol Reyes')
    await slack.say('/delegate')
    await slack.form.getByLabel('What is to be done?').waitFor()

    await page.keyboard.press('Shift+Tab')

    expect(await isFocused(slack.all.getByRole('radio', { checked: true }))).toBe(true)
    await tabTo(page, slack.form.getByRole('button', { name: 'Delegate' }))
    await tabTo(page, discord.line)
  })
})

describe('the line for messages', () => {
  it('offers in Discord the commands, then their fields, then what the bot knows of', async () => {
    const { page, slack, discord } = await stage.open()
    await slack.be('Carol Reyes')
    await slack.say('/delegate Rent a car #travel')
    await discord.be('Jun Santos')
    await discord.message('Rent a car').waitFor()

    await discord.line.fill('/cl')
    await discord.all.getByRole('option', { name: /^\/claim/u }).click()
    await discord.all.getByRole('option', { name: /^number:/u }).click()
    await discord.all.getByRole('option', { name: /Rent a car/u }).click()
    await page.keyboard.press('Enter')

    await discord.message(/is yours[\s\S]*You have it/u).waitFor()
  })

  it('shows how a command is written while it is being typed', async () => {
    const { slack, discord } = await stage.open()

    await slack.line.fill('/delegate Book')
    await slack.all.getByText('[what] [duty] [due]').waitFor()
    await discord.line.fill('/claim ')
    await discord.all.getByText('[number:]').waitFor()

    // What is not being typed in has its help out of the way.
    await slack.all.getByText('[what] [duty] [due]').waitFor({ state: 'detached' })
  })

  it("says in each platform's own words that there is no such command, and gives the line back", async () => {
    const { slack, discord } = await stage.open()

    await slack.say('/nonsense')
    await discord.say('/nonsense')

    await slack.all.getByText('/nonsense is not a valid command').waitFor()
    await discord.all.getByRole('alert').filter({ hasText: 'There is no command "/nonsense" here' }).waitFor()
    expect(await slack.line.inputValue()).toBe('/nonsense')
    expect(await discord.line.inputValue()).toBe('/nonsense')
  })
})
