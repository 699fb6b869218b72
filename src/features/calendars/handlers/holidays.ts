import { listClients } from '#db/repositories/clients.ts'
import {
  addHolidayCalendar,
  countObservances,
  listHolidayCalendars,
  nextHolidays,
  removeHolidayCalendar,
  type HolidayCalendar,
  type HolidaySubject,
} from '#db/repositories/holidays.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import { holidaysCard } from '#src/features/calendars/cards.ts'
import { whyNotCalendar } from '#src/features/calendars/queries/fetch-calendar.ts'
import type { Client } from '#src/features/people/client.ts'
import { may, whoMay } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor, type Reader } from '#src/words/reader.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { clientNamed } from '#src/features/people/queries/find.ts'

/** More calendars than that are nobody's holidays. */
const mostCalendars = 10

type Question = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

/** `/calendar holidays add https://… [agency|me|Acme]`: read in a moment, and once a day from then on. */
export async function addHolidays(
  context: RequestContext,
  { url, whose }: { url: string; whose?: string | undefined },
): Promise<Outcome> {
  const { tx, agency, by, now, newId } = context
  const subject = await subjectNamed(context, whose)
  if ('code' in subject) return no(subject)
  // Calendars are offered under a scheme of their own, and pasted in brackets to keep a preview away.
  const address = url.replace(/^<(.*)>$/su, '$1').replace(/^webcal:/iu, 'https:')
  const why = whyNotCalendar(address)
  if (why !== null) return no({ code: 'calendar-address', given: url, why })
  const { calendars } = await known(context)
  const theirs = calendars.filter(
    (calendar) => calendar.subject.kind === subject.kind && calendar.subject.id === subject.id,
  )
  if (theirs.length >= mostCalendars) return no({ code: 'too-many-calendars', most: mostCalendars })
  if (theirs.some((calendar) => calendar.url === address)) return no({ code: 'calendar-there' })

  const id = newId()
  await addHolidayCalendar(tx, agency.id, { id, subject, url: address, addedBy: by.id }, now)
  await setTimer(tx, agency.id, { kind: 'holidays', subject: id, at: now, note: null })
  return done({ say: 'holidays', changed: 'added' })
}

async function subjectNamed(
  { tx, agency, by }: Question,
  whose: string | undefined,
): Promise<HolidaySubject | Refusal> {
  const word = whose?.trim().toLocaleLowerCase() ?? 'me'
  if (['me', 'mine', 'मेरे', 'मेरी', 'मेरा', 'मैं'].includes(word)) return { kind: 'person', id: by.id }
  if (!may(by, 'manage-holidays')) return { code: 'not-yours-to-do', needs: whoMay('manage-holidays') }
  if (['agency', 'all', 'एजेंसी'].includes(word)) return { kind: 'agency', id: agency.id }
  const client = clientNamed(whose ?? '', await listClients(tx, agency.id))
  return client.ok ? { kind: 'client', id: client.found.id } : client.reason
}

/** Those that someone sees, in the order of the list: the agency's, their clients' (a manager: every client's), their own. */
async function holidaysSeenBy(question: Question) {
  const { by } = question
  const { calendars, next } = await known(question)
  const seen = may(by, 'manage-holidays')
    ? calendars
    : calendars.filter(({ subject: { kind, id } }) => kind !== 'client' || by.clients.includes(id))
  return { seen, next }
}

/** What any answer here is made of, asked for at once. */
async function known({ tx, agency, by, now }: Question) {
  const today = now.toZonedDateTimeISO(by.zone).toPlainDate()
  const [calendars, next] = await Promise.all([
    listHolidayCalendars(tx, agency.id, by.id),
    nextHolidays(tx, agency.id, by.id, today),
  ])
  return { calendars, next }
}

/** Days that are kept and worked on: whether they are days off there. */
export async function chooseObservances(context: RequestContext, id: string, on: boolean): Promise<Outcome> {
  const found = (await holidaysSeenBy(context)).seen.find((calendar) => calendar.id === id)
  if (!found) return no({ code: 'no-such-holidays', given: id })
  if (!mayRemove(context, found)) return no({ code: 'not-yours-to-do', needs: whoMay('manage-holidays') })
  await countObservances(context.tx, context.agency.id, id, on)
  return done({ say: 'observances', on })
}

/** By its place in the list, counted from 1, or by its id. */
export async function removeHolidays(context: RequestContext, which: string): Promise<Outcome> {
  const { tx, agency, by } = context
  const { seen } = await holidaysSeenBy(context)
  const found = seen.find(({ id }) => id === which) ?? seen[Number(which.replace(/^#/u, '')) - 1]
  if (!found) return no({ code: 'no-such-holidays', given: which })
  if (!mayRemove(context, found)) return no({ code: 'not-yours-to-do', needs: whoMay('manage-holidays') })
  await removeHolidayCalendar(tx, agency.id, found.id, by.id)
  await clearTimer(tx, agency.id, 'holidays', found.id)
  return done({ say: 'holidays', changed: 'removed' })
}

function mayRemove({ by }: Question, { subject }: HolidayCalendar): boolean {
  return subject.id === by.id || may(by, 'manage-holidays')
}

/** `/calendar holidays list`. */
export async function showHolidays(context: Question): Promise<Card> {
  return holidaysReply(context, null)
}

export async function holidaysReply(context: Question, changed: 'added' | 'removed' | null): Promise<Card> {
  const { tx, agency, by, now } = context
  const [{ seen, next }, clients] = await Promise.all([holidaysSeenBy(context), listClients(tx, agency.id)])
  const reader = readerFor(by, now)
  const views = seen.map((calendar) => ({
    id: calendar.id,
    whose: whoseWords(calendar.subject, clients, by.name, reader),
    host: new URL(calendar.url).hostname,
    readAt: calendar.readAt,
    why: calendar.failingSince === null ? null : calendar.why,
    next: next.get(calendar.id) ?? null,
    removable: mayRemove(context, calendar),
    observances: calendar.observances,
  }))
  return holidaysCard(views, changed, reader)
}

function whoseWords({ kind, id }: HolidaySubject, clients: Client[], me: string, { words }: Reader): string {
  switch (kind) {
    case 'agency':
      return words.calendars.forAgency
    case 'client':
      return clients.find((client) => client.id === id)?.name ?? '–'
    case 'person':
      return me
  }
}
