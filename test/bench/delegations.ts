import { load, type Loaded } from './load.ts'
import { delegateRequest, type Asker } from './slack-requests.ts'
import type { SlackStub } from './slack-stub.ts'

const secondsToBeTold = 60

type Delegations = {
  port: number
  connections: number
  /** Who sends the first, the second … */
  by: (number: number) => Asker
  more: (sent: number) => boolean
}

/**
 * Sends signed `/delegate`s as long as there are to be more, and waits until each is carried out: a bot that has too much to do
 * says in time that it works on them, and the answer comes later.
 */
export async function delegations(slack: SlackStub, { by, more, ...over }: Delegations): Promise<Loaded> {
  let sent = 0
  let late = 0
  const began = performance.now()
  slack.forget()
  const next = () => delegateRequest(by((sent += 1)), slack.respondUrl(`${sent}`))
  const { times } = await load({
    ...over,
    next: () => (more(sent) ? next() : null),
    isRight(answer) {
      const isLate = answer.includes('Working on it')
      if (isLate) late += 1
      return answer.startsWith('HTTP/1.1 200') && (isLate || /#\d/u.test(answer))
    },
  })
  await slack.heard(late, secondsToBeTold * 1000)
  return { times, took: performance.now() - began }
}
