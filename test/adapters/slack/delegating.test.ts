import { randomUUIDv7 } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { startPump } from '#src/bot/pump.ts'
import { createCore } from '#src/bot/engine.ts'
import { makeCode } from '#src/features/people/handlers/codes.ts'
import type { Chat } from '#src/kernel/chat.ts'
import type { Platform } from '#src/kernel/person.ts'
import { wordsIn } from '#src/words/words.ts'
import { eventually } from '#sandbox/eventually.ts'
import { databases } from '#test/db/databases.ts'
import { aLog } from '../core.ts'
import { aWorkspace, closeAll, closeLater, seenBy, start } from './stage.ts'

afterEach(closeAll)

const secret = 'a secret of at least thirty-two characters'

/** The whole bot in Slack alone: its core, its database and what tells people. Meera owns the agency, Asha is its client. */
async function anAgency() {
  const db = await databases.find(({ name }) => name === 'embedded')?.create()
  if (!db) throw new Error('There is no embedded database')
  closeLater(() => db.close())
  const workspace = await aWorkspace()
  const { slack, clock, meera, asha, acme } = workspace
  const { log } = aLog()
  const now = () => Temporal.Instant.fromEpochMilliseconds(clock.now())
  const chats = new Map<Platform, Chat>()
  const core = createCore({
    ...{ db, log, now, secret, publicUrl: null, newId: () => randomUUIDv7() },
    fetchProfile: async (_, place, user) => (await chats.get('slack')?.fetchProfile(place, user)) ?? null,
    canPost: async (_, place, channel) => (await chats.get('slack')?.canPost(place, channel)) ?? false,
    fetchFile: async () => ({ ok: false, why: 'gone' }),
  })
  const { chat } = await start(workspace, { core, log })
  chats.set('slack', chat)
  const pump = await startPump({ db, chats, log, now, newId: () => randomUUIDv7(), chance: Math.random })
  closeLater(() => pump.stop())

  const type = (user: { id: string }, channel: string, text: string) =>
    slack.gesture({ do: 'command', as: user.id, channel, text })
  const code = await db.acrossAgencies((tx) =>
    makeCode(tx, secret, { purpose: 'setup', forAgency: null, forPerson: null }, now()),
  )
  for (const text of [`setup ${code}`, 'client add Acme Textiles', 'role @asha client Acme Textiles'])
    await type(meera, acme.id, `/agency ${text}`)
  const told = (user: { id: string }) => seenBy(workspace, user).filter(({ ephemeral }) => !ephemeral)
  /** The card of the task, as soon as this person has it. */
  async function card(user: { id: string }) {
    const [found] = await eventually(
      () => told(user),
      ({ length }) => length > 0,
      { on: [slack] },
    )
    return found
  }
  return {
    ...workspace,
    chat,
    told,
    card,
    type,
    delegate: (channel: string) => type(asha, channel, '/delegate Book a flight & hotel'),
  }
}

describe('a task that is delegated in Slack', () => {
  it('has its card in the channel where that was typed, for everyone there', async () => {
    const { delegate, card, acme, asha, jun } = await anAgency()

    await delegate(acme.id)

    expect(await card(jun)).toMatchObject({
      channel: acme.id,
      plain: expect.stringContaining('Book a flight & hotel'),
    })
    expect((await card(asha))?.plain).not.toContain(wordsIn('en').tasks.elsewhere)
  })

  it('has it in the client’s direct message, which says why, once that channel is archived', async () => {
    const { delegate, card, told, slack, general, type, acme, asha } = await anAgency()
    await delegate(acme.id)
    await card(asha)
    await slack.gesture({ do: 'archive', as: asha.id, channel: acme.id })

    await type(asha, general.id, '/task 1 edit due Friday 5pm')

    const elsewhere = wordsIn('en').tasks.elsewhere
    await eventually(
      () => told(asha),
      (all) => all.some(({ channel, plain }) => channel !== acme.id && plain.includes(elsewhere)),
      { on: [slack] },
    )
    const stays = told(asha).filter(({ channel, plain }) => channel === acme.id && plain.includes('Book a flight'))
    expect(stays).toHaveLength(1)
  })

  it('has its card in the client’s direct message where the bot is no member, and says why', async () => {
    const { delegate, card, told, general, asha, jun } = await anAgency()

    await delegate(general.id)

    const seen = await card(asha)
    expect(seen?.channel).toMatch(/^D/u)
    expect(seen?.plain).toContain('Book a flight & hotel')
    expect(seen?.plain).toContain(wordsIn('en').tasks.elsewhere)
    expect(told(jun)).toEqual([])
  })

  it('has its card in the direct message with the bot when that is where it was typed', async () => {
    const { delegate, card, chat, team, asha } = await anAgency()
    const direct = (await chat.direct(team, asha.id)) ?? ''

    await delegate(direct)

    const seen = await card(asha)
    expect(seen?.channel).toBe(direct)
    expect(seen?.plain).not.toContain(wordsIn('en').tasks.elsewhere)
  })
})
