import type { GivenFile } from '#sandbox/given-file.ts'
import { drawCloth } from './cloth.ts'
import { WentWrong, type Hands, type Seen } from './hands.ts'
import type { Stage } from './telling.ts'
import type { Name } from './world.ts'

const zone = 'Asia/Kolkata'

/**
 * Acme posts to Instagram on Monday, Wednesday and Friday at nine, and to LinkedIn on Thursday at noon; Jun posts, and Asha
 * stands in. On a Monday the week ahead has a post that waits for approval, one that is ready, and a slot for which there
 * is nothing yet.
 */
export async function setUpSocial({ slack, discord, reads }: Hands): Promise<void> {
  await discord.type('meera', 'social', '/agency room purpose:social')
  await discord.type(
    'meera',
    'general',
    '/agency assign client:Acme Textiles duty:social-media primary:Jun Santos backups:Asha Patil',
  )
  await reads(discord, 'meera', /Acme Textiles: social-media/u)
  for (const [network, handle, days] of accounts) {
    await slack.type('carol', 'general', `/social account add ${network} ${handle}`)
    await reads(slack, 'carol', new RegExp(`${handle} is added`, 'u'))
    await slack.type('carol', 'general', `/social slot add ${network} ${days}`)
    await reads(slack, 'carol', new RegExp(`${handle} is posted to`, 'u'))
  }
  const cloth = await drawCloth()
  const looms = 'The new looms have arrived. Come and hear them! #handloom'
  const picture = cloth ? [{ name: 'looms.png', content: cloth }] : []
  await draftForWeek({ discord, reads }, { account: 'instagram:acmetextiles', post: 'P1', text: looms, picture })
  const dyer = 'We are looking for a second dyer, in Pune, from April.'
  await draftForWeek({ discord, reads }, { account: 'linkedin:acme-textiles', post: 'P2', text: dyer, picture: [] })
  await slack.type('carol', 'general', '/social approve P2')
  await slack.press('carol', await reads(slack, 'carol', /P2 · LinkedIn[\s\S]*\[Approve\]/u), 'Approve')
  await reads(slack, 'carol', /P2 is approved/u)
}

const accounts = [
  ['instagram', '@acmetextiles', 'mon,wed,fri 09:00'],
  ['linkedin', 'acme-textiles', 'thu 12:00'],
] as const

type Draft = { account: string; post: string; text: string; picture: GivenFile[] }

/** Without a time it takes the account's next free slot. */
async function draftForWeek(
  { discord, reads }: Pick<Hands, 'discord' | 'reads'>,
  { account, post, text, picture }: Draft,
): Promise<void> {
  await discord.type('jun', 'social', '/social draft')
  await discord.submit('jun', { account, text }, { files: picture })
  const draft = await reads(discord, 'jun', new RegExp(`${post} is written down`, 'u'))
  await discord.press('jun', draft, 'Ask for approval')
  await reads(discord, 'jun', new RegExp(`${post} waits for approval`, 'u'))
}

/** What stands in the calendar is approved and posted; an empty slot is filled; and one post is missed. Begins on a Monday or Tuesday. */
export async function playSocial(stage: Stage): Promise<void> {
  const monday = mondayOf(stage)
  const at = (day: number, time: string) =>
    monday.add({ days: day - 1 }).toZonedDateTime({ timeZone: zone, plainTime: time })
  // Nine in Kolkata is the middle of the night in New York: Carol is asked when her day has begun.
  await approved(stage, at(2, '20:00'))
  await posted(stage, at(3, '09:00'))
  await emptySlot(stage, at(4, '09:00'))
  await missed(stage, at(4, '12:00'))
  await fromMessage(stage)
}

function mondayOf({ sandbox }: Stage): Temporal.PlainDate {
  const today = Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()).toZonedDateTimeISO(zone).toPlainDate()
  return today.subtract({ days: today.dayOfWeek - 1 })
}

/** Never back: what is said below may be so already. */
async function goTo({ sandbox, bot }: Stage, when: Temporal.ZonedDateTime): Promise<void> {
  sandbox.clock.set(Math.max(sandbox.clock.now(), when.epochMilliseconds + 1000))
  await bot.clock?.tick()
  await bot.pump?.settled()
}

/** The day before, whoever has not approved yet is asked once more. */
async function approved(stage: Stage, dayBefore: Temporal.ZonedDateTime): Promise<void> {
  const { slack, discord, reads } = stage.hands
  await goTo(stage, dayBefore)
  const question = await reads(slack, 'carol', /To approve: P1/u)
  show(stage, 'A post of Wednesday waits for approval. Carol reads in Slack', question)
  if (question.buttons.includes('Get the file')) {
    const { files } = await reads(slack, 'carol', /^The files of P1/u)
    says(stage, 'and sees its picture right below', files.map(({ name }) => name).join(', '))
  }
  says(stage, 'Carol presses', '[Approve]')
  await slack.press('carol', question, 'Approve')
  show(stage, 'Jun reads in Discord', await reads(discord, 'jun', /Carol Reyes approved P1/u))
}

async function posted(stage: Stage, slot: Temporal.ZonedDateTime): Promise<void> {
  const { discord, reads } = stage.hands
  await goTo(stage, slot)
  const now = await reads(discord, 'jun', /Post it now: P1/u)
  show(stage, 'On Wednesday at nine where Acme is, Jun reads in Discord', now)
  says(stage, 'Jun posts it, presses [Posted] and gives its address', 'https://www.instagram.com/p/C9xyz12AbCd/')
  await discord.press('jun', now, 'Posted')
  await discord.submit('jun', { address: 'https://www.instagram.com/p/C9xyz12AbCd/' })
  await reads(discord, 'jun', /P1 is posted/u)
  show(stage, 'In the social room', await inRoom(stage, 'jun', /P1 · Instagram[\s\S]*Posted, confirmed by Jun Santos/u))
}

async function emptySlot(stage: Stage, dayBefore: Temporal.ZonedDateTime): Promise<void> {
  const { slack, discord, reads } = stage.hands
  await goTo(stage, dayBefore)
  const warning = await reads(discord, 'jun', /Nothing is planned for Instagram @acmetextiles[\s\S]*\[Write it\]/u)
  show(stage, 'A day before a slot for which nothing is written, Jun reads in Discord', warning)
  says(stage, 'Jun presses [Write it] and fills in', 'Indigo week: every blue we dye. #handloom')
  await discord.press('jun', warning, 'Write it')
  await discord.submit('jun', {
    text: 'Indigo week: every blue we dye. #handloom',
    link: 'https://acme.example/indigo',
  })
  const draft = await reads(discord, 'jun', /P3 is written down/u)
  show(stage, 'Jun reads', draft)
  await discord.press('jun', draft, 'Ask for approval')
  const question = await reads(slack, 'carol', /To approve: P3/u)
  says(stage, 'Carol reads it in Slack and presses', '[Approve]')
  await slack.press('carol', question, 'Approve')
  show(stage, 'Jun reads', await reads(discord, 'jun', /Carol Reyes approved P3/u))
}

async function missed(stage: Stage, slot: Temporal.ZonedDateTime): Promise<void> {
  const { slack, discord, reads } = stage.hands
  await goTo(stage, slot)
  await reads(discord, 'jun', /Post it now: P2/u)
  await goTo(stage, slot.add({ minutes: 15 }))
  const again = await reads(discord, 'jun', /P2 .*is not confirmed yet/u)
  show(stage, 'On Thursday Jun confirms nothing. A quarter of an hour later, Jun reads', again)
  await goTo(stage, slot.add({ minutes: 60 }))
  show(stage, 'After an hour, Asha reads', await reads(discord, 'asha', /Please step in and post P2/u))
  show(stage, 'And the manager, in the log room', await reads(discord, 'meera', /P2 .*is not posted/u))
  await goTo(stage, slot.add({ hours: 3 }))
  // After three hours it counts as missed. Nobody is woken for that.
  await goTo(stage, slot.add({ hours: 8 }))
  show(stage, 'When her day has begun, Carol reads in Slack', await reads(slack, 'carol', /P2 was missed/u))
}

async function fromMessage(stage: Stage): Promise<void> {
  const { slack, reads } = stage.hands
  await slack.write('carol', 'acme', 'Our spring shawls are in the shop.')
  const message = await reads(slack, 'carol', /^Our spring shawls/u)
  says(stage, 'From the menu of her own message in Slack, Carol takes [Draft a post], and chooses', 'Instagram')
  await slack.shortcut('carol', message, 'Draft a post')
  await slack.submit('carol', { account: 'instagram:acmetextiles' })
  const draft = await reads(slack, 'carol', /P4 is written down/u)
  show(stage, 'It takes the next free slot. Carol reads', draft)
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
