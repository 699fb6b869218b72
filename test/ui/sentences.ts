import type { Words } from '#src/words/words.ts'

/** What stands in for a person, a client, a number: seen again in every sentence that speaks of it. */
const marks = ['«1»', '«2»', '«3»']

/** Where words are not enough: lists, and what is counted. */
const given: Record<string, unknown[]> = {
  listOf: [['«1»', '«2»', '«3»'], 'or'],
  'people.assignedTo': ['«1»', ['«2»', '«3»']],
  'people.personLine': ['«1»', ['«2»']],
  'people.alike': ['«1»', ['«2»'], '«3»'],
  'people.speaksFor': [['«1»', '«2»']],
  'people.serves': [['«1»', '«2»']],
  'removed.roles': ['«1»', ['«2»', '«3»']],
  'removed.served': [['«1»', '«2»']],
  'removed.unserved': [['«1»', '«2»']],
  'removed.asked': [[4242], 3],
  'removed.left': [['«1»', '«2»']],
  'away.later': ['«1»', '«2»', [4242]],
  'away.given': [[4242]],
  'telling.roomClosed': [['«1»'], '«2»', '«3»'],
  'away.opened': [[4242]],
  'away.left': [[4242]],
  'away.nobodyTook': [[4242]],
  'away.inPool': [[4242]],
  'people.range': ['«1»', '«2»'],
  'guard.body': [['«1»', '«2»']],
  'rules.words': [['«1»', '«2»']],
  'leaving.holdings': [{ tasks: 4242, people: 3, clients: 1, posts: 2, messages: 7, files: 8 }],
  'tasks.routed.rule': [{ place: 4242, client: true, duty: '«1»', word: '«2»' }, '«3»'],
  'tasks.routed.poolAfter': [['«1»', '«2»']],
  'tasks.routed.skipped': [['«1»', '«2»']],
  'tasks.buttons.stars': [3],
  'digests.nextThree': [['«1»', '«2»', '«3»']],
  'social.filesGone': [['«1»', '«2»']],
  'social.report.line': ['«1»', '«2»', '«3»', '«4»'],
  'social.slots.nextThree': [['«1»', '«2»', '«3»']],
}

/** Everything that a refusal may carry. */
const about = {
  ...{ client: '«client»', assistant: '«assistant»', duty: '«duty»', name: '«name»', given: '«given»' },
  ...{ option: '«option»', command: '«command»', rest: '«rest»', until: '«until»', when: '«when»', wanted: 'start' },
  ...{ number: 4242, length: 20_001, limit: 20_000, inHand: 7, capacity: 8, days: 14, count: 3, date: 31 },
  ...{ role: 'assistant', numbers: [4242], more: 3 },
  ...{ of: 'client', setting: 'zone' },
  ...{ why: 'not-https', most: 10 },
  ...{ account: '«account»', network: '«network»', example: '«example»', found: '«found»', handle: '«handle»' },
  ...{
    needs: ['owner', 'client'],
    near: ['«near»'],
    options: ['«near»'],
    other: '«other»',
    known: ['«known»'],
    status: 'open',
  },
}

export type Sentence = { path: string; text: string }

/** Every sentence of a language, as it is read, with where it stands in the catalogue. */
export function sentencesOf(words: Words): Sentence[] {
  return walk(words, '')
}

function walk(value: unknown, path: string): Sentence[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value === 'function') {
    const said: unknown = Reflect.apply(value, undefined, argumentsFor(path))
    return [{ path, text: typeof said === 'string' ? said : `${path} says ${typeof said}` }]
  }
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no sentence`)
  return Object.entries(value).flatMap(([name, inner]) => walk(inner, path === '' ? name : `${path}.${name}`))
}

function argumentsFor(path: string): unknown[] {
  if (path === 'refusals.post-not-now') return [{ ...about, status: 'draft' }]
  if (path === 'refusals.post-address-wrong') return [{ ...about, why: 'compose' }]
  if (path.startsWith('refusals.file')) return [{ ...about, size: 24_000_000, most: 20_000_000 }]
  if (path.startsWith('refusals.')) return [about]
  return given[path] ?? marks
}
