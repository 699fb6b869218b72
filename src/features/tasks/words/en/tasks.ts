import { history } from './task-history.ts'
import { routed } from './task-routed.ts'

const plural = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** A task as it is spoken of: its card, its buttons, what is said when it moves. */
export const tasks = {
  heading: (number: number, title: string) => `#${number} ${title}`,

  // Whose move it is. `by` is a moment in the reader's time, put after these words.
  next: {
    assigned: (assistant: string) => `Offered to ${assistant}, who should accept`,
    open: 'Open: waiting for an assistant to claim it',
    claimed: (assistant: string) => `${assistant} has it and should start`,
    'in-progress': (assistant: string) => `${assistant} is working on it`,
    waiting: (requester: string) => `Waiting for an answer from ${requester}`,
    'in-review': (requester: string) => `Handed in: ${requester} should accept or return it`,
    done: (assistant: string) => `Done by ${assistant}`,
    cancelled: 'Cancelled',
  },
  // The same, for the one of whom it is said.
  nextYou: {
    assigned: 'Offered to you: accept or decline it',
    claimed: 'You have it and should start',
    'in-progress': 'You are working on it',
    waiting: 'Waiting for your answer',
    'in-review': 'Handed in: accept or return it',
    done: 'Done by you',
  },
  you: {
    name: 'you',
    mend: (sentence: string) =>
      sentence
        .replace(/\byou is\b/u, 'you are')
        .replace(/\byou was\b/u, 'you were')
        .replace(/\byou does\b/u, 'you do')
        .replace(/\band is away\b/u, 'and are away')
        .replace("you's", 'your'),
  },
  by: ' by ',
  doneBy: ', to be done by ',
  taken: (assistant: string) => `Taken by ${assistant}`,
  tookOn: 'You took it on: how it stands is said where you work on it',
  late: 'Late',

  facts: {
    client: 'Client',
    assistant: 'Assistant',
    duty: 'Duty',
    priority: 'Priority',
    due: 'Due',
    promise: 'Promised by',
    requester: 'Asked for by',
    routed: 'Why',
    result: 'Result',
    links: 'Links',
    question: 'Question',
    asked: 'Asked and answered',
    notes: 'Notes',
    rating: 'Rating',
    history: 'History',
  },
  noDue: 'no due time',

  routed,
  startsAtYou: 'It is outside your hours; work can start ',
  startsAt: (assistant: string) => `It is outside ${assistant}'s hours; work can start `,
  elsewhere:
    'This is here because I cannot write in the channel where you asked: I am not in it, or it is archived. Invite me there to have cards in it.',
  silence: 'Without a word by then it counts as accepted.',
  briefGoesOn: 'The brief goes on: press “Whole brief”.',
  briefPage: (page: number, pages: number) => `Page ${page} of ${pages}`,

  buttons: {
    claim: 'Claim',
    several: 'Change several',
    acceptOffer: 'Accept',
    acceptResult: 'Accept',
    start: 'Start',
    ask: 'Ask',
    answer: 'Answer in words',
    submit: 'Submit',
    return: 'Return',
    decline: 'Decline',
    release: 'Release',
    assign: 'Assign',
    cancel: 'Cancel task',
    reopen: 'Reopen',
    edit: 'Edit',
    note: 'Add a note',
    promiseToday: (day: string) => `Today, ${day}`,
    promiseTomorrow: (day: string) => `Tomorrow, ${day}`,
    promiseAnew: 'Promise another time',
    promiseOther: 'Another time',
    promiseDue: 'By the new time',
    promiseKeep: 'Keep my time',
    history: 'Whole history',
    show: 'Open',
    brief: 'Whole brief',
    next: 'Next page',
    previous: 'Previous page',
    mend: 'Fix it in a form',
    stars: (n: number) => '★'.repeat(n),
  },

  // What was understood, each with a button that puts just that right.
  understood: {
    anyone: 'anyone with the duty',
    /** Beside it stands why, and who may claim it. */
    nobody: 'nobody yet',
    change: {
      due: 'Change due time',
      client: 'Change client',
      duty: 'Change duty',
      priority: 'Change priority',
      assistant: 'Change assistant',
    },
    setDue: 'Set a due time',
    otherClient: (client: string) => `It is for another client: ${client}`,
  },

  // What was, and what is.
  changes: {
    what: 'Words',
    line: (label: string, was: string, is: string) => `${label}: ${was} → ${is}`,
    brief: (text: string) => `It now says: ${text}`,
  },

  // What the asker reads right after.
  said: {
    delegated: (number: number) => `#${number} is on its way`,
    understoodDue: (words: string) => `Due ${words}`,
    noDueUnderstood: 'No due time was given.',
    claimed: (number: number) => `#${number} is yours`,
    tookOn: (number: number) => `#${number} is yours`,
    started: (number: number) => `#${number} is started`,
    asked: (number: number) => `Your question on #${number} is on its way`,
    answered: (number: number) => `Your answer on #${number} is on its way`,
    submitted: (number: number) => `#${number} is handed in`,
    accepted: (number: number) => `#${number} is done`,
    returned: (number: number) => `#${number} goes back to its assistant`,
    declined: (number: number) => `You declined #${number}`,
    released: (number: number) => `You released #${number}`,
    cancelled: (number: number) => `#${number} is cancelled`,
    reopened: (number: number) => `#${number} is open again`,
    assigned: (number: number, assistant: string) => `#${number} is offered to ${assistant}`,
    opened: (number: number) => `#${number} is open for anyone with the duty`,
    changed: (number: number) => `#${number} is changed`,
    noted: (number: number) => `Your note is on #${number}`,
    promised: (number: number, when: string) => `#${number} is promised by ${when}`,
    byWhen: 'By when will it be done? One tap says it.',
    rated: (number: number, stars: number) => `You gave #${number} ${plural(stars, 'star')}`,
  },

  // New messages, for the one whose move it is or who must know.
  notices: {
    question: (assistant: string, number: number) => `${assistant} asks about #${number}`,
    review: (assistant: string, number: number) => `${assistant} has handed in #${number}`,
    answered: (requester: string, number: number) => `${requester} answered on #${number}`,
    returned: (requester: string, number: number) => `${requester} returned #${number}`,
    accepted: (requester: string, number: number) => `${requester} accepted #${number}: it is done`,
    acceptedBySilence: (number: number) => `#${number} is done: nobody objected within the review time`,
    cancelled: (who: string, number: number) => `${who} cancelled #${number}`,
    reopened: (who: string, number: number) => `${who} reopened #${number}`,
    declined: (assistant: string, number: number) => `${assistant} declined #${number}`,
    noAnswer: (assistant: string, number: number) => `${assistant} did not answer to #${number} in time`,
    released: (assistant: string, number: number) => `${assistant} gave #${number} back`,
    lapsed: (assistant: string, number: number) => `${assistant} did not start #${number} in time, so it goes back`,
    handedOver: (assistant: string, number: number) => `${assistant} is away, so #${number} goes to someone else`,
    rated: (requester: string, number: number, stars: number) =>
      `${requester} gave #${number} ${plural(stars, 'star')}`,
    changed: (who: string, number: number) => `${who} changed #${number}`,
    note: (who: string, number: number) => `${who} added a note to #${number}`,
    wish: (who: string, number: number) => `${who} would like another assistant for #${number}`,
    promised: (who: string, number: number, when: string) => `${who} will have #${number} done by ${when}`,
    nobodyFree: (assistant: string, number: number) => `${assistant} is away, and nobody could take over #${number}`,
    nobodyFreeSince: 'Whoever manages has been told, and is to give it to someone.',
    asksTime: 'You promised it for a time before. By when will it be done now?',
    reassigned: (number: number) => `#${number} is no longer with you`,
    nowWith: (assistant: string) => `It is now offered to ${assistant}.`,
    nowInPool: 'It is now open for anyone with the duty.',
    because: (reason: string) => `Why: ${reason}`,
  },

  lists: {
    title: {
      mine: 'Your tasks',
      open: 'Open tasks',
      pool: 'Open to claim',
      waiting: 'Waiting for an answer',
      review: 'In review',
      late: 'Late tasks',
      done: 'Done',
      all: 'Tasks',
    },
    empty: {
      mine: 'Nothing is in your hands.',
      open: 'Nothing is open.',
      pool: 'There is nothing to claim now.',
      waiting: 'Nothing waits for an answer.',
      review: 'Nothing waits for review.',
      late: 'Nothing is late.',
      done: 'Nothing is done yet.',
      all: 'There is nothing.',
    },
    found: (words: string) => `with “${words}”`,
    page: (page: number, pages: number, count: number) => `Page ${page} of ${pages} · ${plural(count, 'task')}`,
    row: (number: number, title: string) => `#${number} ${title}`,
    by: { due: 'By due time', priority: 'By priority', client: 'By client' },
  },

  // One line below a title in a list; `null` is whoever reads it.
  rows: {
    due: 'due ',
    promised: 'promised for ',
    answerBy: 'answer by ',
    open: 'open',
    assigned: (who: string | null) => `offered to ${who ?? 'you'}`,
    claimed: (who: string | null) => `with ${who ?? 'you'}, not started`,
    working: (who: string | null) => `with ${who ?? 'you'}`,
    waiting: (who: string | null) => `waits for an answer from ${who ?? 'you'}`,
    review: (who: string | null) => `handed in, for ${who ?? 'you'} to review`,
    done: (who: string | null) => `done by ${who ?? 'you'}`,
    cancelled: 'cancelled',
  },

  history,
}
