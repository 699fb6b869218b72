import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { z } from 'zod'
import { launchBrowser } from './browser.ts'

export type Stage = {
  /** The page as somebody opens it: in a browser without any memory of it. */
  open(options?: BrowserContextOptions): Promise<Screen>
  /** Between two tests: everybody leaves, and no form lies open. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** `url` is where the demo is. */
export async function openStage(url: string): Promise<Stage> {
  const browser = await launchBrowser()
  return {
    open: (options) => openScreen(browser, url, options),
    async clear() {
      for (const context of browser.contexts()) await context.close()
      await closeForms(url)
    },
    close: () => browser.close(),
  }
}

const people = z.array(z.object({ platform: z.enum(['slack', 'discord']), id: z.string() }))
const closing = { slack: { do: 'close-view', all: true }, discord: { do: 'close-modal' } }

async function closeForms(url: string): Promise<void> {
  const answer = await fetch(`${url}/control/people`)
  for (const { platform, id } of people.parse(await answer.json())) {
    const body = JSON.stringify({ ...closing[platform], as: id })
    await fetch(`${url}/control/${platform}/gesture`, { method: 'POST', body })
  }
}

export type Screen = {
  page: Page
  slack: Side
  discord: Side
  /** What went wrong in the page's own script. */
  problems: string[]
}

async function openScreen(browser: Browser, url: string, options?: BrowserContextOptions): Promise<Screen> {
  const context = await browser.newContext({
    ...{ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce', ...options },
  })
  // Picking twenty megabytes takes more than twenty seconds on a machine that does ten other things.
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()))
  await page.goto(url)
  await page.locator('body[data-ready]').waitFor()
  return { page, slack: sideOf(page, 'slack'), discord: sideOf(page, 'discord'), problems }
}

/** One platform on the page, with what a person does there: all of it by clicks and keys. */
export type Side = {
  all: Locator
  line: Locator
  /** Everything that stands in the room that is open. */
  messages: Locator
  form: Locator
  be(name: string): Promise<void>
  say(text: string): Promise<void>
  enter(room: string | RegExp): Promise<void>
  /** The newest message that says this. */
  message(text: string | RegExp): Locator
  press(message: string | RegExp, button: string): Promise<void>
}

function sideOf(page: Page, platform: 'slack' | 'discord'): Side {
  const all = page.locator(`#${platform}`)
  const messages = all.getByRole('log')
  const message = (text: string | RegExp) => messages.locator('article').filter({ hasText: text }).last()
  const line = all.getByRole('textbox', { name: /^Message or command/u })
  return {
    ...{ all, messages, message, line, form: all.getByRole('dialog') },
    async be(name) {
      await all.getByRole('radio', { name }).check()
      await all.getByText(`You are ${name}`).waitFor()
    },
    async say(text) {
      await line.fill(text)
      await line.press('Enter')
    },
    enter: (room) => all.getByRole('navigation').getByRole('button', { name: room }).click(),
    press: (text, name) => message(text).getByRole('button', { name, exact: true }).click(),
  }
}
