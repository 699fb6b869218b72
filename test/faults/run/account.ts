import { capital } from './town.ts'
import type { Act } from './crowd.ts'
import { marksOf, type Told } from './record.ts'
import type { LineRow, Rows } from './rows.ts'

/** What was found of each kind; each of them is empty where all is well. */
export type Breaches = {
  lost: string[]
  doubled: string[]
  untold: string[]
  disordered: string[]
  stale: string[]
  unanswered: string[]
  ended: string[]
}

/** All that was acknowledged with success has its row, and nothing has two. */
export function lostIn(acts: Act[], { tasks, events, answers, names }: Rows): string[] {
  const made = new Map<string, number>()
  for (const { title } of tasks) made.set(title, (made.get(title) ?? 0) + 1)
  return acts.flatMap((act) => {
    const { by, what, means, acknowledged, ends } = act
    const told = `${by.name}: ${what} (${JSON.stringify(means)}), who read: ${ends.join(' | ') || 'nothing'}`
    if (means.kind === 'delegate' && (made.get(means.title) ?? 0) > 1) return [`twice: ${told}`]
    if (!acknowledged || what === 'Submit' || isUndone(act, answers)) return []
    switch (means.kind) {
      case 'delegate':
        return made.has(means.title) ? [] : [told]
      case 'move':
        return events.has(`${means.task} ${means.event} ${capital(by.name)}`) ? [] : [told]
      case 'give-role':
        return names.has(capital(means.to)) ? [] : [told]
      case 'look':
        return []
    }
  })
}

/** Refused, or interrupted before it was done: they were told so, or the kept answer says it. */
function isUndone({ ends, delivery }: Act, answers: Rows['answers']): boolean {
  if (ends.some((text) => /nothing was done|Nothing was changed|Something went wrong|That did not work/u.test(text)))
    return true
  const kept = delivery === null ? null : answers.get(delivery)
  return typeof kept === 'object' && kept !== null && 'say' in kept && kept.say === 'refused'
}

/** Every message is one line's, and each line that was to be one is. */
export function toldWrong(rows: Rows, told: Told[]): Pick<Breaches, 'doubled' | 'untold'> {
  const { lines, tasks } = rows
  const find = finderIn(rows, told)
  const known = new Set<Told>()
  const kept = new Set(rows.messages.map(({ channel, message }) => `${channel} ${message}`))
  const untold: string[] = []
  const doubled: string[] = []
  for (const line of lines) {
    const there = find(line)
    for (const each of there) known.add(each)
    if (there.length > 1) doubled.push(`${nameOf(line)}: ${there.map(({ plain }) => plain).join(' | ')}`)
    const isToBe = line.outcome === 'sent' && line.why === null && line.begun?.kind === 'post'
    if (isToBe && there.length === 0) untold.push(`${nameOf(line)}: sent, and not there`)
    if (line.outcome !== 'sent' && line.outcome !== 'merged')
      untold.push(`${nameOf(line)}: ${line.outcome ?? 'waits'} ${line.why ?? ''}`)
  }
  // What answers one person may be written to them directly; all else is a line's.
  for (const each of told)
    if (!each.direct && !known.has(each) && !kept.has(`${each.channel} ${each.id}`) && /#\d+ /u.test(each.plain))
      doubled.push(`nobody's: ${each.platform} ${each.channel} ${each.plain}`)
  for (const { number, title, channel } of tasks) {
    const cards = told.filter((each) => each.channel === channel && each.plain.includes(`#${number} ${title}`))
    if (cards.length > 1) doubled.push(`${cards.length} cards of #${number} ${title} where it was asked for`)
    if (cards.length === 0) untold.push(`no card of #${number} ${title} where it was asked for`)
  }
  return { doubled, untold }
}

/** By its mark; or, since Discord's messages lose that when they are changed, as the message that its card is known to be. */
function finderIn({ messages }: Rows, told: Told[]): (line: LineRow) => Told[] {
  const marked = Map.groupBy(told, ({ platform, mark }) => `${platform} ${mark}`)
  const placed = new Map(told.map((each) => [`${each.channel} ${each.id}`, each]))
  const kept = Map.groupBy(messages, ({ task, topic }) => `${task} ${topic}`)
  return ({ id, begun }) => {
    const marks = marksOf(id)
    const cards = begun?.kind === 'post' ? (kept.get(`${begun.task} ${begun.topic}`) ?? []) : []
    const known = cards.flatMap(({ channel, message }) => placed.get(`${channel} ${message}`) ?? [])
    const found = [...(marked.get(`slack ${marks.slack}`) ?? []), ...(marked.get(`discord ${marks.discord}`) ?? [])]
    return [...new Set([...found, ...known])]
  }
}

function nameOf({ seq, recipient, line }: LineRow): string {
  return `line ${seq} to ${recipient}, ${line.kind}`
}

/** Of one recipient, messages that came before one that was written before them. */
export function disordered(rows: Rows, told: Told[]): string[] {
  const find = finderIn(rows, told)
  const last = new Map<string, { line: LineRow; told: Told }>()
  return rows.lines.flatMap((line) => {
    const [message] = find(line)
    if (!message) return []
    const key = `${line.recipient} ${message.platform} ${message.channel}`
    const before = last.get(key)
    last.set(key, { line, told: message })
    return before && before.told.order > message.order ? [`${nameOf(line)} came before ${nameOf(before.line)}`] : []
  })
}

/** Those who were told to wait, and never what became of it. */
export function unanswered(acts: Act[], thinking: string[]): string[] {
  return [
    ...acts.filter(({ waited, ends }) => waited && ends.length === 0).map(({ by, what }) => `${by.name}: ${what}`),
    ...thinking,
  ]
}
