import type { Hands } from '#src/bot/demo/hands.ts'
import type { How } from './how.ts'
import type { Report } from './report.ts'
import { onBoth } from './sockets.ts'

const megabytes = 10

/** From a form in Slack with a file of 10 MB until its sender reads that the post is written down. */
export function files({ quick }: How): Promise<Report> {
  const count = quick ? 5 : 20
  return onBoth('files', `${count} forms with a file of ${megabytes} MB each`, (hand) => timesOf(hand, count))
}

/** Milliseconds of each. */
async function timesOf({ slack, reads }: Hands, count: number): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < count; index += 1) {
    const content = new Uint8Array(megabytes * 1_000_000).fill(index)
    const text = `Number ${index} of the films`
    await slack.type('carol', 'acme', '/social draft')
    const began = performance.now()
    await slack.submit(
      'carol',
      { account: 'instagram:acmetextiles', when: 'idea', text },
      { files: [{ name: 'film.mp4', content }] },
    )
    await reads(slack, 'carol', new RegExp(`is written down[\\s\\S]*${text}`, 'u'))
    times.push(performance.now() - began)
  }
  return times
}
