import { minutesOfWork, momentOf, whenThere, type Span } from './almanac.ts'
import type { Life } from './life.ts'
import { accepted, handedIn, isAway, setStage, type Client, type Stage } from './stage.ts'
import { begin as newYear, residents, years, type ResidentName } from './world.ts'

/** What the clock is to say of a task, and what it is to do. `null`: at some time. */
export type Word = { step: string; to: ResidentName | 'managers'; at: Temporal.Instant | null }
export type Move = { type: string; at: Temporal.Instant }

/** One task and what becomes of it; `words` are all that is to be said of it, where that is known beforehand. */
export type Story = {
  title: string
  date: Temporal.PlainDate
  words: Word[] | null
  moves: Move[]
  /** Those about the task that are to come. */
  reminders?: { to: ResidentName; at: Temporal.Instant }[]
}
type Fate = Pick<Story, 'words' | 'moves' | 'reminders'>

/** Who asks, who is asked first, and who next. */
const crews: { client: Client; first: ResidentName; second: ResidentName }[] = [
  { client: 'carol', first: 'asha', second: 'jun' },
  { client: 'dan', first: 'jun', second: 'max' },
  { client: 'nia', first: 'max', second: 'asha' },
]

type Plot = (stage: Stage) => Fate

const plots: Record<string, Plot> = {
  'nobody answers': nobodyAnswers,
  'is never started': neverStarted,
  'is done in time': doneInTime,
  'waits for an answer': waitsForAnswer,
  'is accepted by silence': acceptedBySilence,
  'is put off once': putOffOnce,
  'is urgent and late': urgentAndLate,
  'is taken back': takenBack,
}

const count = 8 * years

/** A task every few weeks. */
function dateOf(index: number): Temporal.PlainDate {
  return newYear
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .add({ days: 11 + 43 * index })
}

/** So long does a task's story take, if nothing comes in between. */
export function spanOf({ date }: Pick<Story, 'date'>): Span {
  const from = date.toZonedDateTime('UTC').toInstant()
  return { from, until: from.add({ hours: 12 * 24 }) }
}

/** Every other story, in which nothing is to come in between. */
export const storiesKept = Array.from({ length: count / 2 }, (_, i) =>
  spanOf({ date: dateOf(2 * i + (i % 4 < 2 ? 0 : 1)) }),
)

/** Each with another fate. */
export function handOver(life: Life): Story[] {
  const stories: Story[] = []
  const names = Object.keys(plots)
  for (let i = 0; i < count; i++) {
    const name = names[i % names.length] ?? ''
    const crew = crews[i % crews.length]
    const date = newYear
      .toZonedDateTimeISO('UTC')
      .toPlainDate()
      .add({ days: 11 + 43 * i })
    const plot = plots[name]
    if (!crew || !plot) throw new Error(name)
    const title = `Errand ${i} ${name}`
    stories.push({ title, date, ...plot(setStage(life, { ...crew, title, date })) })
  }
  return stories
}

const responseMinutes = 4 * 60
const leaseMinutes = 8 * 60

function nobodyAnswers({ client, first, second, date, delegate, plan, form }: Stage): Fate {
  const words: Word[] = []
  const moves: Move[] = []
  let at = momentOf(date, '21:37', residents[client].zone)
  delegate(at)
  for (const name of [first, second]) {
    if (isAway(name, at)) continue
    words.push({ step: 'accept-soon', to: name, at: whenThere(name, minutesOfWork(name, at, 0.75 * responseMinutes)) })
    at = minutesOfWork(name, at, responseMinutes)
    moves.push({ type: 'assignment-passed-on', at })
  }
  plan(at.add({ minutes: 10 }), () => form(client, 'cancel', { reason: '' }))
  return { words, moves }
}

function neverStarted(stage: Stage): Fate {
  const { client, plan, form } = stage
  const { name, claimed } = accepted(stage)
  const lapsed = minutesOfWork(name, claimed, 1.25 * leaseMinutes)
  plan(lapsed.add({ minutes: 10 }), () => form(client, 'cancel', { reason: '' }))
  return {
    words: [
      { step: 'start-soon', to: name, at: whenThere(name, minutesOfWork(name, claimed, 0.75 * leaseMinutes)) },
      { step: 'start-now', to: name, at: whenThere(name, minutesOfWork(name, claimed, leaseMinutes)) },
    ],
    moves: [{ type: 'lease-ran-out', at: lapsed }],
  }
}

function doneInTime(stage: Stage): Fate {
  const submitted = handedIn(stage)
  const { client, plan, press, remind } = stage
  const over = whenThere(client, submitted.add({ minutes: 30 }))
  plan(over, () => press(client, 'accept'))
  remind(client, submitted.add({ minutes: 5 }), over.add({ minutes: 1 }))
  return { words: [], moves: [], reminders: [] }
}

function waitsForAnswer(stage: Stage): Fate {
  const { client, plan, press, form, remind } = stage
  const { name, claimed } = accepted(stage)
  const asked = minutesOfWork(name, claimed, 60)
  const answered = minutesOfWork(client, asked, 3.4 * responseMinutes)
  const submitted = minutesOfWork(name, answered, 45)
  plan(minutesOfWork(name, claimed, 20), () => press(name, 'start'))
  plan(asked, () => form(name, 'ask', { question: 'Which day?', options: '' }))
  remind(client, asked, answered.subtract({ minutes: 5 }))
  plan(answered, () => form(client, 'answer', { answer: 'Thursday' }))
  plan(submitted, () => form(name, 'submit', { result: 'Done', links: '' }))
  plan(whenThere(client, submitted.add({ minutes: 30 })), () => press(client, 'accept'))
  const heard = (times: number) => whenThere(client, minutesOfWork(client, asked, times * responseMinutes))
  return {
    words: [
      { step: 'answer', to: client, at: heard(1) },
      { step: 'answer-still', to: client, at: heard(3) },
    ],
    moves: [],
    reminders: [{ to: client, at: answered.subtract({ minutes: 5 }) }],
  }
}

function acceptedBySilence(stage: Stage): Fate {
  const { client } = stage
  const over = whenThere(client, handedIn(stage).add({ hours: 7 * 24 }))
  return {
    words: [
      { step: 'review', to: client, at: null },
      { step: 'review-last', to: client, at: null },
    ],
    moves: [{ type: 'result-accepted', at: over }],
  }
}

function putOffOnce(stage: Stage): Fate {
  const { client, plan, press, form, putOff } = stage
  const { name, claimed } = accepted(stage)
  const told = whenThere(name, minutesOfWork(name, claimed, 0.75 * leaseMinutes))
  const again = told.add({ minutes: 2 + 15 })
  const submitted = minutesOfWork(name, again, 30)
  plan(told.add({ minutes: 2 }), () => putOff(name))
  plan(again.add({ minutes: 1 }), () => press(name, 'start'))
  plan(submitted, () => form(name, 'submit', { result: 'Done', links: '' }))
  plan(whenThere(client, submitted.add({ minutes: 30 })), () => press(client, 'accept'))
  const word = { step: 'start-soon', to: name }
  return {
    words: [
      { ...word, at: told },
      { ...word, at: again },
    ],
    moves: [],
  }
}

/** What is urgent may be said at night, and a late task is told of in many ways: only the rules for all are asked of it. */
function urgentAndLate(stage: Stage): Fate {
  const { client, date, plan, press, form } = stage
  const due = date.add({ days: 3 })
  const { name, claimed } = accepted(stage, `!urgent by ${due.toString()} 17:00`)
  const submitted = minutesOfWork(name, momentOf(due.add({ days: 4 }), '12:00', residents[name].zone), 20)
  plan(minutesOfWork(name, claimed, 20), () => press(name, 'start'))
  plan(submitted, () => form(name, 'submit', { result: 'Done at last', links: '' }))
  plan(whenThere(client, submitted.add({ minutes: 30 })), () => press(client, 'accept'))
  return { words: null, moves: [] }
}

function takenBack({ client, day, delegate, plan, form }: Stage): Fate {
  delegate(day)
  plan(day.add({ minutes: 30 }), () => form(client, 'cancel', { reason: 'No longer needed' }))
  return { words: [], moves: [] }
}
