import { isThere } from './almanac.ts'
import type { Heard, Past, Written } from './heard.ts'
import type { Story } from './tasks.ts'

/** A word from the clock about a task. */
type Nudge = Pick<Heard, 'at'> & { line: Extract<Heard['line'], { kind: 'nudge' }> }

/** What is for managers is gathered in a message of several words: of that it counts when each was written. */
export function nudgesIn({ heard, written }: Past): Nudge[] {
  const alone = heard.flatMap(({ line, at }) => (line.kind === 'nudge' && line.person !== null ? [{ at, line }] : []))
  const gathered = new Map<string, Nudge>()
  for (const { line } of written) {
    if (line.kind !== 'nudge' || line.person !== null) continue
    const key = `${line.task} ${line.version} ${line.step} ${line.told}`
    if (!gathered.has(key)) gathered.set(key, { line, at: Temporal.Instant.from(line.told) })
  }
  return [...alone, ...gathered.values()]
}

/** All that was said of each story, and all that was to be: `title: step to moment`. */
export function wordsHeard(past: Past, stories: Story[]): string[] {
  const known = new Map(stories.map((story) => [story.title, story]))
  return nudgesIn(past).flatMap(({ line, at }) => {
    const { title } = taskOf(past, line.task)
    const story = known.get(title)
    if (!story?.words) return []
    const word = story.words.find(({ step }) => step === line.step)
    return [`${title}: ${line.step} ${toOf(past, line.person)} ${word?.at === null ? 'at some time' : at.toString()}`]
  })
}

export function wordsToCome(stories: Story[]): string[] {
  return stories.flatMap(({ title, words }) =>
    (words ?? []).map(({ step, to, at }) => `${title}: ${step} ${to} ${at?.toString() ?? 'at some time'}`),
  )
}

const ofTime = ['assignment-passed-on', 'lease-ran-out', 'result-accepted']

/** What time did to each: `title: event moment`. */
export function movesMade({ events }: Past, stories: Story[]): string[] {
  const titles = new Set(stories.map(({ title }) => title))
  return events
    .filter(({ title, type, via }) => titles.has(title) && via === 'clock' && ofTime.includes(type))
    .map(({ title, type, at }) => `${title}: ${type} ${at.toString()}`)
}

export function movesToCome(stories: Story[]): string[] {
  return stories.flatMap(({ title, moves }) => moves.map(({ type, at }) => `${title}: ${type} ${at.toString()}`))
}

/** The reminders about these tasks: `title to moment`. */
export function taskReminders({ heard, nameOf }: Past, stories: Story[]): string[] {
  return heard.flatMap(({ line, card, at }) => {
    const story = stories.find(({ title }) => line.kind === 'reminder' && card.title.includes(title))
    return story && line.kind === 'reminder' ? [`${story.title} ${nameOf(line.person)} ${at.toString()}`] : []
  })
}

export function taskRemindersToCome(stories: Story[]): string[] {
  return stories.flatMap(({ title, reminders = [] }) =>
    reminders.map(({ to, at }) => `${title} ${to} ${at.toString()}`),
  )
}

/** Before each of them, what must have been said of it. */
const warnings: Record<string, string> = {
  'assignment-passed-on': 'accept-soon',
  'lease-ran-out': 'start-now',
  'result-accepted': 'review-last',
}
const leastBetween = Temporal.Duration.from({ minutes: 15 })

/** What time took away or accepted with no word before it, or with no time to answer that. */
export function movesUnsaid(past: Past): string[] {
  const nudges = nudgesIn(past)
  return past.events.flatMap(({ task, title, type, seq, via, at }) => {
    if (via !== 'clock' || !(type in warnings)) return []
    const word = nudges.find(
      ({ line }) => line.task === task && line.version === seq - 1 && line.step === warnings[type],
    )
    const isSaid = word && Temporal.Duration.compare(word.at.until(at), leastBetween) >= 0
    return isSaid ? [] : [`${title}: ${type} ${at.toString()}`]
  })
}

/** Stories whose task is not over, or never came to be. */
export function storiesOpen({ events }: Past, stories: Story[]): string[] {
  return stories.flatMap(({ title }) => {
    const last = events.findLast((event) => event.title === title)
    return last?.type === 'result-accepted' || last?.type === 'task-cancelled' ? [] : [title]
  })
}

/** Words that came while whoever read them was not to be spoken to. Who put one off named the moment. */
export function wordsInQuietHours(past: Past): string[] {
  const first = new Set<string>()
  return nudgesIn(past).flatMap((nudge) => {
    const { line, at } = nudge
    const key = `${line.task} ${line.version} ${line.step} ${line.person}`
    const isAgain = first.has(key)
    first.add(key)
    const reader = line.person === null ? 'meera' : past.nameOf(line.person)
    const isHeld = taskOf(past, line.task).priority !== 'urgent' && !isAgain
    return isHeld && !isThere(reader, at) ? [inShort(past, nudge)] : []
  })
}

/** Words about a task that had moved on, or was over, before they came. */
export function wordsTooLate(past: Past): string[] {
  return nudgesIn(past).flatMap((nudge) => {
    const { line, at } = nudge
    const events = past.events.filter((event) => event.task === line.task)
    const before = events.filter((event) => Temporal.Instant.compare(event.at, at) < 0)
    const last = events.find(({ seq }) => seq === line.version)
    const isOver = last?.type === 'result-accepted' || last?.type === 'task-cancelled'
    return isOver || before.length > line.version ? [inShort(past, nudge)] : []
  })
}

/** Words that came twice, though nobody had put them off, and more than three about one thing. */
export function wordsTooMany(past: Past): string[] {
  const nudges = nudgesIn(past)
  const twice = repeated(nudges.map((nudge) => `${inShort(past, nudge)} ${nudge.line.told}`))
  const steps = new Map<string, Set<string>>()
  for (const { line } of nudges) {
    const key = `#${taskOf(past, line.task).number} at ${line.version} to ${toOf(past, line.person)}`
    steps.set(key, (steps.get(key) ?? new Set()).add(line.step))
  }
  return [...twice, ...[...steps].filter(([, { size }]) => size > 3).map(([key, said]) => `${key}: ${said.size} words`)]
}

/** Lines that arrived more than once, or never though they were said to have been sent, or that are still to be told. */
export function linesAstray({ written, heard }: Past): string[] {
  const arrived = new Set(heard.map(({ mark }) => mark))
  const told = new Set<string>()
  const lost = written.filter(({ line, outcome, why, mark }) => {
    if (outcome === 'merged') return false
    if (outcome !== 'sent') return true
    // What is written of the same word again brings its message up to date.
    const word = line.kind === 'nudge' ? `${line.task} ${line.version} ${line.step} ${line.person} ${line.told}` : mark
    const isNew = isMessage(line) && !told.has(word)
    told.add(word)
    return isNew && why === null && !arrived.has(mark)
  })
  return [
    ...repeated(heard.map(({ mark }) => mark)),
    ...lost.map(({ mark, line, outcome }) => `${mark} ${line.kind} ${outcome}`),
  ]
}

function isMessage({ kind, ...line }: Written['line']): boolean {
  return (kind === 'nudge' && 'person' in line && line.person !== null) || kind === 'reminder' || kind === 'digest'
}

export function repeated(all: string[]): string[] {
  const seen = new Set<string>()
  return all.filter((each) => seen.size === seen.add(each).size)
}

function inShort(past: Past, { line, at }: Nudge): string {
  const { number, title } = taskOf(past, line.task)
  return `#${number} ${title}: ${line.step} to ${toOf(past, line.person)} at ${at.toString()}`
}

function toOf({ nameOf }: Past, person: string | null): string {
  return person === null ? 'managers' : nameOf(person)
}

function taskOf({ events }: Past, id: string) {
  const event = events.find(({ task }) => task === id)
  if (!event) throw new Error(`no task ${id}`)
  return event
}
