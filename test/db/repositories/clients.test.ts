import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addClient, assignmentsOf, listClients, setAssignment } from '#db/repositories/clients.ts'
import type { Database, Tx } from '#db/connection/connect.ts'
import { databases } from '../databases.ts'
import { aClient, newId, seed, type Seeded } from '../rows.ts'

describe.each(databases)('clients, on $name', ({ create }) => {
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

  it('come back as they were, by name', async () => {
    const last = aClient({ name: 'Zenith', zone: 'Asia/Kolkata', language: 'hi', reviewDays: 3 })
    const first = aClient({ name: 'AAA' })
    for (const client of [last, first]) await here((tx, agency) => addClient(tx, agency, client))

    expect(await here(listClients)).toEqual([first, office.client, last])
  })

  it('have a name of their own, however it is written', async () => {
    const elsewhere = await db.acrossAgencies((tx) => seed(tx))
    await here((tx, agency) => addClient(tx, agency, aClient({ name: 'Globex' })))

    const again = here((tx, agency) => addClient(tx, agency, aClient({ name: 'GLOBEX' })))

    await expect(again).rejects.toMatchObject({ cause: { code: '23505' } })
    await db.inAgency(elsewhere.agency, (tx) => addClient(tx, elsewhere.agency, aClient({ name: 'Globex' })))
  })

  it('are served by whom was chosen last, for a duty and for the rest', async () => {
    const { client, requester, assistant } = office
    const backups = [newId(), newId()]
    const chosen = { client: client.id, duty: 'travel', primary: assistant.id, backups }
    const rest = { client: client.id, duty: null, primary: assistant.id, backups: [] }
    await here(async (tx, agency) => {
      await setAssignment(tx, agency, { ...chosen, primary: requester.id, backups: [] })
      await setAssignment(tx, agency, rest)
      await setAssignment(tx, agency, chosen)
    })

    const found = await here((tx, agency) => assignmentsOf(tx, agency, client.id))
    const none = await here((tx, agency) => assignmentsOf(tx, agency, newId()))

    expect(found).toHaveLength(2)
    expect(found).toEqual(expect.arrayContaining([chosen, rest]))
    expect(none).toEqual([])
  })
})
