import { eventually } from '#sandbox/eventually.ts'
import { WentWrong, type Seen } from './hands.ts'
import { expect, nameOf, says, show, withButton, type Assistant, type Stage } from './telling.ts'

/** What is said about task #1 across the platforms: words, a file, a change, a deletion, and a note that stays inside. */
export async function playTalk(stage: Stage, winner: Assistant): Promise<void> {
  const { hands, bot, tell } = stage
  const { slack, discord, reads } = hands
  const card = await reads(slack, 'carol', /^(?:\S+ )?#1 Book a flight/u)

  says(tell, 'Carol writes in the thread below the card, with a file', 'The passport says Caroline. [passport.pdf]')
  await slack.reply('carol', card, 'The passport says Caroline.', [{ name: 'passport.pdf', content: 'A passport' }])
  const carols = await reads({ sees: slack.talk }, 'carol', /The passport says Caroline/u)
  const came = await reads(discord, winner, /The passport says Caroline/u)
  show(tell, `${nameOf(winner)} reads in the private thread, under Carol's name`, came)
  const file = await reads(discord, winner, /\(passport\.pdf\)/u)
  expect(file.files.length === 1, 'the file did not come along')

  says(tell, 'Carol puts it right', 'The passport says Caroline Reyes.')
  await slack.edit('carol', carols, 'The passport says Caroline Reyes.')
  await reads(discord, winner, /The passport says Caroline Reyes/u)

  says(tell, `${nameOf(winner)} answers in Discord`, '**Caroline Reyes** it is.')
  await discord.beside(winner, came, '**Caroline Reyes** it is.')
  const answer = await reads({ sees: slack.talk }, 'carol', /Caroline Reyes it is/u)
  show(tell, "Carol reads it below her card, under the assistant's name", answer)

  says(
    tell,
    `${nameOf(winner)} writes for the agency alone, and thinks better of something`,
    'note: this airline is often late',
  )
  await discord.beside(winner, came, 'note: this airline is often late')
  await discord.beside(winner, came, 'Not this, sorry')
  await reads({ sees: slack.talk }, 'carol', /Not this, sorry/u)
  await discord.remove(winner, await reads(discord, winner, /Not this, sorry/u))
  await eventually(
    () => slack.talk('carol').some(({ plain }) => plain.includes('Not this, sorry')),
    (isThere) => !isThere,
  )
  await bot.pump?.settled()
  const hers = [...slack.talk('carol'), ...slack.sees('carol')]
  if (hers.some(({ plain }) => plain.includes('often late')))
    throw new WentWrong('a note for the agency reached the client')
  tell('What was deleted is gone in Slack too, and the note never came there.')
}

/** What somebody wrote in a channel becomes a task by the menu of their message. */
export async function playShortcut({ hands: { slack, reads }, tell }: Stage): Promise<void> {
  const text = 'Could somebody find out when the customs office opens?'
  await slack.write('dan', 'globex', text)
  const message = await reads(slack, 'dan', /customs office opens/u)
  says(tell, 'Dan chooses, in the menu of a message that he wrote', 'Delegate this')
  await slack.shortcut('dan', message, 'Delegate this')
  await slack.submit('dan', { duty: 'research' })
  show(tell, 'Dan reads', await reads(slack, 'dan', /is on its way[\s\S]*customs office/u))
}

/** What was handed in goes back once, with what is missing. */
export async function playReturn({ hands: { slack, discord, reads }, tell }: Stage, winner: Assistant): Promise<void> {
  const review = await reads(slack, 'carol', /has handed in #1/u)
  says(tell, 'Carol presses [Return] and fills in', 'An aisle seat, please: 14C is a middle one.')
  await slack.press('carol', review, 'Return')
  await slack.submit('carol', { reason: 'An aisle seat, please: 14C is a middle one.' })
  show(tell, `${nameOf(winner)} reads`, await reads(discord, winner, /Carol Reyes returned #1/u))
  const desk = (): Promise<Seen> => reads(discord, winner, /#1 Book a flight[\s\S]*working on it/u)
  await discord.press(winner, await withButton(desk, 'Submit'), 'Submit')
  await discord.submit(winner, { result: 'Changed: 6E-2134, seat 15C, on the aisle' })
}
