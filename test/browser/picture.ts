import { startAtWork } from './demo.ts'
import { ask, claim, delegateByLine } from './main-job.ts'
import { openStage, type Screen } from './stage.ts'

/**
 * The README's picture: `node test/browser/picture.ts` writes docs/page.png anew. The machine needs a typeface with
 * pictures (on Debian: fonts-noto-color-emoji), or the marks on Slack's cards are empty boxes.
 */
export async function takePicture({ page }: Screen, path?: string): Promise<Buffer> {
  // What has just come is lit up for a moment, and somebody is typing: neither belongs in the picture.
  await page.mouse.move(0, 0)
  await page.locator('h1').click()
  return page.screenshot({ animations: 'disabled', ...(path === undefined ? {} : { path }) })
}

async function writePicture(path: string): Promise<void> {
  const demo = await startAtWork()
  const stage = await openStage(demo.sandbox.url)
  try {
    const screen = await stage.open({ colorScheme: 'light' })
    await delegateByLine(screen)
    await claim(screen)
    await ask(screen)
    await takePicture(screen, path)
  } finally {
    await stage.close()
    await demo.stop()
  }
}

if (import.meta.main) await writePicture('docs/page.png')
