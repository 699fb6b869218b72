import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import { addFiles, fileBytes, filesByRef, forgetFiles, holdFiles, keepBytes } from '#db/repositories/files.ts'
import { insertPost } from '#db/repositories/posts.ts'
import { addAccount } from '#db/repositories/social.ts'
import { postIn } from '#test/social/cast.ts'
import { refOf, type StoredFile } from '#src/features/files/file.ts'
import type { PostStatus } from '#src/features/social/post.ts'
import { databases } from '../databases.ts'
import { anAgency, monday, newId, seed, type Seeded } from '../rows.ts'

const bytes = Uint8Array.from([0, 255, 10, 92, 39, 128])
const week = { unused: monday.add({ hours: 24 * 7 }), over: monday.add({ hours: -24 * 30 }) }

describe.each(databases)('files, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  function aFile(changes: Partial<StoredFile> = {}): StoredFile {
    return {
      ...{ id: newId(), name: 'loom.jpg', type: 'image/jpeg', size: 99, uploader: office.assistant.id, sha: null },
      origin: { platform: 'discord', place: '100', source: 'https://cdn.discordapp.com/attachments/1/2/loom.jpg' },
      ...changes,
    }
  }

  /** Its id. */
  async function aPostIn(tx: Tx, status: PostStatus, since: Temporal.Instant): Promise<string> {
    const { agency, client, assistant } = office
    const account = { id: newId(), client: client.id, network: 'x', handle: newId() }
    await addAccount(tx, agency, account, monday)
    const whose = { id: newId(), client: client.id, account: account.id, author: assistant.id }
    await insertPost(tx, agency, { ...postIn(status), ...whose, number: 0, since })
    return whose.id
  }

  async function kept(file = aFile(), at = monday): Promise<StoredFile> {
    await db.inAgency(office.agency, async (tx) => {
      await addFiles(tx, office.agency, [file], at)
      await keepBytes(tx, office.agency, { id: file.id, bytes, sha: 'sha-1' })
    })
    return file
  }

  const read = (id: string) => db.inAgency(office.agency, (tx) => fileBytes(tx, office.agency, id))

  it('come back byte for byte', async () => {
    const file = await kept()

    expect([...((await read(file.id)) ?? [])]).toEqual([...bytes])
  })

  it('are named by the end of their id, without bytes until those are fetched, and counted then', async () => {
    const file = aFile()
    await db.inAgency(office.agency, (tx) => addFiles(tx, office.agency, [file], monday))
    const find = () => db.inAgency(office.agency, (tx) => filesByRef(tx, office.agency, [refOf(file.id)]))

    expect(await find()).toEqual([file])
    expect(await read(file.id)).toBeNull()
    await db.inAgency(office.agency, (tx) => keepBytes(tx, office.agency, { id: file.id, bytes, sha: 'sha-1' }))
    expect(await find()).toEqual([{ ...file, size: bytes.length, sha: 'sha-1' }])
  })

  it('never change once they are kept', async () => {
    const file = await kept()
    const other = Uint8Array.from([1])
    await db.inAgency(office.agency, (tx) => keepBytes(tx, office.agency, { id: file.id, bytes: other, sha: 'sha-2' }))

    expect([...((await read(file.id)) ?? [])]).toEqual([...bytes])
  })

  it('are refused by the table beyond ten million bytes', async () => {
    const file = aFile()
    await db.inAgency(office.agency, (tx) => addFiles(tx, office.agency, [file], monday))
    const keeping = db.inAgency(office.agency, (tx) =>
      keepBytes(tx, office.agency, { id: file.id, bytes: new Uint8Array(10_000_001), sha: 'sha-1' }),
    )

    await expect(keeping).rejects.toMatchObject({ cause: { code: '23514' } })
  })

  it('are seen by their own agency alone', async () => {
    const file = await kept()
    const other = await db.acrossAgencies((tx) => seed(tx, anAgency()))

    expect(await db.inAgency(other.agency, (tx) => fileBytes(tx, office.agency, file.id))).toBeNull()
    expect(await db.inAgency(other.agency, (tx) => filesByRef(tx, office.agency, [refOf(file.id)]))).toEqual([])
  })

  describe('that nobody needs', () => {
    async function heldBy(status: PostStatus, since = monday): Promise<StoredFile> {
      const file = await kept()
      await db.inAgency(office.agency, async (tx) => {
        const post = await aPostIn(tx, status, since)
        await holdFiles(tx, office.agency, post, [file.id])
        await holdFiles(tx, office.agency, post, [file.id])
      })
      return file
    }

    const forget = (when: { unused: Temporal.Instant; over: Temporal.Instant }) =>
      db.acrossAgencies((tx) => forgetFiles(tx, when))

    it('are forgotten after a time, and no sooner', async () => {
      const old = await kept()
      const young = await kept(aFile(), week.unused)
      await forget(week)

      expect(await read(old.id)).toBeNull()
      expect(await read(young.id)).not.toBeNull()
    })

    it.each(['idea', 'draft', 'approval', 'approved', 'due'] as const)(
      'are not those of a post that is %s, however old',
      async (status) => {
        const file = await heldBy(status)
        await forget({ unused: monday.add({ hours: 9000 }), over: monday.add({ hours: 9000 }) })

        expect(await read(file.id)).not.toBeNull()
      },
    )

    it.each(['posted', 'missed', 'cancelled'] as const)(
      'are those of a post that is %s, a while after',
      async (status) => {
        const file = await heldBy(status)

        await forget({ unused: week.unused, over: monday })
        expect(await read(file.id)).not.toBeNull()
        await forget({ unused: week.unused, over: monday.add({ seconds: 1 }) })
        expect(await read(file.id)).toBeNull()
      },
    )

    it('are not those that another post needs still', async () => {
      const file = await heldBy('posted')
      await db.inAgency(office.agency, async (tx) =>
        holdFiles(tx, office.agency, await aPostIn(tx, 'draft', monday), [file.id]),
      )
      await forget({ unused: week.unused, over: week.unused })

      expect(await read(file.id)).not.toBeNull()
    })
  })

  it('go with the agency', async () => {
    const file = await kept()
    await db.acrossAgencies((tx) => rows(tx, sql`delete from agencies where agency_id = ${office.agency}`))

    expect(await db.acrossAgencies((tx) => fileBytes(tx, office.agency, file.id))).toBeNull()
  })
})
