import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database, Tx } from '#db/connection/connect.ts'
import {
  forgetMessage,
  keepHash,
  keepMessage,
  keepThread,
  messagesOf,
  threadOf,
  type Message,
} from '#db/repositories/messages.ts'
import { databases } from '../databases.ts'
import { monday, newId, seed, type Seeded } from '../rows.ts'

describe.each(databases)('remembered messages, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))
  const aMessage = (changes: Partial<Message> = {}): Message => ({
    id: newId(),
    topic: 'requester',
    placeId: office.place.id,
    channel: 'C1',
    externalId: '1772463600.000100',
    hash: 'one',
    ...changes,
  })

  it('are found by their task and topic, with where they are', async () => {
    const task = newId()
    const card = aMessage()
    await here(async (tx, agency) => {
      await keepMessage(tx, agency, task, card, monday)
      await keepMessage(tx, agency, task, aMessage({ topic: 'board:1' }), monday)
      await keepMessage(tx, agency, newId(), aMessage(), monday)
      await keepMessage(tx, agency, null, aMessage(), monday)
    })

    const found = await here((tx, agency) => messagesOf(tx, agency, task, 'requester'))

    expect(found).toEqual([{ ...card, platform: 'slack', place: office.place.externalId }])
  })

  it('remember what they say now, and are forgotten one by one', async () => {
    const task = newId()
    const [kept, gone] = [aMessage(), aMessage()]
    await here(async (tx, agency) => {
      for (const message of [kept, gone]) await keepMessage(tx, agency, task, message, monday)
      await keepHash(tx, agency, kept.id, 'two')
      await forgetMessage(tx, agency, gone.id)
    })

    const found = await here((tx, agency) => messagesOf(tx, agency, task, 'requester'))

    expect(found.map(({ id, hash }) => ({ id, hash }))).toEqual([{ id: kept.id, hash: 'two' }])
  })

  it('have one thread for each task and assistant, the first that was opened', async () => {
    const thread = { taskId: newId(), personId: office.assistant.id, placeId: office.place.id, channel: 'T1' }
    await here((tx, agency) => keepThread(tx, agency, thread, monday))
    await here((tx, agency) => keepThread(tx, agency, { ...thread, channel: 'T2' }, monday))

    const mine = await here((tx, agency) => threadOf(tx, agency, thread.taskId, thread.personId))
    const another = await here((tx, agency) => threadOf(tx, agency, thread.taskId, newId()))

    expect(mine).toEqual({ placeId: office.place.id, channel: 'T1' })
    expect(another).toBeNull()
  })
})
