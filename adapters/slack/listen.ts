import type { App } from '@slack/bolt'
import { answerPayload, type Answering } from './answer.ts'
import { readPressedHome, type Home } from './home.ts'
import { personEvents } from './manifest.ts'
import { readPersonEvent } from './people.ts'
import type { Acknowledge } from './responder.ts'

/** Resolves when nothing is being answered any more: a bot that stops leaves nobody waiting. */
type Listening = { idle(): Promise<void> }

type Over = (acknowledging: () => Promise<void>) => Promise<void>

/**
 * Every command, every button on every card and every form arrives here, and what none of ours is as well: what it means is
 * read by `parse.ts`. `line` names the connection that things come over at this moment.
 */
export function listen(app: App, answering: Answering, { line, home }: { line: () => number; home: Home }): Listening {
  const running = new Set<Promise<void>>()

  async function hear(payload: unknown, acknowledge: (over: Over) => Acknowledge): Promise<void> {
    const work = answerPayload(answering, payload, acknowledge(itsOwn()))
    running.add(work)
    await work.finally(() => running.delete(work))
    const whose = readPressedHome(payload, answering.here())
    if (whose) await home.show(whose)
  }

  /** Over another connection an acknowledgement goes nowhere, and what it carries with it: better that it fails here. */
  function itsOwn(): Over {
    const came = line()
    return async (acknowledging) => {
      if (line() !== came) throw new Error('the connection that it came over is gone')
      await acknowledging()
    }
  }

  app.command(/.*/u, ({ body, ack }) =>
    hear(body, (over) => ({ done: () => over(() => ack()), message: (message) => over(() => ack(message)) })),
  )
  app.action(/.*/u, ({ body, ack }) => hear(body, (over) => ({ done: () => over(() => ack()) })))
  app.view({ type: 'view_submission', callback_id: /.*/u }, ({ body, ack }) =>
    hear(body, (over) => ({ done: () => over(() => ack()), view: (answer) => over(() => ack(answer)) })),
  )
  app.view({ type: 'view_closed', callback_id: /.*/u }, ({ body, ack }) =>
    hear(body, (over) => ({ done: () => over(() => ack()) })),
  )
  app.shortcut(/.*/u, ({ body, ack }) => hear(body, (over) => ({ done: () => over(() => ack()) })))
  // Acknowledged by the library; what could not be kept of it is asked for within the day.
  for (const event of personEvents) {
    app.event(event, async ({ body }) => {
      const person = readPersonEvent(body)
      if (person) await answering.core.noticed({ platform: 'slack', ...person })
    })
  }
  app.error(async (error) => answering.log.error({ error }, 'a fault of the Slack adapter'))

  return {
    async idle() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}
