import type { Hands } from './hands.ts'

/**
 * What the page opens on, at nine in New York: the evening of Kolkata, so that Asha works late, as those do whose clients are
 * in America; and a word to Carol in her room, and to Asha on the board, of what can be done there.
 */
export async function beginMorning({ slack, discord }: Hands): Promise<void> {
  await discord.type('asha', 'general', '/profile hours hours:Mon-Fri 14:30-23:30')
  await slack.write(
    'meera',
    'acme',
    'Good morning, Carol! What you would like to have done, write after /delegate, with a day if it has one. One of us takes it.',
  )
  await discord.write('meera', 'board', 'What clients ask for appears here. Press Claim on what you want to take.')
}
