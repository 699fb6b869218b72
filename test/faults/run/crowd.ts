import { setTimeout as pause } from 'node:timers/promises'
import type { Sandbox } from '#sandbox/index.ts'
import type { TaskEventType } from '#src/features/tasks/task.ts'
import { oneOf, type Chance } from './chance.ts'
import { hasForm, heardSince, readNow, seenBy, type Seen } from './eyes.ts'
import type { Dweller, Town } from './town.ts'

/** What somebody did, and what came of it as far as they know. */
export type Act = {
  by: Dweller
  /** As it was typed, or the button. */
  what: string
  means:
    | { kind: 'delegate'; title: string }
    | { kind: 'move'; task: number; event: TaskEventType }
    | { kind: 'give-role'; to: string }
    | { kind: 'look' }
  /** As the bot keeps its answer; null for a form. */
  delivery: string | null
  /** The platform heard within its time that it came in. */
  acknowledged: boolean
  /** They were told to wait. */
  waited: boolean
  /** What they read then. */
  ends: string[]
}

export type Crowd = {
  acts: Act[]
  /** Resolves when so many acts were done and everybody has heard what became of theirs; or `limitMs` after the last act. */
  live(most: number): Promise<void>
  hear(limitMs: number): Promise<void>
}

type Gesture = Record<string, unknown>
type Doing = { means: Act['means']; what: string; gesture: Gesture; key?: string }

/** Tasks of one client that are not over. */
const mostOpen = 6
const lookMs = 100
/** How likely somebody tries when nobody is there to hear it: so seldom that most of what is done is heard. */
const inTheDark = 0.002
/** Whoever was told nothing by then does something else. */
const patienceMs = 3_000

type Surroundings = {
  chance: Chance
  /** As long as it is not, people only try now and then. */
  isUp(): boolean
  /** How many acts may have been done by now. */
  mayBeDone(): number
}

export function gather(sandbox: Sandbox, town: Town, { chance, isUp, mayBeDone }: Surroundings): Crowd {
  const acts: Act[] = []
  const waiting = new Map<Act, Map<string, string>>()
  const pressed = new Set<string>()
  const delegated = new Map<string, number>()
  const gesture = ({ platform }: Dweller, what: Gesture) => sandbox[platform].gesture(what)
  let most = 0

  async function live(person: Dweller): Promise<void> {
    while (acts.length < most) {
      const isTheirTurn = acts.length < mayBeDone() && (isUp() || chance() < inTheDark)
      const doing = isTheirTurn ? choose(person) : null
      const isHeard = doing === null || (await carryOut(person, doing))
      await pause(isHeard ? (doing ? 20 + chance() * 150 : 200) : 500 + chance() * 1_500)
    }
  }

  function choose(person: Dweller): Doing | null {
    const types = (text: string, means: Act['means']): Doing => {
      const gesture = { do: 'command', as: person.id, channel: person.home, text }
      return { means, what: text, gesture }
    }
    const look = () => types('/tasks', { kind: 'look' })
    if (person.role === 'manager') {
      const number = Math.floor(chance() * town.guests.length)
      const to = town.guests[number] ?? ''
      return types(`/agency role @${to} client ${town.clients[number]}`, { kind: 'give-role', to })
    }
    const buttons = buttonsFor(person, seenBy(sandbox, person))
    const button = oneOf(buttons, chance)
    if (button && chance() < 0.9) return button
    if (person.role === 'assistant') return chance() < 0.1 ? look() : null
    const count = delegated.get(person.id) ?? 0
    const over = acts.filter(({ by, means }) => by === person && means.kind === 'move').length
    if (count - over >= mostOpen) return chance() < 0.1 ? look() : null
    delegated.set(person.id, count + 1)
    const title = `Errand ${count} of ${person.name}`
    const duty = chance() < 0.75 ? 'bookkeeping' : 'travel'
    return types(`/delegate ${title} #${duty}`, { kind: 'delegate', title })
  }

  /** What is to be pressed, once each; now and then somebody presses twice. */
  function buttonsFor(person: Dweller, seen: Seen[]): Doing[] {
    const wanted = person.role === 'client' ? clientMoves : assistantMoves
    return seen
      .filter(({ mine }) => !mine)
      .flatMap(({ id, plain, buttons }) =>
        buttons.flatMap((button): Doing[] => {
          const event = wanted[button]
          const task = Number(/#(\d+) Errand/u.exec(plain)?.[1] ?? 0)
          const key = `${person.id} ${id} ${button}`
          if (!event || task === 0 || (pressed.has(key) && chance() > 0.01)) return []
          const gesture = { do: 'press', as: person.id, message: id, button }
          return [{ means: { kind: 'move', task, event }, what: button, gesture, key }]
        }),
      )
  }

  /** Whether it was taken in: who is not heard waits a little before they try again. */
  async function carryOut(person: Dweller, { means, what, gesture: acted, key }: Doing): Promise<boolean> {
    const act = await perform(person, { means, what, delivery: null }, acted)
    if (key && act.acknowledged) pressed.add(key)
    if (what !== 'Submit' || !act.acknowledged) return act.acknowledged
    const opened = await until(() => hasForm(sandbox, person), patienceMs)
    if (opened) await fillIn(person, means)
    else if (key) pressed.delete(key)
    return true
  }

  /** Whoever is told that something went wrong sends it again, as it is; after a while they give it up. */
  async function fillIn(person: Dweller, means: Act['means']): Promise<void> {
    const values = { result: `Done, with love. ${person.name}` }
    const sends =
      person.platform === 'slack'
        ? { do: 'fill-and-submit', as: person.id, values }
        : { do: 'submit-modal', as: person.id, values }
    for (let tries = 0; tries < 5 && hasForm(sandbox, person); tries++) {
      await perform(person, { means, what: 'the form', delivery: null }, sends)
      if (hasForm(sandbox, person)) await pause(500)
    }
    if (hasForm(sandbox, person))
      await gesture(person, { do: person.platform === 'slack' ? 'close-view' : 'close-modal', as: person.id })
  }

  async function perform(by: Dweller, about: Pick<Act, 'means' | 'what' | 'delivery'>, acted: Gesture): Promise<Act> {
    const before = readNow(seenBy(sandbox, by))
    const last = sandbox.traffic.since(0).length
    const going = gesture(by, acted)
    const act: Act = { ...about, by, acknowledged: false, waited: false, ends: [] }
    acts.push(act)
    act.delivery = deliveryIn(by, sandbox.traffic.since(0)[last]?.request)
    act.acknowledged = (await going).ok
    if (about.what === 'Submit') return act
    // Whoever was told to wait does so, however long it takes.
    await until(() => hear(act, before).length > 0 || act.waited, act.acknowledged ? patienceMs : 0)
    if (act.waited && act.ends.length === 0) {
      waiting.set(act, before)
      while (acts.length < most && hear(act, before).length === 0) await pause(2 * lookMs)
    }
    return act
  }

  function hear(act: Act, before: Map<string, string>): string[] {
    const { waits, ends } = heardSince(before, seenBy(sandbox, act.by))
    act.waited ||= waits
    act.ends = ends
    if (ends.length > 0) waiting.delete(act)
    return ends
  }

  return {
    acts,
    async live(count) {
      most = count
      await Promise.all(town.people.map(live))
    },
    async hear(limitMs) {
      await until(() => {
        for (const [act, before] of waiting) hear(act, before)
        return waiting.size === 0
      }, limitMs)
    },
  }
}

const clientMoves: Record<string, TaskEventType> = { Accept: 'result-accepted' }
const assistantMoves: Record<string, TaskEventType> = {
  Accept: 'assignment-accepted',
  Claim: 'task-claimed',
  Start: 'task-started',
  Submit: 'result-submitted',
}

async function until(read: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms
  while (!read()) {
    if (performance.now() > end) return false
    await pause(lookMs)
  }
  return true
}

/** By what the bot knows a command or a press again. */
function deliveryIn({ platform, id }: Dweller, request: unknown): string | null {
  if (typeof request !== 'object' || request === null) return null
  if (platform === 'discord') return 'id' in request ? `discord:${String(request.id)}` : null
  if ('command' in request && 'trigger_id' in request) return `slack:${String(request.trigger_id)}`
  if (!('actions' in request) || !Array.isArray(request.actions)) return null
  return `slack:${id}:${String(request.actions[0]?.action_ts)}`
}
