import { describe, expect, it } from 'vitest'
import { checkOf, type Trace } from '#src/features/relay/check.ts'
import { checkCard } from '#src/features/relay/check-card.ts'
import { toCarry } from '#src/features/relay/files.ts'
import type { Said, Spoken } from '#src/features/relay/said.ts'
import type { Person } from '#src/kernel/person.ts'
import { readerFor } from '#src/words/reader.ts'

const noon = Temporal.Instant.from('2026-03-02T12:00:00Z')
const task: Spoken = {
  ...{ id: 'task', requester: 'carol', client: 'acme', assistant: 'asha', status: 'in-progress', duty: 'travel' },
}
const file = (name: string, size = 10) => ({
  ...{ kind: 'file' as const, name, url: null, copy: { source: `https://files.example.com/${name}`, type: '', size } },
})
const said = (more: Partial<Said> = {}): Said => ({
  ...{ id: 'one', task: 'task', placeId: 'acme', channel: 'C1', thread: '1.1', externalId: '2.2', side: 'requester' },
  ...{ writer: { id: 'carol', name: 'Carol Reyes', picture: null }, text: 'A window seat', besides: [] },
  ...{ internal: false, writtenAt: noon, editedAt: null, removedAt: null, ...more },
})
const trace = (more: Partial<Trace> = {}): Trace => ({ said: said(), shown: [], pending: [], failed: [], ...more })
const missing = (one: Trace, about = task) => checkOf('banyan', about, [one]).missing.map(({ why }) => why)

describe('the check of what was said', () => {
  it.each<[string, Trace, string[]]>([
    ['is there', trace({ shown: ['to:asha'] }), []],
    ['is on its way', trace({ pending: ['to:asha'] }), ['on-its-way']],
    ['could not be sent', trace({ failed: ['to:asha'] }), ['failed']],
    [
      'is there as it was, and its change could not be sent',
      trace({ shown: ['to:asha'], failed: ['to:asha'] }),
      ['failed'],
    ],
    ['left no trace', trace(), ['failed']],
    ['was told to somebody who has handed it over', trace({ shown: ['to:jun'] }), ['failed']],
    ['is an internal note', trace({ said: said({ internal: true, side: 'assistant' }) }), []],
    ['was taken back', trace({ said: said({ removedAt: noon }) }), []],
    ['is there without its files', trace({ said: said({ besides: [file('a.png')] }), shown: ['to:asha'] }), ['failed']],
    [
      'is files alone, and there',
      trace({ said: said({ text: '', besides: [file('a')] }), shown: ['to:asha:files'] }),
      [],
    ],
    [
      'has a file that is too large',
      trace({ said: said({ besides: [file('film', 10_000_001)] }), shown: ['to:asha', 'to:asha:files'] }),
      ['files'],
    ],
  ])('says of a message that %s what is so', (_, one, why) => {
    expect(missing(one)).toEqual(why)
  })

  it('says that a message waits while nobody works on the task', () => {
    expect(missing(trace(), { ...task, assistant: null, status: 'open' })).toEqual(['nobody-there'])
  })

  it('counts messages and files by their side, and offers to send again what failed alone', () => {
    const all = [
      trace({ failed: ['to:asha'] }),
      trace({ said: said({ side: 'assistant', besides: [file('a'), file('b')] }) }),
    ]
    const check = checkOf('banyan', task, all)

    expect(check.sides).toEqual({ requester: { messages: 1, files: 0 }, assistant: { messages: 1, files: 2 } })
    for (const language of ['en', 'hi'] as const) {
      const person: Person = {
        ...{ id: 'carol', name: 'Carol Reyes', language, zone: 'UTC', hours: null, away: [], roles: [], clients: [] },
        ...{ duties: [], capacity: 5 },
      }
      const failed = checkCard({ task: { number: 42, title: 'Book' }, check }, readerFor(person, noon))
      const waiting = { ...check, missing: check.missing.map((one) => ({ ...one, why: 'on-its-way' as const })) }
      const shown = checkCard({ task: { number: 42, title: 'Book' }, check: waiting }, readerFor(person, noon))
      expect(failed.buttons).toHaveLength(1)
      expect(shown.buttons).toBeUndefined()
    }
  })
})

describe('the files of a message', () => {
  it('are carried over in their order up to ten, 10 MB each and 20 MB together; the others are left with the reason', () => {
    const besides = [
      file('a', 9_000_000),
      file('b', 10_000_001),
      file('c', 9_000_000),
      file('d', 9_000_000),
      file('e', 1),
    ]
    const { carried, left } = toCarry('banyan', { id: 'one', besides })

    expect(carried.map((one) => one.file.name)).toEqual(['a', 'c', 'e'])
    expect(left.map(({ name, why }) => [name, why])).toEqual([
      ['b', 'too-big'],
      ['d', 'too-many'],
    ])
    const eleven = Array.from({ length: 11 }, (_, index) => file(`${index}`))
    expect(toCarry('banyan', { id: 'one', besides: eleven }).left).toMatchObject([{ name: '10', why: 'too-many' }])
  })

  it('are the same file when its address was signed anew, and another one in another message', () => {
    const idIn = (id: string, source: string) =>
      toCarry('banyan', { id, besides: [{ ...file('a'), copy: { source, type: '', size: 1 } }] }).carried[0]?.file.id

    expect(idIn('one', 'https://cdn.example.com/1/a?ex=1')).toBe(idIn('one', 'https://cdn.example.com/1/a?ex=2'))
    expect(idIn('one', 'https://cdn.example.com/1/a')).not.toBe(idIn('two', 'https://cdn.example.com/1/a'))
  })
})
