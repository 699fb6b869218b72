import type { Screen, Side } from './stage.ts'

/** A client's social calendar, each step as a person does it. It begins on a Monday, with the week of posts that the demo has. */
export async function lookAtWeek({ slack }: Screen): Promise<void> {
  await slack.be('Carol Reyes')
  await slack.all.getByRole('button', { name: 'posts of the week' }).click()
  await slack.line.press('Enter')

  const week = slack.message(/Acme Textiles: Mon/u)
  await week.getByText(/Instagram @acmetextiles: empty/u).waitFor()
  await week.getByText(/waits for approval/u).waitFor()
}

/** A picture in the answer on Discord; in Slack, which shows none there, in the direct message. */
export async function lookAtMonth({ slack, discord }: Screen): Promise<void> {
  await slack.say('/social calendar month')
  await slack.press('Acme Textiles: March 2026', 'Month as a picture')
  await slack.message('The picture is in your direct message').waitFor()
  await slack.enter(/Sahayak/u)
  await seen(slack)

  await discord.be('Jun Santos')
  await discord.enter('general')
  await discord.say('/social calendar period:month')
  await discord.press('Acme Textiles: March 2026', 'Month as a picture')
  await seen(discord)
}

async function seen({ messages }: Side): Promise<void> {
  const picture = messages.getByRole('img')
  await picture.waitFor()
  await picture.evaluate((image: { decode(): Promise<void> }) => image.decode())
  // What is shown is not listed as a file as well.
  await messages.locator('.file').waitFor({ state: 'detached' })
}

/** A day before its time, in her own hours, the client is asked about a post that nobody has approved yet. */
export async function approve(screen: Screen): Promise<void> {
  const { slack, discord } = screen
  // Asked in the middle of her night, it waits for her morning.
  await untilMorningIn(screen, 'Kolkata')
  await untilMorningIn(screen, 'New York')
  await slack.enter(/Sahayak/u)
  await slack.message('The files of P1').getByRole('img', { name: 'looms.png' }).waitFor()
  await slack.press('To approve: P1', 'Approve')
  await slack.message('P1 is approved').waitFor()

  await discord.be('Jun Santos')
  await discord.enter(/Sahayak/u)
  await discord.message('Carol Reyes approved P1').waitFor()
}

export async function remindToPost(screen: Screen): Promise<void> {
  await untilMorningIn(screen, 'Kolkata')

  const reminder = screen.discord.message('Post it now: P1')
  await reminder.getByRole('link', { name: 'Open Instagram' }).waitFor()
  await reminder.getByRole('img', { name: 'looms.png' }).waitFor()
}

export async function confirmPosted({ slack, discord }: Screen): Promise<void> {
  await discord.press('Post it now: P1', 'Posted')
  await discord.form.getByLabel('address').fill('https://www.instagram.com/p/C9xyz12AbCd/')
  await discord.form.getByRole('button', { name: 'Submit' }).click()
  await discord.message('P1 is posted').waitFor()

  await slack.enter('acme')
  await slack.say('/social show P1')
  await slack.message(/P1 · Instagram[\s\S]*Posted, confirmed by Jun Santos/u).waitFor()
}

export async function warnOfEmptySlot(screen: Screen): Promise<void> {
  await untilMorningIn(screen, 'Kolkata')

  await screen.discord.message('Nothing is planned for Instagram').getByRole('button', { name: 'Write it' }).waitFor()
}

/** Noon on Thursday; a quarter of an hour, an hour and three hours later. */
export async function miss(screen: Screen): Promise<void> {
  const { slack, discord } = screen
  for (const _ of [10, 11, 12]) await jump(screen, 'Next hour')
  await discord.message('Post it now: P2').waitFor()
  await jump(screen, 'Next quarter')
  await discord.message(/P2 for LinkedIn @acme-textiles is not confirmed yet/u).waitFor()
  await jump(screen, 'Next hour')
  await discord.be('Asha Patil')
  await discord.enter(/Sahayak/u)
  await discord.message('Please step in and post P2').waitFor()
  await discord.be('Meera Iyer')
  await discord.enter('sahayak-log')
  await discord.message(/P2 for LinkedIn @acme-textiles is not posted/u).waitFor()
  for (const _ of [14, 15]) await jump(screen, 'Next hour')
  // The client is told when her day has begun.
  await untilMorningIn(screen, 'New York')
  await slack.enter(/Sahayak/u)
  await slack.message('P2 was missed').waitFor()
}

/** From one nine o'clock to the next, up to the one in that city. */
async function untilMorningIn(screen: Screen, city: string): Promise<void> {
  const morning = screen.page.getByRole('button', { name: 'Next morning' })
  while (!(await morning.textContent())?.includes(city)) await jump(screen, 'Next morning')
  await jump(screen, 'Next morning')
}

/** By the time machine; the page shows the new time before anybody acts. */
async function jump({ page }: Screen, name: string): Promise<void> {
  const button = page.getByRole('button', { name })
  const before = await button.getAttribute('data-until')
  await button.click()
  await page.locator(`.jump:not([data-until="${before}"])`).and(button).waitFor()
}
