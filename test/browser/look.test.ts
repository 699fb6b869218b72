import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { tooFaint } from './contrast.ts'
import { openStage, type Screen, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage(inject('demo'))))
afterEach(() => stage.clear())
afterAll(() => stage?.close())

/** Cards, a thread, what only one person sees, failures of both platforms, a list to choose from, and the inspector. */
async function fullOfThings({ page, slack, discord }: Screen): Promise<void> {
  await slack.be('Carol Reyes')
  await slack.say('/delegate Learn the whole timetable of the Konkan railway by heart, with all its exceptions #travel')
  await discord.be('Jun Santos')
  await discord.press('Learn the whole timetable', 'Claim')
  await discord.enter(/Private thread.*Learn the whole/u)
  await discord.message('Learn the whole timetable').waitFor()
  await slack.say('/nonsense')
  await slack.all.getByText('is not a valid command').waitFor()
  await page.locator('#inspector > summary').click()
  await page.locator('.traffic summary').first().click()
  await discord.say('/nonsense')
  await discord.line.fill('/task')
  await discord.all.getByRole('option').first().waitFor()
  await discord.line.press('ArrowDown')
}

async function fullOfForms({ slack, discord }: Screen): Promise<void> {
  await slack.be('Carol Reyes')
  await slack.say('/delegate')
  await slack.form.getByLabel('Due').fill('yesterday')
  await slack.form.getByRole('button', { name: 'Delegate' }).click()
  await slack.form.getByRole('alert').waitFor()
  await discord.be('Meera Iyer')
  await discord.say('/agency assign')
  await discord.form.getByRole('button', { name: 'Submit' }).click()
  await discord.form.getByRole('alert').waitFor()
}

async function inHindi({ slack, discord }: Screen): Promise<void> {
  await slack.be('Dan Weber')
  await slack.say('/profile language hi')
  await slack.messages.locator('article:lang(hi)').last().waitFor()
  await slack.say('/delegate पुणे की फ़्लाइट बुक करें, खिड़की वाली सीट #travel शुक्रवार शाम 5 बजे तक')
  await slack.message('पुणे').first().waitFor()
  await discord.be('Inês Duarte')
  await discord.say('/help')
  await discord.message('/tasks').waitFor()
}

async function ofPosts(screen: Screen): Promise<void> {
  const { page, slack, discord } = screen
  await slack.be('Carol Reyes')
  await slack.say('/social calendar')
  await slack.message(/Acme Textiles: Mon/u).waitFor()
  await slack.say('/social draft')
  await slack.form.getByLabel('Text').waitFor()
  await discord.be('Jun Santos')
  await discord.enter('general')
  await discord.say('A picture of the indigo vat')
  await discord.message('A picture of the indigo vat').click({ button: 'right' })
  await page.getByRole('menuitem').first().waitFor()
}

const sights = [
  { what: 'rooms, cards and failures', bring: fullOfThings },
  { what: 'forms with mistakes', bring: fullOfForms },
  { what: 'posts, a form and a menu', bring: ofPosts },
  { what: 'a reader of Hindi', bring: inHindi },
]
const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const looks = [
  { colorScheme: 'light', viewport: desk },
  { colorScheme: 'dark', viewport: desk },
  { colorScheme: 'dark', viewport: phone },
  { colorScheme: 'light', viewport: phone },
] as const

const faint = (page: Page) => page.locator('body *').evaluateAll(tooFaint)
const sticksOut = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')

/** Lines of what a screen reader is given, where a thing to use has no name. */
async function nameless(page: Page): Promise<string[]> {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n')
  return lines.filter((line) =>
    /^\s*- (?:button|link|textbox|combobox|radio|checkbox|option|dialog|region|log|listbox)(?: \[|:|$)/u.test(line),
  )
}

async function idsTwice(page: Page): Promise<string[]> {
  const ids = await page.locator('[id]').evaluateAll((elements): string[] => elements.map(({ id }) => id))
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

describe('the page', () => {
  it.each(sights)('with $what, can be read and used by everyone, at a desk and on a phone', async ({ bring }) => {
    const screen = await stage.open()
    const { page } = screen

    await bring(screen)

    expect(await nameless(page)).toEqual([])
    expect(await idsTwice(page)).toEqual([])
    for (const { colorScheme, viewport } of looks) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(viewport)
      expect(await sticksOut(page)).toBe(false)
      expect(await faint(page)).toEqual([])
    }
    expect(screen.problems).toEqual([])
  })
})
