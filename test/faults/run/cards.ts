import { renderCard as renderInDiscord } from '#adapters/discord/render.ts'
import { renderCard as renderInSlack } from '#adapters/slack/render.ts'
import type { Database } from '#db/connection/connect.ts'
import { readForTelling } from '#db/repositories/telling.ts'
import { compose } from '#src/bot/outbox/compose.ts'
import type { Notification } from '#src/features/telling/line.ts'
import type { Told } from './record.ts'
import type { MessageRow, Rows } from './rows.ts'

/** Cards that show something else than their row says at any of these moments: a card may name a day as it was when it was told. */
export async function staleCards(
  db: Database,
  { agency, messages }: Rows,
  told: Told[],
  moments: Temporal.Instant[],
): Promise<string[]> {
  const shown = new Map(told.map((each) => [`${each.platform} ${each.channel} ${each.id}`, each]))
  const stale: string[] = []
  for (const message of messages) {
    const line = lineOf(message)
    if (!line) continue
    const there = shown.get(`${message.platform} ${message.channel} ${message.message}`)
    if (!there) {
      stale.push(`${message.topic} of ${message.task}: its message ${message.message} is not there`)
      continue
    }
    const cards = await Promise.all(moments.map((now) => cardNow(db, agency, line, now)))
    const wanted = cards.map((card) => card && JSON.stringify(bare(rendered(card, message.platform))))
    if (wanted.every((each) => each === null)) continue
    if (!wanted.includes(JSON.stringify(bare(there.shows))))
      stale.push(
        `${message.topic} of ${message.task} shows:\n${there.plain}\nand should be:\n${wanted[0]}\n${JSON.stringify(bare(there.shows))}`,
      )
  }
  return stale
}

function lineOf({ task, topic }: MessageRow): Notification | null {
  const [what, who = ''] = topic.split(':')
  switch (what) {
    case 'requester':
      return { kind: 'card', task, for: 'requester' }
    case 'board':
      return { kind: 'card', task, for: 'board', room: who }
    case 'offer':
    case 'assistant':
      return { kind: 'card', task, for: what, person: who }
    default:
      return null
  }
}

/** As if nothing were known of what stands there. Null: nothing is to be said any more. */
async function cardNow(db: Database, agency: string, line: Notification, now: Temporal.Instant) {
  const parts = {
    ...{ db, chats: new Map(), now: () => now },
    async read(about: Parameters<typeof readForTelling>[1][number]) {
      const [read] = await db.inAgency(agency, (tx) => readForTelling(tx, [about]))
      const reading = read?.()
      return reading ? { ...reading, messages: reading.messages.map((each) => ({ ...each, hash: '' })) } : null
    },
  }
  const leased = {
    agency,
    id: '',
    seq: 0,
    recipient: '',
    line,
    mergeKey: null,
    attempts: 1,
    uncertainSince: null,
    begun: null,
    createdAt: now,
  }
  const composed = await compose(parts, leased)
  if (composed.kind !== 'edit' && composed.kind !== 'post') return null
  return 'title' in composed.card ? composed.card : null
}

type Card = NonNullable<Awaited<ReturnType<typeof cardNow>>>

function rendered(card: Card, platform: string): unknown {
  return platform === 'slack' ? renderInSlack(card).blocks : renderInDiscord(card).components
}

/** Without the ids that a platform gives by itself, or that say which line it is, and in one order. */
function bare(shown: unknown): unknown {
  if (Array.isArray(shown)) return shown.map(bare)
  if (typeof shown !== 'object' || shown === null) return shown
  return Object.fromEntries(
    Object.entries(shown)
      .filter(([name, value]) => name !== 'block_id' && name !== 'id' && value !== undefined)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([name, value]) => [name, bare(value)]),
  )
}
