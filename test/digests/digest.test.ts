import { describe, expect, it } from 'vitest'
import { digestCard } from '#src/digests/cards.ts'
import { isEmpty, sectionsFor, type Digest, type Section, type SectionName } from '#src/digests/digest.ts'
import { languages, type Person } from '#src/people/person.ts'
import { decide } from '#src/tasks/decide.ts'
import type { Status, Task } from '#src/tasks/task.ts'
import { readerFor } from '#src/ui/reader.ts'
import { readCard } from '#test/read.ts'
import {
  aContext,
  asha,
  at,
  carol,
  commandsOf,
  dan,
  jun,
  maya,
  nobody,
  now,
  olga,
  taskIn,
  viewOf,
  wen,
} from '#test/tasks/cast.ts'

function section(name: SectionName, tasks: Task[], count = tasks.length): Section {
  return { name, views: tasks.map((task) => viewOf(task)), count }
}

function digest(...sections: Section[]): Digest {
  return { sections, load: [], response: null }
}

function read(content: Digest, person: Person): string {
  return readCard(digestCard(content, person, readerFor(person, now)))
}

describe('whose digest has what', () => {
  it.each([
    ['a client', carol, ['waitsForYou', 'late', 'due', 'finished']],
    ['an assistant', asha, ['offered', 'late', 'today', 'waiting', 'pool']],
    ['a manager', maya, ['waitsForYou', 'late', 'unclaimed']],
    ['an owner', olga, ['waitsForYou', 'late', 'unclaimed']],
    ['one without a role', nobody, []],
  ] as const)('%s: what waits for them first', (_, person, sections) => {
    expect(sectionsFor(person)).toEqual(sections)
  })

  it('reads nothing twice to someone with several roles', () => {
    const all = sectionsFor({ ...carol, roles: ['owner', 'client', 'assistant'] })

    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(9)
  })
})

describe('a digest', () => {
  it('is empty when there is nothing to do, however busy everyone is', () => {
    const quiet: Digest = { ...digest(section('late', [])), load: [{ name: 'Asha', inHand: 5, capacity: 5 }] }

    expect(isEmpty(quiet)).toBe(true)
    expect(isEmpty(digest(section('late', [taskIn('claimed')])))).toBe(false)
    expect(read(digest(), carol)).toBe('Your day: Mon 2 Mar\nNothing needs you now.')
  })

  it('says under each heading how many there are, and shows what matters first', () => {
    const text = read(
      digest(section('waitsForYou', [taskIn('waiting')]), section('late', []), section('due', [taskIn('claimed')], 8)),
      carol,
    )

    expect(text).toBe(
      [
        'Your day: Mon 2 Mar',
        'Waits for you (1)',
        '#42 Book a flight to Pune · Acme Textiles · Waiting for an answer from Carol · [Answer in words]',
        'Due soon (8)',
        '#42 Book a flight to Pune · Acme Textiles · Asha has it and is to start by today, 6:00 pm (Kolkata) · [Open]',
        '… and 7 more',
      ].join('\n'),
    )
  })

  it('says of what is late who has it and since when', () => {
    const late = taskIn('in-progress', { promise: at('09:00'), actBy: at('09:00') })

    expect(read(digest(section('late', [late])), carol)).toContain(
      'Late · Asha is working on it, to be done by today, 9:00 am',
    )
  })

  it('tells an assistant of the pool by kind and due time, never by the brief', () => {
    const text = read(digest(section('pool', [taskIn('open', { brief: 'My password is dog' })])), jun)

    expect(text).toContain('Acme Textiles · travel · due Fri 6 Mar, 5:00 pm (Kolkata) · [Claim]')
    expect(text).not.toContain('password')
  })

  it('tells a manager how busy each one is, and how fast they answer', () => {
    const busy: Digest = {
      ...digest(section('unclaimed', [taskIn('open')])),
      load: [{ name: 'Asha', inHand: 4, capacity: 5 }],
      response: { answered: 1, median: 75 * 60_000, target: 4 },
    }
    const text = read(busy, maya)

    expect(text).toContain('Nobody has claimed (1)')
    expect(text).toContain('Load\nAsha: 4 of 5')
    expect(text).toContain(
      'Offers answered in the last week: 1, typically within 1 h 15 min. The target is 4 working hours.',
    )
  })

  it.each(languages)('has a heading for each section, in %s', (language) => {
    const everything = sectionsFor({ ...carol, roles: ['owner', 'client', 'assistant'] }).map((name) =>
      section(name, [taskIn('open')]),
    )
    const text = readCard(digestCard(digest(...everything), carol, readerFor({ ...carol, language }, now)))

    expect(text).not.toMatch(/undefined|\[object/u)
    expect(text.match(/\(1\)/gu)).toHaveLength(9)
  })

  const rows: [SectionName, Status, Person][] = [
    ['waitsForYou', 'waiting', carol],
    ['waitsForYou', 'in-review', carol],
    ['waitsForYou', 'in-review', maya],
    ['pool', 'open', jun],
    ['pool', 'open', wen],
    ['pool', 'claimed', jun],
    ['today', 'claimed', asha],
    ['offered', 'assigned', asha],
    ['unclaimed', 'open', maya],
    ['finished', 'done', carol],
    ['late', 'waiting', dan],
  ]
  it.each(rows)('has beside each row what its reader may do about it right there: %s, %s', (name, status, person) => {
    const task = taskIn(status)
    const card = digestCard(digest(section(name, [task])), person, readerFor(person, now))

    const buttons = (card.list ?? []).flatMap(({ button }) => button ?? [])

    expect(buttons).toHaveLength(1)
    for (const button of buttons) {
      if (!('action' in button) || button.action.press === 'show') continue
      const { press, detail } = button.action
      const command = press === 'claim' || press === 'accept' ? commandsOf[press] : commandsOf.answer
      expect(['claim', 'accept', 'answer']).toContain(press === 'open' ? detail : press)
      expect(decide(task, command, person, now, aContext())).toMatchObject({ ok: true })
    }
  })
})
