import type { Hands } from './hands.ts'
import { setUpSocial } from './social.ts'

/**
 * Sets the example agency up as its owner would: command by command, on both platforms. Nothing is written behind the
 * bot's back.
 */
export async function setUpAgency({ slack, discord, reads }: Hands, setupCode: string): Promise<void> {
  const meeraInSlack = (text: string) => slack.type('meera', 'general', text)
  const meeraInDiscord = (text: string) => discord.type('meera', 'general', text)

  await meeraInSlack(`/agency setup ${setupCode}`)
  await reads(slack, 'meera', /you are its owner/u)
  await meeraInSlack('/agency client add Acme Textiles')
  await meeraInSlack('/agency client add Globex Travel')
  await meeraInSlack('/agency role @carol client Acme Textiles')
  await meeraInSlack('/agency role @dan client Globex Travel')
  await meeraInSlack('/agency connect')
  await meeraInDiscord(`/agency connect code:${await codeIn(reads(slack, 'meera', /\/agency connect [A-Z0-9-]{9}/u))}`)
  await meeraInSlack('/profile link')
  await meeraInDiscord(`/profile link code:${await codeIn(reads(slack, 'meera', /\/profile link [A-Z0-9-]{9}/u))}`)

  for (const { name, zone, hours, duties } of assistants) {
    await meeraInDiscord(`/agency role person:@${name} role:assistant`)
    await discord.type(name, 'general', `/profile zone zone:${zone}`)
    await discord.type(name, 'general', `/profile hours hours:${hours}`)
    await discord.type(name, 'general', `/profile duties duties:${duties}`)
  }
  await discord.type('meera', 'board', '/agency room purpose:board')
  await discord.type('meera', 'log', '/agency room purpose:log')
  await meeraInDiscord('/agency assign client:Acme Textiles duty:bookkeeping primary:Asha Patil backups:Inês Duarte')
  await reads(discord, 'meera', /Asha Patil is first, then Inês Duarte/u)
  await setUpSocial({ slack, discord, reads })
}

const assistants = [
  { name: 'asha', zone: 'Asia/Kolkata', hours: 'Mon-Fri 9:30-18:30', duties: 'bookkeeping, travel, clerical' },
  { name: 'jun', zone: 'Asia/Manila', hours: 'Mon-Fri 8:00-17:00', duties: 'travel, scheduling, social-media' },
  { name: 'ines', zone: 'Europe/Lisbon', hours: 'Mon-Fri 9:00-18:00', duties: 'writing, research, bookkeeping' },
] as const

async function codeIn(message: Promise<{ plain: string }>): Promise<string> {
  const { plain } = await message
  return /[A-Z0-9]{4}-[A-Z0-9]{4}/u.exec(plain)?.[0] ?? ''
}
