import type { Hands } from '#src/bot/demo/hands.ts'

const megabytes = 10

/** From a form in Slack with a file of 10 MB until its sender reads that the post is written down: milliseconds of each. */
export async function timesOfFiles({ slack, reads }: Hands, count: number): Promise<number[]> {
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
