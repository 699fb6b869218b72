import type { Untellable } from '#src/telling/line.ts'

const plural = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

export const digests = {
  title: (day: string) => `Your day: ${day}`,
  nothing: 'Nothing needs you now.',
  sections: {
    waitsForYou: 'Waits for you',
    finished: 'Finished since the last digest',
    due: 'Due soon',
    late: 'Late',
    today: 'Today, in order',
    waiting: 'Waiting for the client',
    pool: 'New in the pool',
    unclaimed: 'Nobody has claimed',
    load: 'Load',
    offered: 'Offered to you',
  },
  count: (label: string, n: number) => `${label} (${n})`,
  loadLine: (name: string, inHand: number, capacity: number) => `${name}: ${inHand} of ${capacity}`,
  response: (answered: number, median: string, target: number) =>
    `Offers answered in the last week: ${answered}, typically within ${median}. The target is ${plural(target, 'working hour')}.`,
  dueBy: 'due ',
  on: (times: string, days: string, zone: string) => `Your digest comes at ${times}, ${days} (${zone})`,
  nextThree: (words: string[]) => `The next three: ${words.join('; ')}.`,
  rules:
    'When the clocks change, a time that does not exist moves forward and one that exists twice happens once. If the bot was down, it comes late, within 6 hours; after that it waits for the next.',
  off: 'Your digest is off',
  offNext: 'Have it back with /digest on 9:00 weekdays',
}

export const telling = {
  givenUp: (who: string) => `A message to ${who} could not be delivered`,
  givenUpWhy: (why: string, attempts: number) => `${why} (tried ${plural(attempts, 'time')})`,
  untellable: {
    'tried-for-a-day': 'It was tried for a day.',
    'cannot-be-written-to': 'They cannot be written to: they do not take direct messages, or have left.',
    'no-account-here': 'They have no account on a platform that is connected.',
    'no-manager': 'There is neither a log room nor a manager.',
  } satisfies Record<Untellable, string>,
  platformSays: (what: string) => `The platform says: ${what}`,
  room: 'a channel',
  workingOnIt: 'Working on it…',
  fault: 'Something went wrong on my side',
  faultBody: (reference: string) =>
    `Nothing was changed; try again. If it stays, tell your manager this reference: ${reference}`,
  notUnderstood: 'I did not understand that',
  notUnderstoodBody:
    'This button or form may be from an older version. Try the command again; /help shows what there is.',
  no: 'That did not work',
}
