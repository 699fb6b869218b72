import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { openStage, type Screen, type Side, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage(inject('demo'))))
afterEach(() => stage.clear())
afterAll(() => stage?.close())

const moreOf = (side: Side, text: string | RegExp) =>
  side
    .message(text)
    .getByRole('button', { name: /^More actions/u })
    .first()

/** What the menu of a message offers. */
async function choose({ page }: Screen, side: Side, text: string | RegExp, offer: string): Promise<void> {
  await side.message(text).hover()
  await moreOf(side, text).click()
  await page.getByRole('menuitem', { name: offer }).click()
}

/** A task that Asha has, with her private thread open; Carol is in Slack. */
async function aTaskOfAshas(screen: Screen, title: string): Promise<void> {
  const { slack, discord } = screen
  await slack.be('Carol Reyes')
  await slack.say(`/delegate ${title} #travel`)
  await discord.be('Asha Patil')
  await discord.message(title).getByRole('button', { name: 'Claim' }).waitFor()
  await discord.press(title, 'Claim')
  await discord.all.getByRole('button', { name: new RegExp(`^New in Private thread #\\d+ ${title}`, 'u') }).click()
  await discord.message(new RegExp(`${title}[\\s\\S]*You have it`, 'u')).waitFor()
  await slack.message(new RegExp(`${title}[\\s\\S]*Asha Patil has it`, 'u')).waitFor()
}

describe('talking about a task across the platforms, by clicks and keys alone', () => {
  it('goes there and back: a reply, a change of it, an answer and its deletion', async () => {
    const screen = await stage.open()
    const { slack, discord } = screen
    await aTaskOfAshas(screen, 'Book a boat to Alibag')

    await choose(screen, slack, /Book a boat to Alibag[\s\S]*Asha Patil has it/u, 'Reply in thread')
    await slack.say('A seat in the shade, please')
    await discord.message('A seat in the shade, please').waitFor()
    expect(await discord.message('A seat in the shade, please').getByText('Carol Reyes').count()).toBe(1)

    await choose(screen, slack, /^(?!.*Book).*A seat in the shade, please/su, 'Edit message')
    await slack.say('Two seats in the shade, please')
    await discord.message('Two seats in the shade, please').waitFor()

    await discord.say('Two seats it is')
    await slack.message('Two seats it is').waitFor()
    await choose(screen, discord, 'Two seats it is', 'Delete message')
    await slack.message('Two seats it is').waitFor({ state: 'detached' })
    expect(screen.problems).toEqual([])
  })

  it('offers to change or delete a message to whoever wrote it alone', async () => {
    const screen = await stage.open()
    const { slack } = screen
    await slack.be('Carol Reyes')
    await slack.enter('general')
    await slack.say('Mine to change')
    await slack.message('Mine to change').waitFor()
    await slack.be('Dan Weber')
    await slack.enter(/^general/u)

    await slack.message('Mine to change').hover()
    await moreOf(slack, 'Mine to change').click()

    await screen.page.getByRole('menuitem', { name: 'Reply in thread' }).waitFor()
    expect(await screen.page.getByRole('menuitem', { name: 'Edit message' }).count()).toBe(0)
    expect(await screen.page.getByRole('menuitem', { name: 'Delete message' }).count()).toBe(0)
  })

  it('is not needed to see what one has: the page of one’s own shows tasks, and begins one', async () => {
    const screen = await stage.open()
    const { slack } = screen
    // Of Carol's there are many by now, and the first page is full; and he may have read Hindi before.
    await slack.be('Dan Weber')
    await slack.say('/profile language en')
    await slack.message(/English/u).waitFor()
    await slack.say('/delegate Count the spindles #clerical')
    await slack.message(/^(?!.*on its way).*#\d+ Count the spindles/su).waitFor()

    const home = slack.messages.locator('.home')
    await slack.enter('Home')
    await home.getByText('Count the spindles').waitFor()
    await home.getByRole('button', { name: 'Delegate', exact: true }).click()
    await slack.form.getByLabel('What is to be done?').fill('Oil the looms')
    await slack.form.getByRole('button', { name: 'Delegate' }).click()
    await slack.form.waitFor({ state: 'detached' })

    await slack.enter('Home')
    await home.getByText('Oil the looms').waitFor()
    expect(screen.problems).toEqual([])
  })
})
