import { describe, expect, it } from 'vitest'
import { digestCard } from '#src/features/digests/cards.ts'
import {
  belongs,
  isEmpty,
  sectionsFor,
  type Digest,
  type Section,
  type SectionName,
} from '#src/features/digests/digest.ts'
import { languages, type Person } from '#src/kernel/person.ts'
import { decide } from '#src/features/tasks/decide.ts'
import { statuses, type Status, type Task } from '#src/features/tasks/task.ts'
import { readerFor } from '#src/words/reader.ts'
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
  return { sections, load: null, response: null }
}

const since = now.subtract({ hours: 24 })
const shown = (content: Digest, person: Person, again = false) =>
  digestCard(content, person, readerFor(person, now), { since, again })

function read(content: Digest, person: Person): string {
  return readCard(shown(content, person))
}

describe('whose digest has what', () => {
  it.each([
    ['a client', carol, ['waitsForYou', 'late', 'due', 'unclaimed', 'finished']],
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
    const busiest = [{ name: 'Asha', inHand: 5, capacity: 5 }]
    const quiet: Digest = { ...digest(section('late', [])), load: { busiest, assistants: 1, free: 0 } }

    expect(isEmpty(quiet)).toBe(true)
    expect(isEmpty(digest(section('late', [taskIn('claimed')])))).toBe(false)
    expect(read(digest(), carol)).toBe('Your day: Mon 2 Mar\nNothing needs you now.')
  })

  it('says under each heading how many there are, shows what matters first, and has the rest one press away', () => {
    const text = read(
      digest(section('waitsForYou', [taskIn('waiting')]), section('late', []), section('due', [taskIn('claimed')], 8)),
      carol,
    )

    expect(text).toBe(
      [
        'Your day: Mon 2 Mar',
        'Waits for you (1)',
        '#42 Book a flight to Pune · due Fri 6 Mar, 5:00 pm (Kolkata) · Acme Textiles · waits for an answer from you · [Answer in words]',
        'Due soon (8)',
        '#42 Book a flight to Pune · due Fri 6 Mar, 5:00 pm (Kolkata) · Acme Textiles · with Asha, not started · [Open]',
        '[Due soon: all 8]',
      ].join('\n'),
    )
  })

  it('says of what is late who has it and since when', () => {
    const late = taskIn('in-progress', { promise: at('09:00'), actBy: at('09:00') })

    expect(read(digest(section('late', [late])), carol)).toContain(
      'Late · promised for today, 9:00 am (Kolkata) · Acme Textiles · with Asha',
    )
  })

  it('tells an assistant of the pool by kind and due time, never by the brief', () => {
    const text = read(digest(section('pool', [taskIn('open', { brief: 'My password is dog' })])), jun)

    expect(text).toContain('due Fri 6 Mar, 5:00 pm (Kolkata) · Acme Textiles · open · travel · [Claim]')
    expect(text).not.toContain('password')
  })

  it('tells a manager how busy the busiest are, how many could take more, and how fast they are against the targets', () => {
    const measure = { count: 12, median: 75 * 60_000, p90: 3 * 3_600_000, met: 10, missed: 2 }
    const busy: Digest = {
      ...digest(section('unclaimed', [taskIn('open')])),
      load: { busiest: [{ name: 'Asha', inHand: 4, capacity: 5 }], assistants: 9, free: 7 },
      response: { answers: measure, ends: null },
    }
    const text = read(busy, maya)

    expect(text).toContain('Nobody has claimed (1)')
    expect(text).toContain('Load\nAsha: 4 of 5\n7 of 9 assistants can take more')
    expect(text).toContain(
      'Answered by an assistant in the last seven days: 12, usually within 1 h 15 min, nearly always within 3 h · 10 in time, 2 late.',
    )
  })

  it('can be had again later when it came by itself, and not when it was asked for', () => {
    const content = digest(section('offered', [taskIn('assigned')]))

    expect(readCard(shown(content, asha, true))).toContain('[Again in 1 hour] [Again in 3 hours]')
    expect(readCard(shown(content, asha))).not.toContain('Again')
  })

  it.each(languages)('has a heading for each section, in %s', (language) => {
    const everything = sectionsFor({ ...carol, roles: ['owner', 'client', 'assistant'] }).map((name) =>
      section(name, [taskIn('open')]),
    )
    const text = readCard(shown(digest(...everything), { ...carol, language }))

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
    const buttons = (shown(digest(section(name, [task])), person).list ?? []).flatMap(({ button }) => button ?? [])

    expect(buttons).toHaveLength(1)
    for (const button of buttons) {
      if (!('action' in button) || button.action.press === 'show') continue
      const { press, detail } = button.action
      const command =
        press === 'claim' || press === 'accept' || press === 'start' ? commandsOf[press] : commandsOf.answer
      expect(['claim', 'accept', 'start', 'answer']).toContain(press === 'open' ? detail : press)
      expect(decide(task, command, person, now, aContext())).toMatchObject({ ok: true })
    }
  })

  it('offers an assistant the next step of each: take it on, start it, claim it', () => {
    const content = digest(
      section('offered', [taskIn('assigned')]),
      section('today', [taskIn('claimed')]),
      section('pool', [taskIn('open')]),
    )

    expect(read(content, asha).match(/\[[^\]]+\]/gu)).toEqual(['[Accept]', '[Start]', '[Claim]'])
  })
})

describe('a task in a digest that waited to be sent', () => {
  it.each([
    ['waitsForYou', ['waiting', 'in-review']],
    ['offered', ['assigned']],
    ['today', ['claimed', 'in-progress']],
    ['waiting', ['waiting', 'in-review']],
    ['unclaimed', ['open']],
    ['pool', ['open']],
    ['finished', ['done']],
    ['due', ['assigned', 'open', 'claimed', 'in-progress', 'waiting']],
  ] as const)('is left out of %s once it is not so any more', (name, still) => {
    const found = statuses.filter((status) => belongs(name, taskIn(status), now))

    expect(found.toSorted()).toEqual([...still].toSorted())
  })
})
