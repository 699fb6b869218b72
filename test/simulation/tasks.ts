import type { FormName } from '#src/ui/action-id.ts'
import { minutesOfWork, momentOf, whenThere, type Span } from './almanac.ts'
import type { Life } from './life.ts'
import { inWords } from './reminders.ts'
import { begin as newYear, residents, say, type Resident, type ResidentName } from './world.ts'

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

type Client = 'carol' | 'dan' | 'nia'

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

const count = 16

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

type Scene = { client: Client; first: ResidentName; second: ResidentName; title: string; date: Temporal.PlainDate }

/** A task's number, once it has one, and hands for everybody. */
function setStage({ plan, office, clock, recorder }: Life, scene: Scene) {
  const { client, title, first, date } = scene
  let number = ''
  const press = async (who: ResidentName, what: string, detail = '') =>
    office.press(who, `sahayak:${what}:${number}:${detail}`)
  return {
    ...scene,
    /** In the middle of the first one's day. */
    day: minutesOfWork(first, momentOf(date, '00:00', residents[first].zone), 37),
    plan,
    press,
    form: (who: ResidentName, form: FormName, values: Record<string, string>) =>
      office.submit(who, form, number, values),
    delegate(at: Temporal.Instant, marks = '') {
      plan(at, async () => {
        const said = await office.hears(client, `/delegate ${title} ${marks}`)
        number = /#(\d+) is on its way/u.exec(said)?.[1] ?? ''
        // After an outage it may be too late for its due time.
        if (!number && clock.now.equals(at)) throw new Error(said)
      })
    },
    /** Somebody asks then to be reminded of the task. */
    remind(who: ResidentName, at: Temporal.Instant, when: Temporal.Instant): void {
      const there = when.toZonedDateTimeISO(residents[who].zone).toPlainDateTime().toString()
      plan(at, () => say(office, who, 'remind', 'what', `#${number} on ${inWords(there)}`))
    },
    /** As the button beneath the clock's last word about it does. */
    async putOff(who: ResidentName): Promise<void> {
      const message = recorder.said.findLast(({ card }) =>
        card.buttons?.some(
          (button) => 'action' in button && button.action.press === 'snooze' && button.action.subject === number,
        ),
      )
      const button = message?.card.buttons?.find((one) => 'action' in one && one.action.press === 'snooze')
      if (button && 'action' in button) await press(who, 'snooze', button.action.detail)
    },
  }
}

type Stage = ReturnType<typeof setStage>

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

/** Delegated, and taken on a little later by whoever is there. */
function accepted({ first, second, day, delegate, plan, press }: Stage, marks = '') {
  const name = isAway(first, day) ? second : first
  const claimed = minutesOfWork(name, day, 9)
  delegate(day, marks)
  plan(claimed, () => press(name, 'accept'))
  return { name, claimed }
}

/** Started and handed in within the hour. */
function handedIn(stage: Stage): Temporal.Instant {
  const { plan, press, form } = stage
  const { name, claimed } = accepted(stage)
  const submitted = minutesOfWork(name, claimed, 50)
  plan(minutesOfWork(name, claimed, 10), () => press(name, 'start'))
  plan(submitted, () => form(name, 'submit', { result: 'Done', links: '' }))
  return submitted
}

function isAway(name: ResidentName, at: Temporal.Instant): boolean {
  const { zone, away = [] }: Resident = residents[name]
  const date = at.toZonedDateTimeISO(zone).toPlainDate().toString()
  return away.some(({ from, to }) => from <= date && date <= to)
}
