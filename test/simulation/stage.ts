import type { FormName } from '#src/kernel/action-id.ts'
import { minutesOfWork, momentOf } from './almanac.ts'
import type { Life } from './life.ts'
import { inWords } from './reminders.ts'
import { residents, say, type Resident, type ResidentName } from './world.ts'

export type Client = 'carol' | 'dan' | 'nia'

type Scene = { client: Client; first: ResidentName; second: ResidentName; title: string; date: Temporal.PlainDate }

/** A task's number, once it has one, and hands for everybody. */
export function setStage({ plan, office, clock, recorder }: Life, scene: Scene) {
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

export type Stage = ReturnType<typeof setStage>

/** Delegated, and taken on a little later by whoever is there. */
export function accepted({ first, second, day, delegate, plan, press }: Stage, marks = '') {
  const name = isAway(first, day) ? second : first
  const claimed = minutesOfWork(name, day, 9)
  delegate(day, marks)
  plan(claimed, () => press(name, 'accept'))
  return { name, claimed }
}

/** Started and handed in within the hour. */
export function handedIn(stage: Stage): Temporal.Instant {
  const { plan, press, form } = stage
  const { name, claimed } = accepted(stage)
  const submitted = minutesOfWork(name, claimed, 50)
  plan(minutesOfWork(name, claimed, 10), () => press(name, 'start'))
  plan(submitted, () => form(name, 'submit', { result: 'Done', links: '' }))
  return submitted
}

export function isAway(name: ResidentName, at: Temporal.Instant): boolean {
  const { zone, away = [] }: Resident = residents[name]
  const date = at.toZonedDateTimeISO(zone).toPlainDate().toString()
  return away.some(({ from, to }) => from <= date && date <= to)
}
