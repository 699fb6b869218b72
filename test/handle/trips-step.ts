import type { Action, FormName } from '#src/kernel/action-id.ts'
import type { Values } from '#src/kernel/form.ts'
import type { Answer } from '#src/kernel/request.ts'
import { walk } from '#test/clock/walk.ts'
import { buttonsOf } from '#test/social/agency.ts'
import { read, type Name, type Office } from './office.ts'

/** `moves` and `asks` must be done; `refused` is said no to, and `opens` a form. */
export type Kind = 'moves' | 'asks' | 'refused' | 'opens'

export type Step = {
  what: string
  kind: Kind
  /** `known`: what stands in braces, as the database has it now. `prepared`: what was done before is not counted. */
  does(office: Office, known: (words: string) => string, prepared: () => Promise<void>): Promise<Answer>
}

/** What a step may name in braces, and where it is found. */
export const lookups: Record<string, string> = {
  task: `select number from tasks where title like 'Book a flight%' order by number desc limit 1`,
  moved: `select moved from tasks where title like 'Book a flight%' order by number desc limit 1`,
  post: 'select number from posts order by number desc limit 1',
  hash: 'select hash from posts order by number desc limit 1',
  repeat: 'select number from repeats order by number desc limit 1',
  template: 'select number from templates order by number desc limit 1',
  reminder: 'select number from reminders order by number desc limit 1',
  slot: 'select id from social_slots where ended_at is null order by created_at desc limit 1',
  acme: `select id from clients where name like 'Acme%'`,
  feed: 'select id from feeds limit 1',
  holidays: 'select id from holiday_calendars limit 1',
  draft: `select replace(delivery, ':', '~') from inbox where answer->'draft' is not null and jsonb_typeof(answer->'draft') = 'object'
    order by substring(delivery from 6)::int desc limit 1`,
}

export const line = (what: string, name: Name, typed: string, kind: Kind = 'moves'): Step => ({
  ...{ what: `/${what}`, kind },
  does: (office, known) => office.type(name, `/${what}${known(typed)}`),
})
export const options = (what: Parameters<Office['options']>[1], name: Name, given: Record<string, string>): Step => ({
  ...{ what: `/${what}`, kind: 'moves' },
  does: (office) => office.ask(name, { kind: 'options', command: what, options: given, people: [] }),
})
export const press = (what: string, name: Name, about: string, kind: Kind = 'moves', named = what): Step => ({
  ...{ what: named, kind },
  does: (office, known) => office.press(name, `sahayak:${what}:${known(about)}`),
})
export const submit = (form: FormName, name: Name, subject: string, values: Values): Step => ({
  ...{ what: `${form} (form)`, kind: 'moves' },
  does: (office, known) =>
    office.submit(
      name,
      form,
      known(subject),
      Object.fromEntries(
        Object.entries(values).map(([field, value]) => [field, typeof value === 'string' ? known(value) : value]),
      ),
    ),
})
export const opens = (form: FormName, name: Name, subject: string): Step => ({
  ...{ what: `${form} (opened)`, kind: 'opens' },
  does: (office, known) => office.press(name, `sahayak:open:${known(subject)}:${form}`),
})
/** What it is, done so much later, when the clock has looked at all in between. */
export const after = (hours: number, step: Step): Step => ({
  ...step,
  async does(office, known, prepared) {
    await walk(office, office.clock.now.add({ hours }))
    await prepared()
    return step.does(office, known, prepared)
  },
})
/** A button on the card that answers a command. */
export const pressOn = (
  what: string,
  name: Name,
  typed: string,
  pick: (action: Action) => boolean,
  kind: Kind = 'moves',
): Step => ({
  ...{ what, kind },
  async does(office, known, prepared) {
    const shown = await office.type(name, known(typed))
    const found = buttonsOf(shown).find((one) => pick(one.action))
    if (!found) throw new Error(`${what} is not on:\n${read(shown)}`)
    await prepared()
    return office.ask(name, { kind: 'press', action: found.action })
  },
})
