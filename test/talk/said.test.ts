import { describe, expect, it } from 'vitest'
import {
  hearTakenBack,
  hearWritten,
  idOf,
  isInternal,
  partsToTell,
  sideBelow,
  toTell,
  type Heard,
  type Said,
} from '#src/features/relay/said.ts'
import { relayedOf } from '#src/features/relay/relayed.ts'
import type { Person } from '#src/kernel/person.ts'
import type { Written } from '#src/kernel/talk.ts'
import { wordsIn } from '#src/words/words.ts'

const noon = Temporal.Instant.from('2026-03-02T12:00:00Z')
const asha: Person = {
  ...{ id: 'asha', name: 'Asha Patil', language: 'en', zone: 'UTC', hours: null, away: [], roles: ['assistant'] },
  ...{ clients: [], duties: ['travel'], capacity: 5 },
}
const heard: Heard = {
  task: { id: 'task', requester: 'carol', client: 'acme', assistant: 'asha', status: 'in-progress', duty: 'travel' },
  ...{ side: 'assistant', known: null, told: [], held: null },
}
const written: Written = {
  ...{ what: 'written', platform: 'discord', place: '1', channel: '950', thread: null, id: '7' },
  ...{ by: { user: '12', name: 'asha', picture: null }, text: 'Booked', besides: [], at: noon, editedAt: null },
}
const from = { by: asha, placeId: 'banyan' }
const known = (more: Partial<Said> = {}): Said => ({ ...(hearWritten(heard, from, written) ?? never()), ...more })
function never(): never {
  throw new Error('it was not heard')
}

describe('a message of somebody', () => {
  it('has the same id wherever it is heard of, and another one than any other message', () => {
    const all = [idOf('a', 'b', 'c'), idOf('a', 'b', 'd'), idOf('a', 'c', 'c'), idOf('b', 'b', 'c')]

    expect(idOf('a', 'b', 'c')).toBe(all[0])
    expect(new Set(all).size).toBe(4)
    expect(all[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/u)
  })

  it.each([
    ['with nothing in it', { text: '  ' }, {}],
    ['that says what is known', {}, { known: known() }],
    ['that was taken back before', { text: 'Booked!' }, { known: known({ removedAt: noon }) }],
    ['on the board', {}, { side: null }],
    ['of somebody who has handed the task over', {}, { task: { ...heard.task, assistant: 'jun' } }],
  ])('is left alone %s', (_, said, around) => {
    expect(hearWritten({ ...heard, ...around }, from, { ...written, ...said })).toBeNull()
  })

  it('is the same although the address of its file is another one by now', () => {
    const file = (url: string) => ({ ...written, besides: [{ kind: 'file' as const, name: 'a.png', url }] })
    const before = hearWritten(heard, from, file('https://one.example.com')) ?? never()

    expect(hearWritten({ ...heard, known: before }, from, file('https://two.example.com'))).toBeNull()
  })

  it('keeps the name that its writer had, when they edit it under another one', () => {
    const renamed = { ...from, by: { ...asha, name: 'Asha Kale' } }

    const edited = hearWritten({ ...heard, known: known() }, renamed, { ...written, text: 'Booked!', editedAt: noon })

    expect(edited?.writer.name).toBe('Asha Patil')
  })

  it('loses its words when it is taken back', () => {
    expect(hearTakenBack({ known: known() }, noon)).toMatchObject({ text: '', besides: [], removedAt: noon })
    expect(hearTakenBack({ known: known({ removedAt: noon }) }, noon)).toBeNull()
    expect(hearTakenBack({ known: null }, noon)).toBeNull()
  })

  it('is told to the other side, and to whoever was told before', () => {
    expect(toTell(heard, known())).toEqual(['requester'])
    expect(toTell(heard, known({ side: 'requester' }))).toEqual(['asha'])
    expect(toTell({ ...heard, told: ['jun'] }, known({ side: 'requester' }))).toEqual(['jun', 'asha'])
    expect(toTell({ ...heard, task: { ...heard.task, status: 'assigned' } }, known({ side: 'requester' }))).toEqual([])
  })

  it('has as many parts as it needs or needed, so that those are taken back that it no longer has', () => {
    const long = 'A sentence of some words. '.repeat(400)

    expect(partsToTell({ known: null }, known())).toEqual([0])
    expect(partsToTell({ known: null }, known({ text: long }))).toEqual([0, 1, 2])
    expect(partsToTell({ known: known({ text: long }) }, known({ text: '' }))).toEqual([0, 1, 2])
  })

  it.each(['note: late again', ' Note : late', 'NOTE：late', 'नोट: देर', '**note:** late', '> *Note*: late'])(
    'is an internal note: %s',
    (text) => {
      expect(isInternal(text)).toBe(true)
    },
  )

  it.each(['notes: three', 'a note: late', 'note that it is late'])('is no internal note: %s', (text) => {
    expect(isInternal(text)).toBe(false)
  })

  it.each([
    ['requester', 'requester'],
    ['assistant:asha', 'assistant'],
    ['offer:asha', 'assistant'],
    ['thread:asha', 'assistant'],
    ['notice:carol:4', 'requester'],
    ['notice:asha:4', 'assistant'],
    ['to:requester', 'requester'],
    ['to:asha', 'assistant'],
    ['board:room', null],
    ['alert:3', null],
  ])('below %s is on the side of %s', (topic, side) => {
    expect(sideBelow(topic, 'carol')).toBe(side)
  })

  it('says of what is not words that it is there, in the reader’s language', () => {
    const said = known({
      text: '',
      besides: [
        { kind: 'file', name: 'a.png', url: 'https://x.example.com/a' },
        { kind: 'sticker', name: 'Wave' },
        { kind: 'poll', question: 'Which day?' },
        { kind: 'voice' },
        { kind: 'forwarded', text: 'See you' },
      ],
    })
    const about = { from: 'discord' as const, about: '#42' }

    expect(relayedOf(said, about, { words: wordsIn('en') })?.notes.map(({ text }) => text)).toEqual([
      'a.png is in Discord',
      'A sticker, “Wave”, is in Discord',
      'A poll is in Discord: “Which day?”',
      'A voice message is in Discord',
      'Forwarded: See you',
    ])
    expect(relayedOf(said, about, { words: wordsIn('hi') })?.notes[0]?.text).toBe('a.png Discord पर है')
  })
})
