import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { openStage, type Screen, type Side, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage(inject('demo'))))
afterEach(() => stage.clear())
afterAll(() => stage?.close())

async function writes(side: Side, name: string, text: string): Promise<void> {
  await side.be(name)
  await side.enter('general')
  await side.say(text)
  await side.message(text).waitFor()
}

const moreOf = (side: Side, text: string) => side.message(text).getByRole('button', { name: /^More actions/u })
const offerOf = ({ page }: Screen, name: string | RegExp = 'Draft a post') => page.getByRole('menuitem', { name })

describe('the menu of a message', () => {
  it('makes a draft of what somebody wrote in Slack, by the mouse', async () => {
    const screen = await stage.open()
    const { slack } = screen
    await writes(slack, 'Carol Reyes', 'Our spring shawls are in the shop.')

    await slack.message('Our spring shawls').hover()
    await moreOf(slack, 'Our spring shawls').click()
    await offerOf(screen).click()

    expect(await slack.form.getByLabel('Text').inputValue()).toBe('Our spring shawls are in the shop.')
    await slack.form.getByLabel('Account').selectOption('Instagram @acmetextiles')
    await slack.form.getByRole('button', { name: 'Save' }).click()
    await slack.message(/P\d+ is written down[\s\S]*Our spring shawls/u).waitFor()
    expect(screen.problems).toEqual([])
  })

  it('does so in Discord, where it opens by the other mouse button', async () => {
    const screen = await stage.open()
    const { discord } = screen
    await writes(discord, 'Jun Santos', 'A picture of the indigo vat')

    await discord.message('A picture of the indigo vat').click({ button: 'right' })
    await offerOf(screen).click()

    expect(await discord.form.getByLabel('Text').inputValue()).toBe('A picture of the indigo vat')
    expect(screen.problems).toEqual([])
  })

  it('makes a task of what somebody wrote', async () => {
    const screen = await stage.open()
    const { slack } = screen
    await writes(slack, 'Carol Reyes', 'Could somebody book the looms a lorry?')

    await slack.message('Could somebody book').hover()
    await moreOf(slack, 'Could somebody book').click()
    await offerOf(screen, 'Delegate this').click()
    await slack.form.getByRole('button', { name: 'Delegate' }).click()

    await slack.message(/#\d+ is on its way[\s\S]*Could somebody book the looms a lorry/u).waitFor()
    expect(screen.problems).toEqual([])
  })

  it.each(['slack', 'discord'] as const)('is used in %s by the keyboard alone', async (platform) => {
    const screen = await stage.open()
    const { keyboard } = screen.page
    const side = screen[platform]
    await writes(side, 'Meera Iyer', 'Six hundred threads to the inch')
    const more = moreOf(side, 'Six hundred threads')
    const isFocused = () => more.evaluate((element) => element === element.ownerDocument.activeElement)

    await more.focus()
    await keyboard.press('Enter')
    await offerOf(screen, /^Reply/u)
      .and(screen.page.locator(':focus'))
      .waitFor()
    expect(await more.getAttribute('aria-expanded')).toBe('true')
    await keyboard.press('Escape')
    await offerOf(screen).waitFor({ state: 'hidden' })
    expect(await isFocused()).toBe(true)
    expect(await more.getAttribute('aria-expanded')).toBeNull()

    await keyboard.press('Enter')
    await keyboard.press('End')
    await keyboard.press('Enter')
    await side.form.waitFor()
    await keyboard.press('Escape')
    await side.form.waitFor({ state: 'detached' })
    expect(await isFocused()).toBe(true)
  })

  it('is wholly on the screen, wherever the message stands', async () => {
    const screen = await stage.open({ viewport: { width: 390, height: 844 } })
    await writes(screen.slack, 'Carol Reyes', 'Small screens too')

    await moreOf(screen.slack, 'Small screens too').click()

    const box = await screen.page.locator('#slack-menu').boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 844).toBe(true)
  })
})
