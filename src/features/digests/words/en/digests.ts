import type { Untellable } from '#src/features/telling/line.ts'

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
  /** On a button: what a section does not show. */
  all: (label: string, n: number) => `${label}: all ${n}`,
  later: (hours: number) => `Again in ${plural(hours, 'hour')}`,
  laterSaid: (time: string) => `Your digest comes again ${time}`,
  loadFree: (free: number, all: number) => `${free} of ${plural(all, 'assistant')} can take more`,
  loadLine: (name: string, inHand: number, capacity: number) => `${name}: ${inHand} of ${capacity}`,
  response: (measures: string) => `Answered by an assistant in the last seven days: ${measures}.`,
  completion: (measures: string) => `Done: ${measures}.`,
  week: (span: string) => `Your week: ${span}`,
  whole: 'Whole report',
  roomTitle: (whose: string, day: string) => `${whose}: ${day}`,
  roomWeek: (whose: string, span: string) => `The week of ${whose}: ${span}`,
  roomSections: {
    waitsForYou: 'Waiting for the client',
    finished: 'Finished since the last digest',
    due: 'Due soon',
    late: 'Late',
    today: 'In progress',
    waiting: 'Waiting for the client',
    pool: 'Open to claim',
    unclaimed: 'Open to claim',
    offered: 'Offered',
  },
  roomCounts: 'All together',
  counts: { inProgress: 'in progress', waiting: 'waiting for a client', late: 'late', finished: 'finished' },
  roomNote: 'Everyone in this channel reads this: open tasks as on the board, and of all others only how many.',
  roomNoteClient: 'Everyone in this channel reads this.',
  heldBy: (assistant: string) => `with ${assistant}`,
  unclaimed: 'nobody has claimed it',
  waitsForAnswer: 'waits for an answer',
  dueBy: 'due ',
  weeklyOn: (times: string, days: string, zone: string) => `Your week comes at ${times}, ${days} (${zone})`,
  weeklyOff: 'Your summary of the week is off',
  weeklyOffNext: 'Have it back with /digest weekly monday 9:00',
  roomOn: (times: string, days: string, zone: string) =>
    `The digest of this channel comes at ${times}, ${days} (${zone})`,
  roomWeeklyOn: (times: string, days: string, zone: string) =>
    `The summary of the week comes to this channel at ${times}, ${days} (${zone})`,
  roomOff: 'The digest of this channel is off',
  roomOffNext: 'Have it back with /digest room on 9:00 weekdays',
  roomWeeklyOff: 'The summary of the week does not come to this channel any more',
  roomWeeklyOffNext: 'Have it back with /digest room weekly friday 16:00',
  holidays: {
    move: 'On a public holiday or a day off your digest waits for the next working day',
    skip: 'On a public holiday or a day off your digest is left out',
  },
  holidayNote: {
    move: 'On a public holiday or a day off of yours it waits for the next working day.',
    skip: 'On a public holiday or a day off of yours it is left out.',
  },
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
    'has-left': 'They have left.',
    'channel-archived':
      'That channel is archived. Open it again to have messages there; if it is a room, /agency room chooses another one.',
  } satisfies Record<Untellable, string>,
  roomClosed: (what: string[], platform: string, place: string) =>
    `I can no longer write in the channel on ${platform} (${place}) that is set for: ${what.join(', ')}`,
  roomClosedBody:
    'It is archived or deleted, or I am not in it any more. Cards for it wait, and come within an hour of its being open to me again. Open it or invite me again, or choose another channel with /agency room.',
  platformSays: (what: string) => `The platform says: ${what}`,
  room: 'a channel',
  workingOnIt: 'Working on it…',
  interrupted: 'I was interrupted while I copied your files; this is what became of it.',
  doneUnanswered: 'I was interrupted before I could answer. What you asked for was done.',
  fault: 'Something went wrong on my side',
  faultBody: (reference: string) =>
    `Nothing was changed; try again. If it stays, tell your manager this reference: ${reference}`,
  away: 'My database is away',
  awayBody: (reference: string) =>
    `Nothing was changed; try again in a minute. If it stays, tell your manager this reference: ${reference}`,
  uncertain: 'My database went away as I wrote this down',
  uncertainBody: (reference: string) =>
    `I do not know whether it was done: look before you try again, for example with /tasks. If it stays, tell your manager this reference: ${reference}`,
  notUnderstood: 'I did not understand that',
  notUnderstoodBody:
    'This button or form may be from an older version. Try the command again; /help shows what there is.',
  no: 'That did not work',
}

/** What becomes of a digest on a day off, where it is chosen from a list. */
export const holidayNames = { move: 'move to the next working day', skip: 'leave it out' }
