import { tmpdir } from 'node:os'
import { sql } from '#orm/core'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { eventually } from '#sandbox/eventually.ts'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { hands } from '#src/bot/demo/hands.ts'
import { setUpAgency } from '#src/bot/demo/set-up.ts'
import { buildWorld, configFor } from '#src/bot/demo/world.ts'
import { environmentOf, setupCodeIn, startBotProcess } from '#test/bot-process.ts'
import { startServer } from '#test/db/postgres.ts'

export type Thaw = {
  /** What was asked for while the database stood still. */
  asked: number
  /** Seconds from its return until what was asked for then was told. */
  wellAfter: number
  breaches: string[]
}

/** Reached by what hangs alone, however slow the machine is. */
const hangMs = 600_000
/** Between two things that are asked for while it stands still. */
const everyMs = 3_000

/** All processes of a Postgres stand still for so long while people go on asking; and what there is to say against what the bot does. */
export async function playFreeze(seconds: number): Promise<Thaw> {
  const server = await startServer({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' })
  const url = await server.create()
  const sandbox = await startSandbox({ mode: 'running' })
  const world = buildWorld(sandbox)
  const hand = hands(sandbox, world)
  const bot = await startBotProcess(environmentOf(configFor(sandbox, world, { url, dataDir: tmpdir() })))
  try {
    await setUpAgency(hand, setupCodeIn(bot.output()))
    const answers = () => hand.slack.sees('carol').filter(({ ephemeral }) => ephemeral)
    const delegate = (title: string) =>
      hand.slack.type('carol', 'acme', `/delegate ${title} #travel`).catch(() => undefined)
    const [before, asked] = [answers().length, ['Before']]
    await delegate('Before')
    await told(sandbox, () => cardsOf(hand, 'Before') > 0)

    const wake = await server.freeze()
    try {
      const end = performance.now() + seconds * 1_000
      while (performance.now() < end) {
        const title = `Errand ${asked.length}`
        asked.push(title)
        await delegate(title)
        await new Promise((resolve) => setTimeout(resolve, Math.min(everyMs, Math.max(0, end - performance.now()))))
      }
    } finally {
      wake()
    }
    const returned = performance.now()
    // Again and again, as somebody would who was told that it did not go.
    for (let tries = 1; cardsOf(hand, 'Afterwards') === 0 && performance.now() - returned < hangMs; tries++) {
      await delegate(`Afterwards ${tries}`)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    const wellAfter = (performance.now() - returned) / 1_000
    const db = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
    try {
      const breaches = await against(db, sandbox, hand, asked)
      if (bot.child.exitCode !== null) breaches.push(`the bot ended with ${bot.child.exitCode}`)
      if (answers().length - before < asked.length)
        breaches.push(`${asked.length} were asked, and ${answers().length - before} answered`)
      return { asked: asked.length, wellAfter, breaches }
    } finally {
      await db.close()
    }
  } finally {
    await bot.stop()
    await sandbox.close()
    await server.stop()
  }
}

type Hand = ReturnType<typeof hands>

/** Each thing that is written down was told once, and what was not written down to nobody. */
async function against(db: Database, sandbox: Sandbox, hand: Hand, asked: string[]): Promise<string[]> {
  const untold = async () =>
    (
      await db.asOwner((tx) =>
        rows<{ n: number }>(tx, sql`select count(*)::int as n from outbox where outcome is null`),
      )
    )[0]?.n
  await eventually(untold, (count) => count === 0, { on: [sandbox], limitMs: hangMs })
  const kept = await db.asOwner((tx) => rows<{ title: string }>(tx, sql`select title from tasks`))
  return asked.flatMap((title) => {
    const [written, cards] = [kept.filter((task) => task.title === title).length, cardsOf(hand, title)]
    if (written > 1) return [`${title} is written down ${written} times`]
    return cards === written ? [] : [`${title}: written down ${written} times, and told ${cards} times`]
  })
}

function cardsOf({ slack }: Hand, title: string): number {
  const itsCard = new RegExp(`#\\d+ ${title}\\b`, 'u')
  return slack.sees('carol').filter(({ plain, ephemeral }) => !ephemeral && itsCard.test(plain)).length
}

async function told(sandbox: Sandbox, is: () => boolean): Promise<void> {
  await eventually(is, Boolean, { on: [sandbox], limitMs: hangMs })
}
