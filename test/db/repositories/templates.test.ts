import { sql } from '#orm/core'
import { numberCounted } from '#db/repositories/life.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addChecklist, checklistsOf, tickItem } from '#db/repositories/checklists.ts'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import { insertTask } from '#db/repositories/tasks.ts'
import {
  insertTemplate,
  listTemplates,
  removeTemplate,
  saveTemplate,
  templateByNumber,
} from '#db/repositories/templates.ts'
import { addClient } from '#db/repositories/clients.ts'
import type { Template } from '#src/features/templates/template.ts'
import { databases } from '#test/db/databases.ts'
import { aClient, monday, newId, seed, type Seeded } from '#test/db/rows.ts'
import { aTemplate } from '#test/repeats/cast.ts'
import { taskIn } from '#test/tasks/cast.ts'

describe.each(databases)('templates and checklists, on $name', ({ create }) => {
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

  async function add(changes: Partial<Template> = {}): Promise<Template> {
    const template = aTemplate({ id: newId(), number: 0, client: office.client.id, ...changes })
    const counted = await here(async (tx, agency) => {
      await insertTemplate(tx, agency, template, monday)
      return { number: () => numberCounted(tx) }
    })
    return { ...template, number: (await counted.number()) ?? 0 }
  }

  it('comes back as it was kept, and as it was changed', async () => {
    const template = await add({
      due: 'in 2 business days',
      checklist: ['bank', 'cash, "petty"'],
      questions: ['Which month?'],
      assistant: office.assistant.id,
    })
    const changed = { ...template, name: 'Quarter-end books', client: null }
    expect(await here((tx, agency) => templateByNumber(tx, agency, 1))).toEqual({ template, removed: false })

    await here((tx, agency) => saveTemplate(tx, agency, changed))

    expect(await here((tx, agency) => templateByNumber(tx, agency, 1))).toEqual({ template: changed, removed: false })
  })

  it('is listed by name: the agency’s own for everyone, a client’s for them', async () => {
    const other = aClient()
    await here((tx, agency) => addClient(tx, agency, other))
    await add({ name: 'b for all', client: null })
    await add({ name: 'C for one' })
    await add({ name: 'a for another', client: other.id })
    const listed = (clients: string[] | null) =>
      here(async (tx, agency) => (await listTemplates(tx, agency, clients)).map(({ name }) => name))

    expect(await listed(null)).toEqual(['a for another', 'b for all', 'C for one'])
    expect(await listed([office.client.id])).toEqual(['b for all', 'C for one'])
    expect(await listed([])).toEqual(['b for all'])
  })

  it('has its name once beside those of the same client, in letters of any size', async () => {
    await add({ name: 'Month-end books' })
    await add({ name: 'Month-end books', client: null })

    await expect(add({ name: 'MONTH-END BOOKS' })).rejects.toThrow()
    await expect(add({ name: 'Month-end Books', client: null })).rejects.toThrow()
  })

  it('has a number after those that a program gave which counted by the highest', async () => {
    await add({ name: 'one' })
    const { number } = await add({ name: 'two' })
    // As a program that runs beside this one and is older writes it.
    const rename = sql`update templates set number = 9 where agency_id = ${office.agency} and number = ${number}`
    await here((tx) => rows(tx, rename))

    expect(await add({ name: 'three' })).toMatchObject({ number: 10 })
  })

  it('is out of every list once it is removed, and leaves its name to another', async () => {
    const template = await add()
    const { number } = template

    await here((tx, agency) => removeTemplate(tx, agency, template, monday))
    const another = await add()

    expect(await here((tx, agency) => listTemplates(tx, agency, null))).toEqual([another])
    expect(await here((tx, agency) => templateByNumber(tx, agency, number))).toMatchObject({ removed: true })
  })

  it('keeps a task’s checklist in order, and ticks each item off once', async () => {
    const { client, requester, place, assistant } = office
    const task = taskIn('open', { id: newId(), client: client.id, requester: requester.id })
    await here(async (tx, agency) => {
      await insertTask(tx, agency, task, { place: place.id, channel: 'C1' })
      await addChecklist(tx, agency, task.id, ['bank', 'cash'])
    })
    const tick = (place1: number, done: boolean) =>
      here((tx, agency) => tickItem(tx, agency, { task, place: place1, by: assistant.id }, done, monday))

    const ticked = [await tick(2, true), await tick(2, true), await tick(1, false), await tick(3, true)]

    expect(ticked).toEqual([true, false, false, false])
    expect((await here((tx, agency) => checklistsOf(tx, agency, [task.id]))).get(task.id)).toEqual([
      { place: 1, text: 'bank', done: false },
      { place: 2, text: 'cash', done: true },
    ])
    expect(await tick(2, false)).toBe(true)
  })
})
