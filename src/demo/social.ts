import { WentWrong, type Hands, type Seen } from './hands.ts'
import type { Stage } from './play.ts'
import type { Name } from './world.ts'

const zone = 'Asia/Kolkata'

/** Acme posts to Instagram on Monday, Wednesday and Friday at nine; Jun posts it, and Inês stands in. */
export async function setUpSocial({ slack, discord, reads }: Hands): Promise<void> {
  await discord.type('meera', 'social', '/agency room purpose:social')
  await discord.type(
    'meera',
    'general',
    '/agency assign client:Acme Textiles duty:social-media primary:Jun Santos backups:Inês Duarte',
  )
  await reads(discord, 'meera', /Acme Textiles: social-media/u)
  await slack.type('carol', 'acme', '/social account add instagram @acmetextiles')
  await reads(slack, 'carol', /Instagram @acmetextiles is added/u)
  await slack.type('carol', 'acme', '/social slot add instagram mon,wed,fri 09:00')
  await reads(slack, 'carol', /The next three/u)
}

/** An empty slot, a draft that is approved in Slack, posted from Discord, and one that is missed. Begins where the clock stands. */
export async function playSocial(stage: Stage): Promise<void> {
  const slot = nextSlot(stage)
  await emptySlot(stage, slot)
  await approved(stage)
  await posted(stage, slot)
  await missed(stage, nextSlot(stage))
}

/** The next Monday, Wednesday or Friday at nine that is more than a day away. */
function nextSlot({ sandbox }: Stage): Temporal.ZonedDateTime {
  const now = Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()).toZonedDateTimeISO(zone)
  let day = now.add({ days: 1 })
  while (
    ![1, 3, 5].includes(day.dayOfWeek) ||
    Temporal.ZonedDateTime.compare(day.withPlainTime('09:00'), now.add({ days: 1 })) <= 0
  ) {
    day = day.add({ days: 1 })
  }
  return day.withPlainTime('09:00')
}

async function goTo({ sandbox, bot }: Stage, when: Temporal.ZonedDateTime): Promise<void> {
  sandbox.clock.set(when.epochMilliseconds + 1000)
  await bot.clock?.tick()
  await bot.pump?.settled()
}

async function emptySlot(stage: Stage, slot: Temporal.ZonedDateTime): Promise<void> {
  const { discord, reads } = stage.hands
  await goTo(stage, slot.subtract({ days: 1 }))
  const warning = await reads(discord, 'jun', /Nothing is planned for Instagram @acmetextiles/u)
  show(stage, 'A day before a slot for which nothing is written, Jun reads in Discord', warning)
  says(stage, 'Jun presses [Write it] and fills in', 'The new looms have arrived. #handloom')
  await discord.press('jun', warning, 'Write it')
  await discord.submit('jun', { text: 'The new looms have arrived. #handloom', link: 'https://acme.example/looms' })
  const draft = await reads(discord, 'jun', /P1 is written down/u)
  show(stage, 'Jun reads', draft)
  await discord.press('jun', draft, 'Ask for approval')
  await reads(discord, 'jun', /P1 waits for approval/u)
}

async function approved(stage: Stage): Promise<void> {
  const { slack, discord, reads } = stage.hands
  const question = await reads(slack, 'carol', /To approve: P1/u)
  show(stage, 'Carol reads in Slack', question)
  says(stage, 'Carol presses', '[Approve]')
  await slack.press('carol', question, 'Approve')
  show(stage, 'Jun reads in Discord', await reads(discord, 'jun', /Carol Reyes approved P1/u))
}

async function posted(stage: Stage, slot: Temporal.ZonedDateTime): Promise<void> {
  const { discord, reads } = stage.hands
  await goTo(stage, slot)
  const now = await reads(discord, 'jun', /Post it now: P1/u)
  show(stage, 'At nine where Acme is, Jun reads', now)
  says(stage, 'Jun posts it, presses [Posted] and gives its address', 'https://www.instagram.com/p/C9xyz12AbCd/')
  await discord.press('jun', now, 'Posted')
  await discord.submit('jun', { address: 'https://www.instagram.com/p/C9xyz12AbCd/' })
  await reads(discord, 'jun', /P1 is posted/u)
  show(stage, 'In the social room', await inRoom(stage, 'jun', /P1 · Instagram[\s\S]*Posted, confirmed by Jun Santos/u))
}

async function missed(stage: Stage, slot: Temporal.ZonedDateTime): Promise<void> {
  const { slack, discord, reads } = stage.hands
  await slack.write('carol', 'acme', 'Our spring shawls are in the shop.')
  const message = await reads(slack, 'carol', /^Our spring shawls/u)
  says(stage, 'From the menu of her own message in Slack, Carol takes', 'Draft a post')
  await slack.shortcut('carol', message, 'Draft a post')
  await slack.submit('carol', { account: 'instagram:acmetextiles', when: local(slot) })
  const draft = await reads(slack, 'carol', /P2 is written down/u)
  await slack.press('carol', draft, 'Approve')
  await reads(slack, 'carol', /P2 is approved/u)
  await goTo(stage, slot)
  await reads(discord, 'jun', /Post it now: P2/u)
  await goTo(stage, slot.add({ minutes: 15 }))
  show(stage, 'A quarter of an hour later, Jun reads', await reads(discord, 'jun', /P2 .*is not confirmed yet/u))
  await goTo(stage, slot.add({ minutes: 60 }))
  show(stage, 'After an hour, Inês reads', await reads(discord, 'ines', /Please step in and post P2/u))
  show(stage, 'And in the log room', await reads(discord, 'meera', /P2 .*is not posted/u))
  await goTo(stage, slot.add({ hours: 3 }))
  show(stage, 'After three hours, Carol reads in Slack', await reads(slack, 'carol', /P2 was missed/u))
}

/** As Carol types it: in New York. */
function local(slot: Temporal.ZonedDateTime): string {
  return slot.withTimeZone('America/New_York').toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

/** The newest in the room, and not in a message to one person. */
async function inRoom({ hands: { discord, reads } }: Stage, name: Name, pattern: RegExp): Promise<Seen> {
  const eyes = { sees: (who: Name) => discord.sees(who).filter(({ channel }) => channel === 'social-media') }
  const seen = await reads(eyes, name, pattern)
  if (seen.ephemeral) throw new WentWrong('the room should have it, and not one person alone')
  return seen
}

function says({ tell }: Stage, who: string, text: string): void {
  tell(`\n${who}:\n    > ${text}`)
}

function show({ tell }: Stage, title: string, { plain }: Seen): void {
  tell(`${title}:\n${plain.replaceAll(/^/gmu, '    | ')}`)
}
