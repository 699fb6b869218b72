import type { Card, Fact } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { formatHours } from '#src/time/hours.ts'
import { formatCalendarDay, formatTime, formatZone } from '#src/time/words.ts'
import { is, profileFields, type Away, type Person, type ProfileField } from '#src/kernel/person.ts'

export function profileCard(
  person: Person,
  about: { accounts: string[]; clients: string[] },
  { words, language, now }: Reader,
): Card {
  const { people, roleNames } = words
  const { facts } = people
  const assistant = is(person, 'assistant')
  return {
    title: person.name,
    tone: 'plain',
    facts: [
      { label: facts.roles, value: person.roles.map((role) => roleNames[role]).join(', ') || people.none },
      ...(about.clients.length ? [{ label: facts.clients, value: about.clients.join(', ') }] : []),
      ...profileFacts(
        person,
        profileFields.filter((field) => assistant || (field !== 'duties' && field !== 'capacity')),
        { words, language, now },
      ),
      ...holidayFacts(person, { words, language, now }),
      { label: facts.accounts, value: about.accounts.join(', ') || people.none },
    ],
    buttons: [{ label: people.edit, style: 'plain', action: { press: 'open', subject: '', detail: 'profile' } }],
  }
}

/** What someone has set about themselves, as it was understood; a zone with the time there, which anyone can check. */
export function profileFacts(person: Person, fields: readonly ProfileField[], wording: Wording): Fact[] {
  return fields.flatMap((field) => profileFact(person, field, wording))
}

function profileFact(person: Person, field: ProfileField, { words, language, now }: Wording): Fact[] {
  const { people, languageNames, dayNames } = words
  const { facts, none } = people
  switch (field) {
    case 'zone':
      return [
        { label: facts.zone, value: `${person.zone} (${formatZone(person.zone, language)})` },
        { label: facts.now, value: formatTime(now, person.zone, language) },
      ]
    case 'language':
      return [{ label: facts.language, value: languageNames[person.language] }]
    case 'hours':
      return [{ label: facts.hours, value: person.hours ? formatHours(person.hours, dayNames) : people.anyHour }]
    case 'duties':
      return [{ label: facts.duties, value: person.duties.join(', ') || none }]
    case 'capacity':
      return [{ label: facts.capacity, value: String(person.capacity) }]
    case 'away':
      return [{ label: facts.away, value: awayWords(person, { words, language, now }) || none }]
  }
}

/** As many holidays as are shown of those to come. */
const holidaysShown = 3

type Wording = Pick<Reader, 'words' | 'language' | 'now'>

/** The days that are not over yet, which they said themselves. */
function awayWords(person: Person, { words, language, now }: Wording): string {
  const { year } = now.toZonedDateTimeISO(person.zone)
  const said = (day: Temporal.PlainDate) => formatCalendarDay(day, language, year)
  return coming(person, now)
    .filter(({ holiday }) => holiday === undefined)
    .map(({ from, to }) => words.people.range(said(from), said(to)))
    .join(', ')
}

/** The next holidays that are theirs too. */
function holidayFacts(person: Person, { words, language, now }: Wording): Fact[] {
  const { year } = now.toZonedDateTimeISO(person.zone)
  const said = coming(person, now)
    .flatMap(({ from, holiday }) => (holiday === undefined ? [] : [{ from, holiday }]))
    .slice(0, holidaysShown)
    .map(({ from, holiday }) => words.calendars.holidayOn(holiday, formatCalendarDay(from, language, year)))
  return said.length > 0 ? [{ label: words.calendars.holidaysFact, value: said.join(', ') }] : []
}

function coming({ away, zone }: Person, now: Temporal.Instant): Away[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  return away.filter(({ to }) => Temporal.PlainDate.compare(to, today) >= 0)
}

/** `called`: what each is called, by id, so that people of one name are told apart. */
export function peopleCard(
  agency: string,
  people: Person[],
  called: ReadonlyMap<string, string>,
  { words }: Reader,
): Card {
  const { people: said, roleNames } = words
  return {
    title: said.peopleTitle(agency),
    tone: 'plain',
    ...(people.length ? {} : { body: said.nobody }),
    list: people.map((person) => ({
      text: said.personLine(
        called.get(person.id) ?? person.name,
        person.roles.map((role) => roleNames[role]),
      ),
      detail: [
        ...(person.left ? [said.hasLeft] : []),
        person.zone,
        ...(is(person, 'assistant') ? [person.duties.join(', ')] : []),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
  }
}
