import type { Core } from '#src/kernel/core.ts'
import type { Log, LogLevel } from '#src/kernel/log.ts'
import type { Answer, Delivery } from '#src/kernel/request.ts'
import type { Talk } from '#src/kernel/talk.ts'
import type { Card } from '#src/kernel/card.ts'

export type Answering = (delivery: Delivery) => Answer | Promise<Answer>

/** A core that answers as the test says, and remembers what it was asked. */
export function aCore(
  answer: Answering,
  suggest: Core['suggest'] = async () => [],
  write: () => Promise<boolean> = async () => true,
) {
  const heard: Delivery[] = []
  const talked: Talk[] = []
  const core: Core = {
    async handle(delivery) {
      heard.push(delivery)
      return answer(delivery)
    },
    promise: () => ({ written: write(), kept: async () => {} }),
    suggest,
    noticed: async () => {},
    isCrowded: () => false,
    home: async () => [],
    talk: {
      hear: async (talk) => void talked.push(talk),
      isAbout: async () => false,
      conversations: async () => [],
      compare: async () => {},
    },
    say: {
      workingOnIt: () => ({ title: 'Working on it', tone: 'plain' }),
      fault: (_, reference) => ({ title: 'Something went wrong', tone: 'attention', body: reference }),
      notUnderstood: () => ({ title: 'Not understood', tone: 'attention' }),
    },
  }
  return { core, heard, talked }
}

export const say = (title: string, more: Partial<Card> = {}, replace = false): Answer => ({
  kind: 'say',
  card: { title, tone: 'plain', ...more },
  replace,
})

export type Line = { level: LogLevel; text: string; data: object }

export function aLog(): { lines: Line[]; log: Log } {
  const lines: Line[] = []
  const at = (level: LogLevel) => (data: object, text: string) => void lines.push({ level, text, data })
  return { lines, log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } }
}
