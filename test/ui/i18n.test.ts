import { describe, expect, it } from 'vitest'
import { commandNames, commands, rootNames } from '#src/features/commands.ts'
import { defaultDuties, purposes } from '#src/features/people/client.ts'
import { languages, roles } from '#src/kernel/person.ts'
import { holidayRules } from '#src/features/digests/schedule.ts'
import { groupings, reportPeriods } from '#src/features/reports/report.ts'
import { lists } from '#src/features/tasks/commands.ts'
import { statuses } from '#src/features/tasks/task.ts'
import { periods } from '#src/features/social/commands.ts'
import { networks } from '#src/features/social/network.ts'
import { approvalModes, postStatuses } from '#src/features/social/post.ts'
import { readAway } from '#src/time/away.ts'
import { parseHours } from '#src/time/hours.ts'
import { findTimes, readTime } from '#src/time/grammar.ts'
import { parseSchedule } from '#src/time/recurrence.ts'
import type { TimeContext } from '#src/time/reading.ts'
import { findRhythm, readRhythm } from '#src/time/rhythm-grammar.ts'
import { wordsIn } from '#src/words/words.ts'
import { understand } from '#src/bot/understand.ts'
import { sentencesOf } from './sentences.ts'
import { priorities } from '#src/kernel/priority.ts'

const said = { en: sentencesOf(wordsIn('en')), hi: sentencesOf(wordsIn('hi')) }

/** Of names and numbers alone, or of signs: the same in every language. */
const wordless = new Set([
  ...[
    'tasks.heading',
    'tasks.lists.row',
    'tasks.buttons.stars',
    'tasks.routed.skipped',
    'tasks.you.mend',
    'tasks.changes.line',
  ],
  ...['people.assigned', 'people.personLine', 'digests.count', 'tasks.lists.found', 'reminders.task'],
  ...['calendars.holidayOn', 'social.heading', 'social.number', 'social.rowDetail', 'social.calendar.month'],
  ...['rhythm.date', 'rhythm.nth', 'rhythm.inZone', 'rhythm.numbered', 'rhythm.at'],
  ...['repeats.row', 'checklist.open', 'checklist.done', 'calendars.passed', 'reports.doneBy'],
  ...['tasks.heading', 'tasks.lists.row', 'tasks.buttons.stars', 'tasks.routed.skipped', 'people.profileTitle'],
  ...['people.assigned', 'people.personLine', 'digests.count', 'tasks.lists.found', 'targets.line', 'rules.line'],
])

/** What is typed as it stands, in whatever language one speaks. */
const typed = new Set(
  [
    ...commandNames.flatMap((name) => name.split(' ')),
    ...Object.values(commands).flatMap(({ args }) => Object.keys(args.shape)),
    ...[...roles, ...defaultDuties, ...purposes, ...priorities, ...lists, ...languages],
    ...[...reportPeriods, ...groupings, ...holidayRules],
    ...[
      'Acme',
      'Fabrics',
      'Textiles',
      'Asia',
      'Kolkata',
      'ABCD',
      'EFGH',
      'CODE',
      'https',
      'priya',
      'meera',
      'arjun',
      'all',
      'none',
    ],
    ...['Google', 'Apple', 'Outlook', 'ICS', 'URL', 'PUBLIC', 'bot', 'example', 'com', 'ics', 'me'],
    ...['drive', 'film', 'mp', 'MB', 'PDF'],
    ...['Mon', 'Fri', 'Sat', 'Dec', 'Jan', 'to', 'weekdays'],
    ...['sahayak', 'tar', 'JSON'],
    // What Slack calls it: adapters/slack/command-name.ts.
    'remindme',
    ...[...networks, ...periods, ...approvalModes, 'acme', 'mon', 'wed', 'fri', 'P', 'at'],
    ...['Month', 'end', 'books', 'New', 'York', 'Lisbon', 'respond', 'days'],
    ...['Mon', 'Fri', 'Sat', 'Dec', 'Jan', 'to', 'weekdays', 'monday', 'friday', 'acme', 'h'],
  ].flatMap((word) => word.split('-')),
)

describe.each(languages)('the catalogue in %s', (language) => {
  it('has something to say at every place', () => {
    const empty = said[language].filter(({ text }) => text.trim() === '')
    const broken = said[language].filter(({ text }) =>
      /undefined|null|NaN|\[object|=>|\$\{| {2}(?!client:)/u.test(text),
    )

    expect([...empty, ...broken]).toEqual([])
  })

  it('has a word for everything that has a name', () => {
    const { statusNames, roleNames, priorityNames, listNames, purposeNames, refusals, dayNames } = wordsIn(language)

    expect(Object.keys(statusNames).toSorted()).toEqual([...statuses].toSorted())
    expect(Object.keys(roleNames).toSorted()).toEqual([...roles].toSorted())
    expect(Object.keys(priorityNames).toSorted()).toEqual([...priorities].toSorted())
    expect(Object.keys(listNames).toSorted()).toEqual([...lists].toSorted())
    expect(Object.keys(purposeNames).toSorted()).toEqual([...purposes].toSorted())
    expect(dayNames).toHaveLength(7)
    expect(Object.keys(wordsIn(language).postStatusNames).toSorted()).toEqual([...postStatuses].toSorted())
    expect(wordsIn(language).monthNames).toHaveLength(12)
    expect(Object.keys(refusals).length).toBeGreaterThan(40)
  })

  it('holds what commands do in one line of a hundred letters', () => {
    const { commands: words, commandGroups, commandOptions } = wordsIn(language)
    const all = [words, commandGroups, commandOptions].flatMap((group) => Object.values(group))

    expect(all.filter(({ summary }) => summary.length > 100)).toEqual([])
    for (const { name } of all) {
      expect(name).toMatch(/^[\p{L}\p{M}\p{N}_-]{1,32}$/u)
      expect(name).toBe(name.toLowerCase())
    }
  })

  it('names the options of one command differently, and the commands of one group', () => {
    const { commands: words, commandOptions } = wordsIn(language)
    const options: Record<string, { name: string }> = commandOptions

    for (const name of commandNames) {
      const names = Object.keys(commands[name].args.shape).map((option) => options[option]?.name)
      expect(names).not.toContain(undefined)
      expect(new Set(names).size).toBe(names.length)
    }
    const groups = Map.groupBy(commandNames, (name) => name.split(' ').slice(0, -1).join(' '))
    for (const group of groups.values()) {
      const names = group.map((name) => words[name].name)
      expect(new Set(names).size).toBe(names.length)
    }
  })
})

describe('Hindi', () => {
  it('says just what English says, and leaves out nothing of it', () => {
    const english = new Map(said.en.map(({ path, text }) => [path, text]))

    const facts = said.hi.map(({ path, text }) => ({ path, facts: factsIn(text) }))

    expect(facts).toHaveLength(said.en.length)
    expect(facts).toEqual(facts.map(({ path }) => ({ path, facts: factsIn(english.get(path) ?? '') })))
  })

  it('is in Hindi', () => {
    const expected = said.hi.filter(({ path }) => !wordless.has(path) && !path.endsWith('.example'))

    expect(expected.filter(({ text }) => !/\p{Script=Devanagari}/u.test(text))).toEqual([])
  })

  it('has no English left in it but what is typed as it stands', () => {
    const english = said.hi.flatMap(({ path, text }) => {
      const words = text.replaceAll(/«[^»]+»/gu, '').match(/[A-Za-z]+/gu) ?? []
      return words.filter((word) => !typed.has(word)).map((word) => ({ path, word }))
    })

    expect(english).toEqual([])
  })

  it('is not in English', () => {
    expect(said.en.filter(({ text }) => /\p{Script=Devanagari}/u.test(text))).toEqual([])
  })
})

/** The names and numbers in a sentence, however a language writes them. */
function factsIn(text: string): string[] {
  const plain = text.replaceAll(/(?<=\d),(?=\d)/gu, '')
  return [...new Set(plain.match(/«[^»]+»|\b(?:4242|20001|20000)\b/gu) ?? [])].toSorted()
}

describe.each(languages)('an example in a sentence, in %s', (language) => {
  const words = wordsIn(language)
  const now = Temporal.Instant.from('2026-03-04T06:30Z')
  const speaker: TimeContext = { now, zone: 'Asia/Kolkata', language, use: 'due' }
  const sample = (text: string) => (text.split(/: |such as |जैसे /iu).at(-1) ?? '').trim()
  const samples = (text: string) => sample(text).split(', ')

  it.each([...samples(words.fields.dueHint), ...samples(words.commandOptions.due.summary)])(
    'is a time that is understood: %s',
    (time) => {
      expect(readTime(time, speaker).kind).toBe('understood')
    },
  )

  it('is a time that is understood, where one was not', () => {
    const { refusals } = words
    const times = [
      ...samples(refusals['time-not-understood']({ code: 'time-not-understood', given: 'x' })),
      sample(refusals['time-past']({ code: 'time-past', given: 'x', at: speaker.now })),
    ]

    expect(times.filter((time) => readTime(time, speaker).kind !== 'understood')).toEqual([])
  })

  it('is a time that is understood at the end of a line of /delegate', () => {
    const line = words.help.delegateMore.split('\n')[2] ?? ''
    const times = (line.split(': ')[0] ?? '').split(', ')

    expect(times).toHaveLength(4)
    const due = (time: string) => findTimes(`Call the bank ${time}`, speaker).at(-1)
    expect(times.filter((time) => due(time)?.reading.kind !== 'understood')).toEqual([])
  })

  it('is a rhythm that is understood, wherever one is asked for', () => {
    const { fields, commandOptions, refusals, help } = words
    const asked = [
      ...samples(fields.everyHint),
      ...samples(commandOptions.every.summary),
      ...samples(refusals['rhythm-not-understood']({ code: 'rhythm-not-understood', given: 'x' })),
      sample(refusals['rhythm-never']({ code: 'rhythm-never', given: 'x' })),
    ]
    const typed = (help.delegateMore.split('\n')[4]?.split(': ')[0] ?? '').split(', ')

    expect(asked.filter((rhythm) => readRhythm(rhythm, speaker).kind !== 'understood')).toEqual([])
    expect(typed).toHaveLength(3)
    expect(typed.filter((rhythm) => !findRhythm(`Call the bank ${rhythm}`, speaker))).toEqual([])
  })

  it('is a due time that makes sense for each, where it is of what repeats', () => {
    const { fields, refusals } = words
    const due = [
      ...samples(fields.repeatDueHint),
      ...samples(fields.templateDueHint),
      ...samples(refusals['rhythm-due-fixed']({ code: 'rhythm-due-fixed', given: 'x' })),
    ]

    expect(due.filter((time) => readTime(time, speaker).kind !== 'understood')).toEqual([])
  })

  it('is a set of hours, a schedule, and days away', () => {
    const away = sample(words.commandOptions.days.summary).split(/, (?:or|या) /u)[0] ?? ''

    expect(parseHours(sample(words.fields.hoursHint))).not.toBeNull()
    expect(parseHours(sample(words.commandOptions.hours.summary))).not.toBeNull()
    expect(parseSchedule(sample(words.commandOptions.when.summary))).not.toBeNull()
    expect(readAway(away, speaker)).not.toBeNull()
  })

  it('is a command that works, in each refusal that names one', () => {
    const named = said[language]
      .filter(({ path }) => path.startsWith('refusals.'))
      .flatMap(({ path, text }) => {
        const found = /(?:: |, (?:or|या) )\/([a-z]+) ([^।()]*)$/u.exec(text)
        return found ? [{ path, root: found[1] ?? '', rest: found[2] ?? '' }] : []
      })

    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(({ root, rest }) => !understand(root, rest).ok)).toEqual([])
  })

  it('names commands that exist, wherever one stands', () => {
    const named = said[language].flatMap(({ path, text }) =>
      [...text.matchAll(/(?<![\p{L}\p{N}/:.])\/([a-z]+)\b/gu)].map(([, root = '']) => ({ path, root })),
    )

    expect(named.length).toBeGreaterThan(30)
    expect(named.filter(({ root }) => root !== 'remindme' && !rootNames.includes(root))).toEqual([])
  })
})

describe('a number in words', () => {
  it.each([
    ['en', 1, 'You gave #42 1 star'],
    ['en', 5, 'You gave #42 5 stars'],
    ['hi', 1, 'आपने #42 को 1 सितारा दिया'],
    ['hi', 5, 'आपने #42 को 5 सितारे दिए'],
  ] as const)('is one or many: %s, %s', (language, stars, words) => {
    expect(wordsIn(language).tasks.said.rated(42, stars)).toBe(words)
  })
})

describe('a list in words', () => {
  it.each([
    ['en', ['a'], 'a'],
    ['en', ['a', 'b'], 'a and b'],
    ['en', ['a', 'b', 'c'], 'a, b and c'],
    ['hi', ['क', 'ख', 'ग'], 'क, ख और ग'],
    ['hi', [], ''],
  ] as const)('%s: %j', (language, items, words) => {
    expect(wordsIn(language).listOf([...items])).toBe(words)
  })
})
