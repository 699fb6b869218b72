import type { Screen } from './stage.ts'

/** The main job, each step as a person does it, up to where they read that it is done. */
export async function delegateByLine({ slack, discord }: Screen): Promise<void> {
  await slack.be('Carol Reyes')
  await slack.say('/delegate Book a flight to Pune, aisle seat #travel by Friday 5pm !high')

  await slack
    .message(/is on its way: Book a flight/u)
    .getByText('Only visible to you')
    .waitFor()
  await slack.message(/^(?!.*on its way).*#\d+ Book a flight/su).waitFor()
  for (const assistant of ['Jun Santos', 'Asha Patil']) {
    await discord.be(assistant)
    await discord.message('Book a flight').getByRole('button', { name: 'Claim' }).waitFor()
  }
}

export async function claim({ slack, discord }: Screen): Promise<void> {
  await discord.press('Book a flight', 'Claim')

  await discord.message(/#\d+ is yours/u).waitFor()
  await slack.message(/Book a flight[\s\S]*Asha Patil has it/u).waitFor()
  // Where it goes on is new, and one press away.
  await discord.all.getByRole('button', { name: /^New in Private thread #\d+ Book a flight/u }).click()
  await discord.message(/Book a flight[\s\S]*You have it/u).waitFor()
}

export async function ask({ slack, discord }: Screen): Promise<void> {
  await discord.press('Book a flight', 'Start')
  await slack.message(/Book a flight[\s\S]*Asha Patil is working on it/u).waitFor()
  await discord.press('Book a flight', 'Ask')
  await discord.form.getByLabel('Your question').fill('Which day shall I book?')
  await discord.form.getByLabel('Answers to choose from').fill('Thursday evening\nFriday morning')
  await discord.form.getByRole('button', { name: 'Submit' }).click()

  await slack.message('Which day shall I book?').getByRole('button', { name: 'Friday morning' }).waitFor()
}

export async function answer({ slack, discord }: Screen): Promise<void> {
  await slack.press('Which day shall I book?', 'Friday morning')

  await discord.message(/Carol Reyes answered on #\d+[\s\S]*Friday morning/u).waitFor()
}

export async function handIn({ slack, discord }: Screen): Promise<void> {
  await discord.press(/Book a flight[\s\S]*(?:is|are) working on it/u, 'Submit')
  await discord.form.getByLabel('What you did').fill('Booked: 6E-2134, seat 14C')
  await discord.form.getByLabel('Links').fill('https://example.com/booking/14C')
  await discord.form.getByRole('button', { name: 'Submit' }).click()

  await slack.enter(/Sahayak/u)
  const review = slack.message(/Asha Patil has handed in #\d+[\s\S]*6E-2134/u)
  await review.getByRole('link', { name: 'https://example.com/booking/14C' }).waitFor()
}

export async function accept({ slack, discord }: Screen): Promise<void> {
  await slack.press(/has handed in #\d+[\s\S]*6E-2134/u, 'Accept')

  await slack.enter('acme')
  await slack.message(/Book a flight[\s\S]*Done by Asha Patil/u).waitFor()
  await discord.enter('open-tasks')
  // The board is read by many: there she has her name.
  await discord.message(/Book a flight[\s\S]*Done by Asha Patil/u).waitFor()
}

/** From the morning in London to the one in New York: what she accepted herself is no news, what waits for her is. */
export async function sleepUntilMorning({ page, slack }: Screen): Promise<void> {
  const morning = page.getByRole('button', { name: 'Next morning' })
  await morning.filter({ hasText: 'London' }).click()
  await morning.filter({ hasText: 'New York' }).click()

  await slack.all.getByRole('button', { name: /^New in Sahayak/u }).click()
  const digest = slack.message(/Your day/u)
  await digest.getByText(/waiting for your approval/u).waitFor()
  await digest.getByText('Book a flight').waitFor({ state: 'detached' })
}
