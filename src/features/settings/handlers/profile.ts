import { keepOwn, lockPerson, savePerson } from '#db/repositories/people.ts'
import { digestsOf } from '#db/repositories/digests.ts'
import { lockRepeatsOf } from '#db/repositories/repeats.ts'
import { timerOf } from '#db/repositories/timers.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { languageNamed, type Away, type Person, type ProfileField } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { parseHours } from '#src/time/hours.ts'
import { readAway } from '#src/time/away.ts'
import { spokenBy } from '#src/time/grammar.ts'
import { parseZone } from '#src/time/zone.ts'
import { type Values, textOf } from '#src/kernel/form.ts'
import { awaySaid, lookAtAbsence } from '#src/features/tasks/handlers/away.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { rescheduleDigests } from '#src/features/digests/handlers/digest-settings.ts'
import { moveRepeatsOf } from '#src/features/repeats/handlers/repeats.ts'

const formFields: ProfileField[] = ['zone', 'language', 'hours', 'duties', 'capacity']

type Change = { ok: true; person: Person } | { ok: false; reason: Refusal }

export async function changeProfile(context: RequestContext, field: ProfileField, text: string): Promise<Outcome> {
  const before = await meanwhile(context, [field])
  const changed = change(before, field, text, context)
  if (changed.ok) return save(context, changed.person, [field], field === 'away' ? before.away : null)
  // Days away are not in the form.
  return field === 'away'
    ? no(changed.reason)
    : no(changed.reason, { form: 'profile', subject: '', values: { [field]: text } })
}

/** The whole form at once: kept if all of it can be, else nothing of it. */
export async function changeWholeProfile(context: RequestContext, values: Values): Promise<Outcome> {
  let person = await meanwhile(context, formFields)
  const set: ProfileField[] = []
  for (const field of formFields) {
    if (values[field] === undefined) continue
    set.push(field)
    const changed = change(person, field, textOf(values[field]), context)
    if (!changed.ok) return no(changed.reason, { form: 'profile', subject: '', values, wrong: field })
    person = changed.person
  }
  return save(context, person, set, null)
}

/**
 * As they are once nobody else is changing them: a role may have been given in the same moment. What follows from a change is asked for with
 * it, behind the lock.
 */
async function meanwhile({ tx, agency, by }: RequestContext, sets: ProfileField[]): Promise<Person> {
  const moves = sets.some((field) => field === 'zone' || field === 'hours' || field === 'away')
  const [person] = await Promise.all([
    lockPerson(tx, agency.id, by.id),
    timerOf(tx, agency.id, 'away', by.id),
    moves ? digestsOf(tx, agency.id, by.id) : null,
    sets.includes('zone') ? lockRepeatsOf(tx, agency.id, by.id) : null,
  ])
  return person ?? by
}

function change(person: Person, field: ProfileField, text: string, { agency, now }: RequestContext): Change {
  switch (field) {
    case 'zone': {
      const parsed = parseZone(text)
      return parsed.ok
        ? { ok: true, person: { ...person, zone: parsed.zone } }
        : { ok: false, reason: { code: 'zone-not-understood', given: text, near: parsed.near } }
    }
    case 'language': {
      const language = languageNamed(text)
      return language
        ? { ok: true, person: { ...person, language } }
        : { ok: false, reason: { code: 'language-not-known', given: text } }
    }
    case 'hours': {
      if (text === '') return { ok: true, person: { ...person, hours: null } }
      const hours = parseHours(text)
      return hours
        ? { ok: true, person: { ...person, hours } }
        : { ok: false, reason: { code: 'hours-not-understood', given: text } }
    }
    case 'duties': {
      const duties = new Set<string>()
      for (const word of text.split(/[,\s]+/u).filter(Boolean)) {
        const named = dutyNamed(word, agency.duties)
        if (!named.ok) return named
        duties.add(named.duty)
      }
      return { ok: true, person: { ...person, duties: [...duties] } }
    }
    case 'capacity': {
      const capacity = /^\d{1,2}$/u.test(text) ? Number(text) : 0
      return capacity >= 1 && capacity <= 50
        ? { ok: true, person: { ...person, capacity } }
        : { ok: false, reason: { code: 'capacity-not-understood', given: text } }
    }
    case 'away': {
      const away = readAway(text, spokenBy({ ...person, hours: null }, now, 'due'))
      return away
        ? { ok: true, person: { ...person, away: keptAway(person.away, away) } }
        : { ok: false, reason: { code: 'days-not-understood', given: text } }
    }
  }
}

/**
 * New days are added to those that were said before; "none" clears them all. Days that touch become one. Holidays are a
 * shared calendar's to say, and stay as they are.
 */
function keptAway(before: Away[], said: Away[] | 'none'): Away[] {
  const holidays = before.filter(({ holiday }) => holiday !== undefined)
  const own = before.filter(({ holiday }) => holiday === undefined)
  return said === 'none' ? holidays : [...joined([...own, ...said]), ...holidays]
}

function joined(all: Away[]): Away[] {
  const inOrder = [...all].sort((a, b) => Temporal.PlainDate.compare(a.from, b.from))
  const merged: Away[] = []
  for (const days of inOrder) {
    const last = merged.at(-1)
    if (last && Temporal.PlainDate.compare(days.from, last.to.add({ days: 1 })) <= 0) {
      if (Temporal.PlainDate.compare(days.to, last.to) > 0) merged[merged.length - 1] = { from: last.from, to: days.to }
    } else merged.push(days)
  }
  return merged
}

/** `before`: the days away that were said before these, where it is days away that they said. */
async function save(
  context: RequestContext,
  person: Person,
  set: ProfileField[],
  before: Away[] | null,
): Promise<Outcome> {
  const { tx, agency, by, now } = context
  await savePerson(tx, agency.id, person)
  if (person.zone !== by.zone) await moveRepeatsOf(context, person)
  const moved = person.zone !== by.zone || person.away !== by.away || person.hours !== by.hours
  const choseZone = set.includes('zone') && (set.length === 1 || person.zone !== by.zone)
  if (choseZone) await keepOwn(tx, agency.id, person.id, 'zone')
  if (moved) await rescheduleDigests({ tx, agency, now }, person)
  const gone = await lookAtAbsence(context, person)
  const away = before && (await awaySaid(context, person, before, gone))
  return done({ say: 'profile-saved', language: person.language, set, ...(away && { away }) })
}
