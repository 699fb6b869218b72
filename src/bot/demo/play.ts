import { playSocial } from './social.ts'
import { playReturn, playShortcut, playTalk } from './talk.ts'
import { expect, nameOf, says, show, withButton, type Assistant, type Stage } from './telling.ts'

/** The main job, step by step, with what each person sees. Throws `WentWrong` at the first step that fails. */
export async function play(stage: Stage): Promise<void> {
  const task = await delegates(stage)
  const [winner, loser] = await race(stage)
  await asks(stage, winner)
  await playTalk(stage, winner)
  await handsIn(stage, winner)
  await accepts(stage, winner)
  await deliveredTwice(stage)
  await strangerIsRefused(stage)
  await playShortcut(stage)
  await digests(stage)
  await playSocial(stage)
  stage.tell(
    `\nAll of it went as it should: ${task} was asked for in Slack, done in Discord by ${winner}; ${loser} was told who has it.`,
  )
}

async function delegates({ hands: { slack, discord, reads }, tell }: Stage): Promise<string> {
  const text = '/delegate Book a flight to Pune, aisle seat #travel by Friday 5pm !high'
  says(tell, 'Carol, a client in New York, types in Slack #acme', text)
  await slack.type('carol', 'acme', text)
  show(tell, 'Carol reads, and nobody else', await reads(slack, 'carol', /#1 is on its way/u))
  show(tell, 'A card appears in Slack #acme', await reads(slack, 'carol', /^(?!.*on its way).*#1 Book a flight/su))
  const card = await reads(discord, 'asha', /#1 Book a flight/u)
  show(tell, 'And one on the Discord board, for any assistant who does travel', card)
  expect(card.buttons.includes('Claim'), 'the board card has no Claim button')
  return '#1'
}

/** Two press in the same moment. */
async function race({ hands: { discord, reads }, tell }: Stage): Promise<[Assistant, Assistant]> {
  const card = await reads(discord, 'asha', /#1 Book a flight/u)
  says(tell, 'Asha in Kolkata and Jun in Manila both press', '[Claim]')
  await Promise.all([discord.press('asha', card, 'Claim'), discord.press('jun', card, 'Claim')])
  const has = async (name: Assistant) =>
    (await reads(discord, name, /#1 is yours|already taken/u)).plain.includes('is yours')
  const [asha, jun] = [await has('asha'), await has('jun')]
  expect(asha !== jun, 'just one of the two should have it')
  const winner = asha ? 'asha' : 'jun'
  const loser = asha ? 'jun' : 'asha'
  show(tell, `${nameOf(winner)} reads`, await reads(discord, winner, /#1 is yours/u))
  show(tell, `${nameOf(loser)} reads`, await reads(discord, loser, /already taken/u))
  return [winner, loser]
}

async function asks({ hands: { slack, discord, reads }, tell }: Stage, winner: Assistant): Promise<void> {
  const desk = () => reads(discord, winner, /#1 Book a flight[\s\S]*(to start|should start|working on it)/u)
  says(tell, `In the task's own private thread, ${nameOf(winner)} presses`, '[Start], then [Ask]')
  await discord.press(winner, await withButton(desk, 'Start'), 'Start')
  await discord.press(winner, await withButton(desk, 'Ask'), 'Ask')
  await discord.submit(winner, { question: 'Which day shall I book?', options: 'Thursday evening\nFriday morning' })
  const question = await reads(slack, 'carol', /asks about #1/u)
  show(tell, 'Carol reads in Slack', question)
  says(tell, 'Carol taps', '[Friday morning]')
  await slack.press('carol', question, 'Friday morning')
  show(tell, `${nameOf(winner)} reads in Discord`, await reads(discord, winner, /Carol Reyes answered on #1/u))
}

async function handsIn(stage: Stage, winner: Assistant): Promise<void> {
  const {
    hands: { slack, discord, reads },
    tell,
  } = stage
  const desk = () => reads(discord, winner, /#1 Book a flight[\s\S]*working on it/u)
  says(
    tell,
    `${nameOf(winner)} presses [Submit] and fills in`,
    'Booked: 6E-2134, seat 14C\nhttps://example.com/booking/14C',
  )
  await discord.press(winner, await withButton(desk, 'Submit'), 'Submit')
  await discord.submit(winner, { result: 'Booked: 6E-2134, seat 14C', links: 'https://example.com/booking/14C' })
  show(tell, 'Carol reads in Slack', await reads(slack, 'carol', /has handed in #1/u))
  await playReturn(stage, winner)
}

async function accepts({ hands: { slack, discord, reads }, tell }: Stage, winner: Assistant): Promise<void> {
  const review = await reads(slack, 'carol', /has handed in #1[\s\S]*15C/u)
  show(tell, 'Carol reads in Slack', review)
  says(tell, 'Carol presses', '[Accept]')
  await slack.press('carol', review, 'Accept')
  const done = /#1 Book a flight[\s\S]*Done by (?:Asha|Jun|you)/u
  show(tell, 'Both cards say done. In Slack', await reads(slack, 'carol', done))
  show(tell, 'In Discord', await reads(discord, winner, done))
}

async function deliveredTwice({ hands: { slack, reads }, sandbox, bot, tell }: Stage): Promise<void> {
  says(
    tell,
    "Slack delivers one command of Dan's twice",
    '/delegate Reconcile the March invoices #data-entry by tomorrow',
  )
  sandbox.faults.add({ platform: 'slack', name: 'slash_commands', kind: 'duplicate' })
  await slack.type('dan', 'globex', '/delegate Reconcile the March invoices #data-entry by tomorrow')
  await reads(slack, 'dan', /#2 is on its way/u)
  await bot.pump?.settled()
  const cards = slack.sees('dan').filter(({ plain, ephemeral }) => /#\d+ Reconcile/u.test(plain) && !ephemeral)
  expect(cards.length === 1, `there should be one card, and there are ${cards.length}`)
  show(tell, 'There is one task and one card', await reads(slack, 'dan', /^(?!.*on its way).*#2 Reconcile/su))
}

async function strangerIsRefused({ hands: { slack, reads }, tell }: Stage): Promise<void> {
  const text = '/delegate Find a hotel near Pune station #travel'
  await slack.type('carol', 'acme', text)
  const card = await withButton(() => reads(slack, 'sam', /#3 Find a hotel/u), 'Cancel task')
  says(tell, "Sam, who has no role here, presses on Carol's card", '[Cancel task]')
  await slack.press('sam', card, 'Cancel task')
  show(tell, 'Sam reads', await reads(slack, 'sam', /not part of this agency/u))
}

/** The clock goes from one nine o'clock to the next. */
async function digests({ hands: { slack, discord, reads }, sandbox, bot, tell }: Stage): Promise<void> {
  const mornings = [
    { name: 'jun', eyes: discord, zone: 'Asia/Manila' },
    { name: 'meera', eyes: slack, zone: 'Asia/Kolkata' },
    { name: 'dan', eyes: slack, zone: 'Europe/London' },
    { name: 'carol', eyes: slack, zone: 'America/New_York' },
  ] as const
  for (const { name, eyes, zone } of mornings) {
    sandbox.clock.set(nextNine(sandbox.clock.now(), zone) + 1000)
    await bot.clock?.tick()
    await bot.pump?.settled()
    const digest = await reads(eyes, name, /^.*Your day/su)
    show(tell, `It is 9:00 in ${zone.split('/')[1]?.replace('_', ' ')}. ${nameOf(name)} reads`, digest)
  }
}

/** Milliseconds since the epoch. */
function nextNine(now: number, zone: string): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const nine = here.withPlainTime('09:00')
  return (Temporal.ZonedDateTime.compare(nine, here) > 0 ? nine : nine.add({ days: 1 })).epochMilliseconds
}
