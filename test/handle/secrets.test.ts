import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { runTimers } from '#src/bot/timers.ts'
import type { Written } from '#src/kernel/talk.ts'
import type { Answer } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { buttonsOf } from '#test/social/agency.ts'
import { agencyToRenew, cast, monday, read, type Name, type Office } from './office.ts'

const password = 'Sunrise-42!'
const line = `/delegate Pay the bill, password: ${password} #travel`

describe.each(databases)('a secret that somebody writes, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let renew: () => Promise<Office>
  beforeAll(async () => {
    db = await create()
    renew = await agencyToRenew(db)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await renew()
  })

  const decide = (name: Name, asked: Answer, label: string, id?: string) => {
    const button = buttonsOf(asked).find((one) => one.label === label)
    if (!button) throw new Error(`no ${label} on:\n${read(asked)}`)
    const { press, subject, detail } = button.action
    return office.press(name, `sahayak:${press}:${subject}:${detail}`, id)
  }
  const all = <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
    db.acrossAgencies((tx) => rows<T>(tx, statement))

  /** The tables in which the secret stands for anybody to read. */
  async function inPlain(): Promise<string[]> {
    const tables = await db.asOwner((tx) =>
      rows<{ name: string }>(tx, sql`select tablename as name from pg_tables where schemaname = 'public'`),
    )
    const each = tables.map(({ name }) => `select '${name}' as name from ${name} x where x::text like '%${password}%'`)
    const found = await all<{ name: string }>(sql.raw(each.join(' union ')))
    return found.map(({ name }) => name)
  }

  it('is asked about before anything is made of it, and stands nowhere in plain', async () => {
    const asked = await office.type('carol', line)

    expect(read(asked)).toMatch(/Not sent yet.*\n.*a password/u)
    expect(read(asked)).not.toContain(password)
    expect(await all(sql`select from tasks`)).toEqual([])
    expect(await inPlain()).toEqual([])
  })

  it('is masked where its writer says so, in the task and in all that is kept', async () => {
    const answer = await decide('carol', await office.type('carol', line), 'Send it masked')

    expect(answer).toMatchObject({ kind: 'say', replace: true })
    expect(await office.hears('carol', '/task 1')).toContain('Pay the bill, password: ••••••')
    expect(await inPlain()).toEqual([])
    expect(await all(sql`select from timers where kind = 'held'`)).toEqual([])
  })

  it('stays as it is where its writer insists', async () => {
    await decide('carol', await office.type('carol', line), 'Send it as it is')

    expect(await office.hears('carol', '/task 1')).toContain(`password: ${password}`)
  })

  it('is gone where it is not to be sent', async () => {
    const asked = await office.type('carol', line)
    const answer = await decide('carol', asked, 'Don’t send')
    const after = await decide('carol', asked, 'Send it as it is')

    expect(read(answer)).toContain('Not sent')
    expect(read(after)).toContain('I do not have it any more')
    expect(await all(sql`select from tasks`)).toEqual([])
    expect(await all(sql`select from timers where kind = 'held'`)).toEqual([])
  })

  it('is nobody else’s to decide about, also not in the same agency', async () => {
    const asked = await office.type('carol', line)
    const others = await decide('meera', asked, 'Send it as it is')

    expect(read(others)).toContain('somebody else’s')
    expect(await all(sql`select from tasks`)).toEqual([])
  })

  it('is sent once where the same press or the same command comes twice', async () => {
    const asked = await office.type('carol', line, { id: 'test:twice' })
    const again = await office.type('carol', line, { id: 'test:twice' })
    const first = await decide('carol', asked, 'Send it masked', 'test:pressed')
    const second = await decide('carol', again, 'Send it masked', 'test:pressed')

    expect(read(again)).toBe(read(asked))
    expect(read(second)).toBe(read(first))
    expect(await all(sql`select from tasks`)).toHaveLength(1)
  })

  it('is forgotten after an hour', async () => {
    const asked = await office.type('carol', line)
    office.clock.now = monday.add({ hours: 1, seconds: 1 })
    await runTimers(office.house)

    expect(await all(sql`select from timers where kind = 'held'`)).toEqual([])
    expect(read(await decide('carol', asked, 'Send it masked'))).toContain('I do not have it any more')
  })

  it('is asked about in a form, a question, an answer, an edit and a note as well', async () => {
    await office.type('carol', '/delegate Book a flight #travel')
    await office.press('asha', 'sahayak:claim:1:')
    const secret = `The password is ${password}`
    const forms = [
      await office.submit('carol', 'delegate', '', { what: secret }),
      await office.submit('carol', 'edit-task', '1', { what: secret }),
      await office.submit('carol', 'add-note', '1', { text: secret }),
      await office.submit('asha', 'ask', '1', { question: secret, options: '' }),
      await office.submit('asha', 'submit', '1', { result: secret, links: '' }),
    ]

    for (const asked of forms) expect(read(asked)).toContain('Not sent yet')
    expect(await inPlain()).toEqual([])
    const [, , note] = forms
    if (note) await decide('carol', note, 'Send it masked')
    expect(await inPlain()).toEqual([])
    expect((await all<{ note: string }>(sql`select data::text as note from task_events`)).at(-1)?.note).toContain(
      '••••',
    )
  })

  it('is written down masked where somebody is told to wait', async () => {
    const origin = { platform: 'slack', place: 'T1', placeName: '', channel: 'C1', channelKind: 'room' } as const
    const { user, name: userName } = cast.carol
    const request = { kind: 'words', command: 'delegate', text: line.slice(10) } as const
    const promised = office.core.promise({
      id: 'test:slow',
      origin: { ...origin, user, userName, language: 'en' },
      request,
    })

    expect(await promised.written).toBe(true)
    expect(await inPlain()).toEqual([])
  })

  describe('in the thread of a task', () => {
    const message: Written = {
      ...{ what: 'written', platform: 'slack', place: 'T1', channel: 'C1', thread: '100.1', id: '101.1' },
      by: { user: cast.carol.user, name: 'carol', picture: null },
      ...{ text: `password: ${password}`, besides: [], at: monday, editedAt: null },
    }
    const kept = () => all<{ text: string }>(sql`select text from talk_messages`)
    const pressed = async (detail: string, name: Name = 'carol') => {
      const [held] = await all<{ subject: string }>(sql`select subject from timers where kind = 'held'`)
      return read(await office.press(name, `sahayak:held:${held?.subject}:${detail}`))
    }
    beforeEach(async () => {
      await office.type('carol', '/delegate Book a flight #travel')
      await office.press('asha', 'sahayak:claim:1:')
      await all(sql`insert into messages (agency_id, id, task_id, topic, place_id, channel, external_id, posted_at, hash)
        select t.agency_id, t.id, t.id, 'requester', p.id, 'C1', '100.1', now(), '' from tasks t
        join places p on p.agency_id = t.agency_id and p.platform = 'slack'`)
    })

    it('goes no further until its writer has decided, however often it is heard', async () => {
      await office.core.talk.hear(message)
      await office.core.talk.hear(message)
      const asking = await all(sql`select from outbox where line->>'kind' = 'held'`)

      expect(await kept()).toEqual([])
      expect(await inPlain()).toEqual([])
      expect(asking).toHaveLength(1)
      expect(await pressed('as-is', 'asha')).toContain('somebody else’s')

      expect(await pressed('masked')).toContain('dots in place')
      await office.core.talk.hear(message)
      expect(await kept()).toEqual([{ text: 'password: ••••••' }])
      expect(await all(sql`select from timers where kind = 'held'`)).toEqual([])
      expect(await inPlain()).toEqual([])
    })

    it('is sent as it is where its writer insists, and not asked about again', async () => {
      await office.core.talk.hear(message)
      await pressed('as-is')
      await office.core.talk.hear(message)

      expect(await kept()).toEqual([{ text: message.text }])
      expect(await all(sql`select from timers where kind = 'held'`)).toEqual([])
    })

    it('is not asked about again where it is not to be sent; written anew without it, it goes', async () => {
      await office.core.talk.hear(message)
      await pressed('drop')
      await office.core.talk.hear(message)
      expect(await kept()).toEqual([])
      expect(await pressed('as-is')).toContain('I do not have it any more')

      await office.core.talk.hear({ ...message, text: 'I will call you', editedAt: monday.add({ minutes: 1 }) })
      expect(await kept()).toEqual([{ text: 'I will call you' }])
      expect(await all(sql`select from timers where kind = 'held'`)).toEqual([])
    })

    it('is forgotten where its writer takes it back', async () => {
      await office.core.talk.hear(message)
      await office.core.talk.hear({ ...message, what: 'taken-back' })

      expect(await all(sql`select from timers where kind = 'held'`)).toEqual([])
    })
  })
})
