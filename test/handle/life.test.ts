import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Name, type Office } from './office.ts'

describe.each(databases)("a task's life through the core, on $name", ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  const press = async (name: Name, id: string) => read(await office.press(name, id))
  const submit = async (name: Name, ...form: [Parameters<Office['submit']>[1], string, Record<string, string>]) =>
    read(await office.submit(name, ...form))

  async function inProgress(): Promise<string> {
    const answer = await office.hears('carol', '/delegate Book a flight to Pune #travel')
    const number = /#(\d+)/u.exec(answer)?.[1] ?? ''
    await press('asha', `sahayak:claim:${number}:`)
    await press('asha', `sahayak:start:${number}:`)
    return number
  }

  it('goes from claimed to done, with a question in between', async () => {
    const number = await inProgress()

    const asked = await submit('asha', 'ask', number, { question: 'Which day?', options: 'Thursday\nFriday' })
    const card = await office.type('carol', `/task ${number}`)
    const buttons = card.kind === 'say' ? (card.card.buttons ?? []) : []
    const friday = buttons.find(({ label }) => label === 'Friday')
    if (!friday || !('action' in friday)) throw new Error(read(card))
    const answered = read(await office.ask('carol', { kind: 'press', action: friday.action }))
    const handedIn = await submit('asha', 'submit', number, { result: 'Booked', links: 'https://example.com/1' })
    const accepted = await press('carol', `sahayak:accept:${number}:`)

    expect(asked).toMatch(/Your question on #\d+ is on its way/u)
    expect(answered).toMatch(/Your answer on #\d+ is on its way/u)
    expect(handedIn).toMatch(/is handed in/u)
    expect(accepted).toMatch(/is done\nDone by Asha Patil/u)
  })

  it('does not take an answer to a question that is over', async () => {
    const number = await inProgress()
    await submit('asha', 'ask', number, { question: 'Which day?', options: 'Thursday\nFriday' })
    await submit('carol', 'answer', number, { answer: 'Saturday' })
    await submit('asha', 'ask', number, { question: 'Window or aisle?', options: 'Window\nAisle' })

    expect(await press('carol', `sahayak:choose:${number}:1.0`)).toMatch(/no longer offered/u)
  })

  it('keeps a form open, with what was typed and the mistake beside its field', async () => {
    const number = await inProgress()

    const mend = await office.submit('asha', 'submit', number, { result: 'Booked', links: 'example dot com' })

    expect(mend.kind).toBe('mend')
    expect(read(mend)).toMatch(/Booked/u)
    expect(mend.kind === 'mend' ? Object.keys(mend.errors) : []).toEqual(['links'])
  })

  it('returns with a reason, and not without one', async () => {
    const number = await inProgress()
    await submit('asha', 'submit', number, { result: 'Booked', links: '' })

    expect(await submit('carol', 'return', number, { reason: '' })).toMatch(/Please say why/u)
    expect(await submit('carol', 'return', number, { reason: 'The seat is wrong' })).toMatch(
      /goes back to its assistant/u,
    )
  })

  it('is accepted, cancelled and rated by its own client alone', async () => {
    const number = await inProgress()
    await submit('asha', 'submit', number, { result: 'Booked', links: '' })

    expect(await press('dan', `sahayak:accept:${number}:`)).toMatch(/is not one of your tasks|There is no task/u)
    expect(await press('asha', `sahayak:accept:${number}:`)).toMatch(/not yours to do/u)
  })

  it('can be reopened within fourteen days', async () => {
    const number = await inProgress()
    await submit('asha', 'submit', number, { result: 'Booked', links: '' })
    await press('carol', `sahayak:accept:${number}:`)

    expect(await submit('carol', 'reopen', number, { reason: 'The airline cancelled' })).toMatch(/is open again/u)
  })

  it('tells what happened, by whom and from where, to those who may see the task', async () => {
    const number = await inProgress()
    await submit('asha', 'release', number, { reason: 'A fever' })

    const forClient = await office.hears('carol', `/task ${number}`)
    const forPool = await office.options('jun', 'task', { number })

    expect(forClient).toMatch(/History\n.*you delegated it \(Slack\)/u)
    expect(forClient).toMatch(/Asha Patil gave it back \(Discord\) · A fever/u)
    expect(forPool).not.toMatch(/History|fever/u)
  })

  it('offers a task to the primary of its assignment, and to the backup when that one declines', async () => {
    await office.options('meeraInDiscord', 'agency assign', {
      client: 'Acme Textiles',
      duty: 'bookkeeping',
      primary: 'Asha Patil',
      backups: 'Jun Santos',
    })
    const offered = await office.hears('carol', '/delegate Reconcile the March invoices #bookkeeping')
    const number = /#(\d+)/u.exec(offered)?.[1] ?? ''

    const declined = await submit('asha', 'decline', number, { reason: 'On a train all day' })
    const now = await office.hears('carol', `/task ${number}`)

    expect(offered).toMatch(/Offered to Asha Patil/u)
    expect(offered).toMatch(/Asha Patil is first for bookkeeping/u)
    expect(declined).toMatch(/You declined/u)
    expect(now).toMatch(/Offered to Jun Santos/u)
    expect(now).toMatch(/Asha Patil declined/u)
  })
})
