import type { NudgeStep } from '#src/features/tasks/kept.ts'

/** What the clock says of a task, to whoever is waited for or must know. */
export const nudges = {
  title: {
    'accept-soon': (number: number) => `#${number} waits for you to accept it`,
    'start-soon': (number: number) => `#${number} waits for you to start`,
    'due-soon': (number: number) => `#${number} is promised for soon`,
    'start-now': (number: number) => `#${number} should have been started by now`,
    'due-now': (number: number) => `#${number} was promised for now`,
    answer: (number: number, who: string) => `${who} waits for your answer on #${number}`,
    'answer-still': (number: number, who: string) => `${who} still waits for your answer on #${number}`,
    review: (number: number, who: string) => `What ${who} handed in for #${number} waits for you`,
    'review-last': (number: number, who: string) => `Last word on #${number}: ${who} handed it in, and waits for you`,
    'at-risk': (number: number) => `#${number} may not be done in time`,
    standby: (number: number, who: string) => `#${number} is late with ${who}, for whom you stand in`,
    untaken: (number: number) => `Nobody has taken #${number} yet`,
    unclaimed: (number: number) => `Nobody has claimed #${number}`,
    'unclaimed-still': (number: number) => `Still nobody has claimed #${number}`,
    unanswered: (number: number, who: string) => `#${number} stands still: ${who} has not answered`,
    promise: (number: number) => `When will #${number} be done?`,
    unpromised: (number: number, who: string) => `${who} has begun #${number}, and no time is promised`,
    'late-work': (number: number, who: string) => `${who} is late with #${number}`,
  } satisfies Record<NudgeStep, (number: number, who: string) => string>,
  late: (number: number) => `#${number} is late`,

  // What happens if nothing is done. `when` is in the reader's own time.
  passesOn: (when: string) => `If you do not accept it, it goes to the next in line: ${when}.`,
  lapses: (when: string) => `If you do not start, it goes back to the pool: ${when}.`,
  accepts: (when: string) => `If you say nothing, it counts as accepted: ${when}.`,
  promised: (when: string) => `Promised by ${when}.`,
  untaken: 'Whoever manages is being told, and can give it to someone.',
  unpromised: 'It has no due time, and nobody has said by when it will be done.',
  due: (when: string) => `Due ${when}.`,
  mayBeAsked: (client: string, duty: string) => `It is ${duty}, for ${client}. A manager may ask you to take it over.`,

  why: {
    nobody: () => 'Nobody has taken it yet.',
    'not-started': (who: string) => `${who} has it, and has not started.`,
    'waits-for-you': () => 'It waits for your answer.',
    'promised-later': (_: string, when: string) => `It is now promised by ${when}.`,
    'no-hours': (who: string) => `${who} has hardly any working hours left before it is due.`,
    late: (who: string) => `${who} is still working on it.`,
  },

  // When it was to come and could not.
  cameLate: (when: string) => `This was to come ${when}; I was not running then.`,

  snooze: {
    '15m': 'In 15 minutes',
    '1h': 'In 1 hour',
    morning: 'Tomorrow morning',
    other: 'Another time',
  },
  snoozed: (when: string) => `I will remind you again ${when}`,
  untilThen: 'Not if it is settled by then. Its own times go on as before.',
}

/** What managers should look at, in one message. */
export const gathered = {
  title: (count: number) => (count === 1 ? '1 task needs a manager' : `${count} tasks need a manager`),
  none: 'No task needs a manager now',
  followed: 'What needs a manager is in the newer message below',
  left: (who: string, number: number) => `${who} has left, and still has #${number}`,
}

/** How long each side of a task was waited for: working time first, then by the clock. */
export const waiting = {
  label: 'Waited',
  assistant: (work: string, plain: string) => `for the assistant ${work} (${plain} by the clock)`,
  client: (work: string, plain: string) => `for the client ${work} (${plain} by the clock)`,
  manager: (plain: string) => `in the pool ${plain}`,
}
