import { createHash } from 'node:crypto'
import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { fileBytes, forgetFiles } from '#db/repositories/files.ts'
import type { Answer, Attached } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { buttonsOf, hands, openSocialAgency } from '#test/social/agency.ts'
import { monday, read, type Name, type Office } from './office.ts'

const loom: Attached = { name: 'loom.jpg', type: 'image/jpeg', size: 5, source: 'loom' }
const film: Attached = { name: 'film.mp4', type: 'video/mp4', size: 7, source: 'film' }
/** What stands in the form that an answer is, or brings back. */
const valuesIn = (answer: Answer): Record<string, string> =>
  Object.fromEntries(
    answer.kind === 'say'
      ? []
      : answer.form.fields.map((field) => [field.name, 'value' in field ? (field.value ?? '') : '']),
  )
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe.each(databases)('files of posts, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let hand: ReturnType<typeof hands>
  beforeAll(async () => {
    db = await create()
    office = await openSocialAgency(db)
    hand = hands(office)
  })
  afterAll(() => db.close())
  beforeEach(() => {
    office.clock.now = monday
    office.attached.clear()
    office.attached.set('loom', { ok: true, bytes: bytesOf('LOOM!') })
    office.attached.set('film', { ok: true, bytes: bytesOf('LOOMING') })
  })

  const draft = { account: 'x:acme', when: 'Friday 9am', text: 'Looms', link: '', media: '' }

  const submit = (name: Name, values: Record<string, string>, ...files: Attached[]) =>
    office.submit(name, 'social-draft', '', { ...draft, ...values }, undefined, files)
  const edit = (name: Name, number: number, values: Record<string, string>, ...files: Attached[]) =>
    office.submit(name, 'social-edit', String(number), { ...draft, ...values }, undefined, files)
  const numberIn = (answer: Answer) => Number(/P(\d+)/u.exec(read(answer))?.[1])
  const fileIn = (answer: Answer) => (answer.kind === 'say' ? (answer.card.files?.[0] ?? null) : null)
  /** The form that a button on the answer opens. */
  async function open(name: Name, answer: Answer, label: string) {
    const form = await hand.press(name, answer, label)
    if (form.kind !== 'form') throw new Error(read(form))
    return valuesIn(form)
  }
  const counted = async () => {
    const [found] = await db.acrossAgencies((tx) =>
      rows<{ kept: number }>(tx, sql`select count(*)::int as kept from files where bytes is not null`),
    )
    return found?.kept ?? 0
  }

  it('are copied when the form is sent, and go with the post from then on', async () => {
    const said = await submit('asha', {}, loom, film)
    office.attached.clear()
    const shown = await hand.show('carol', numberIn(said))

    expect(read(said)).toMatch(/📎 loom\.jpg \(1 KB\)\n📎 film\.mp4 \(1 KB\)/u)
    expect(read(shown)).toContain('<loom.jpg> <film.mp4>')
    const file = fileIn(shown)
    const bytes = file && (await db.inAgency(file.agency, (tx) => fileBytes(tx, file.agency, file.id)))
    expect(new TextDecoder().decode(bytes ?? undefined)).toBe('LOOM!')
  })

  it('are given to whoever may see the post, and to nobody else', async () => {
    const said = await submit('asha', {}, loom)
    const number = numberIn(said)
    const got = await hand.press('carol', await hand.show('carol', number), 'Get the file')

    expect(read(got)).toContain('<loom.jpg>')
    expect(got.kind === 'say' && got.card.handOver?.elsewhere).toBe('The files are in your direct message with me.')
    expect(read(await office.press('dan', `sahayak:post-files:${number}:`))).toMatch(/There is no post/u)
  })

  it('stand in the form for an edit as lines that are left or taken out, beside new ones', async () => {
    const said = await submit('asha', {}, loom, film)
    const values = await open('asha', said, 'Edit')
    const [first = '', second = ''] = String(values['media']).split('\n')
    const cat: Attached = { name: 'cat.png', type: 'image/png', size: 3, source: 'cat' }
    office.attached.set('cat', { ok: true, bytes: bytesOf('CAT') })

    const changed = await edit('asha', numberIn(said), { ...values, media: second }, cat)

    expect(first).toMatch(/^📎 loom\.jpg \([0-9a-f]{12}\)$/u)
    expect(read(changed)).toContain('<film.mp4> <cat.png>')
    expect(read(changed)).not.toContain('loom.jpg')
  })

  it('are a part of what is approved: other bytes under the same name take the approval back', async () => {
    const said = await submit('asha', {}, loom)
    const number = numberIn(said)
    await hand.press('asha', said, 'Ask for approval')
    const shown = await hand.show('carol', number)
    const approve = buttonsOf(shown).find(({ label }) => label === 'Approve')
    office.attached.set('loom', { ok: true, bytes: bytesOf('MOOL!') })
    await edit('asha', number, {}, loom)
    const late = await office.ask('carol', {
      kind: 'press',
      action: approve?.action ?? { press: 'post', subject: '', detail: '' },
    })

    expect(read(late)).toMatch(/changed since/u)
    office.attached.set('loom', { ok: true, bytes: bytesOf('LOOM!') })
    await edit('asha', number, {}, loom)
    expect(read(await hand.press('carol', await hand.show('carol', number), 'Approve'))).toMatch(/is approved/u)
  })

  it.each([
    ['gone', { ok: false, why: 'gone' }, /loom\.jpg is not there any more/u],
    ['barred', { ok: false, why: 'barred' }, /I cannot open loom\.jpg where it is\. Invite me to that channel/u],
    [
      'unreachable',
      { ok: false, why: 'unreachable' },
      /loom\.jpg could not be copied just now\. Please send the form again/u,
    ],
    [
      'too big',
      { ok: false, why: 'too-big' },
      /loom\.jpg is larger than 10 MB.*https:\/\/drive\.example\.com\/film\.mp4/u,
    ],
  ] as const)(
    'that are %s are said to be, and neither the text nor the other files are lost',
    async (_, fetched, why) => {
      office.attached.set('loom', fetched)

      const refused = await submit('asha', { text: 'All my words' }, loom, film)
      office.attached.delete('film')
      const mended = refused.kind === 'mend' ? refused : null
      const said = await submit('asha', valuesIn(refused))

      expect(mended?.errors['files']).toMatch(why)
      expect(read(said)).toMatch(/All my words/u)
      expect(read(said)).toContain('<film.mp4>')
      expect(read(said)).not.toContain('loom.jpg')
    },
  )

  it('of a size that is too large are not even fetched', async () => {
    let asked = 0
    const house = office.house
    const fetch = house.fetchFile
    house.fetchFile = (...args) => {
      asked += 1
      return fetch(...args)
    }
    const refused = await submit('asha', {}, { ...film, size: 10_000_001 })
    house.fetchFile = fetch

    expect(read(refused)).toMatch(/film\.mp4 is larger than 10 MB/u)
    expect(asked).toBe(0)
  })

  it('are together no more than one message can carry', async () => {
    const large = ['a', 'b', 'c'].map((name): Attached => {
      office.attached.set(name, { ok: true, bytes: new Uint8Array(7_000_000).fill(name.charCodeAt(0)) })
      return { name: `${name}.mp4`, type: 'video/mp4', size: 7_000_000, source: name }
    })

    const refused = await submit('asha', {}, ...large)

    expect(refused.kind === 'mend' && refused.errors['files']).toMatch(
      /These files have 21 MB together, and one post carries 20 MB/u,
    )
  })

  it('of a message come into its draft: named in the form, copied when that is sent', async () => {
    const before = await counted()
    const message = { text: 'Look', files: [loom], link: null }
    const form = await office.ask('asha', { kind: 'shortcut', name: 'draft-post', message, people: [] })
    const values = valuesIn(form)
    expect(await counted()).toBe(before)

    const said = await submit('asha', { media: String(values['media']) })

    expect(read(said)).toContain('<loom.jpg>')
    expect(await counted()).toBe(before + 1)
  })

  it('cannot be taken from others by naming them', async () => {
    const said = await submit('asha', {}, loom)
    const line = String((await open('asha', said, 'Edit'))['media'])

    const stolen = await submit('carol', { media: line })
    const own = await submit('asha', { media: line })

    expect(read(stolen)).toMatch(/is not a file that I keep for you/u)
    expect(read(own)).toContain('<loom.jpg>')
  })

  it('stay when another one edits the post', async () => {
    const said = await submit('asha', {}, loom)
    const values = await open('carol', await hand.show('carol', numberIn(said)), 'Edit')

    expect(read(await edit('carol', numberIn(said), { ...values, text: 'Better words' }))).toContain('<loom.jpg>')
  })

  it('are said to be kept no more, long after the post is over', async () => {
    const said = await submit('asha', {}, loom)
    const number = numberIn(said)
    await office.submit('asha', 'social-cancel', String(number), { reason: '' })
    const late = monday.add({ hours: 24 * 31 })
    await db.acrossAgencies((tx) => forgetFiles(tx, { unused: late, over: late }))

    expect(read(await office.press('asha', `sahayak:post-files:${number}:`))).toBe(
      `P${number} · X @acme\nNot kept any more: loom.jpg. Files are kept for 30 days after a post is over.`,
    )
  })

  it('are not copied for strangers, nor twice for one delivery', async () => {
    const before = await counted()
    await submit('sam', {}, loom)
    expect(await counted()).toBe(before)

    await office.submit('asha', 'social-draft', '', draft, 'slack:one', [loom])
    await office.submit('asha', 'social-draft', '', draft, 'slack:one', [loom])
    expect(await counted()).toBe(before + 1)
  })

  it('are kept by what their bytes are', async () => {
    const said = await submit('asha', {}, loom)
    const [kept] = await db.acrossAgencies((tx) =>
      rows<{ sha: string }>(tx, sql`select sha from files where id = ${fileIn(said)?.id ?? ''}`),
    )

    expect(kept?.sha).toBe(createHash('sha256').update('LOOM!').digest('base64url'))
  })

  it('come with the reminder to post, and a repeated one has a button for them', async () => {
    const said = await submit('asha', {}, loom)
    const number = numberIn(said)
    const card = await hand.show('asha', number)

    expect(card.kind === 'say' && card.card.filesButton?.label).toBe('Get the file')
  })
})
