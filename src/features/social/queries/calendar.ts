import { findIdeas, findPosts } from '#db/repositories/posts.ts'
import { accountsOf, slotsOf } from '#db/repositories/social.ts'
import type { Args } from '#src/features/commands.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import type { Client } from '#src/features/people/client.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import {
  calendarCard,
  periodAround,
  readPeriod,
  spanOf,
  type Calendar,
  type Gap,
  type Period,
} from '#src/features/social/calendar.ts'
import { periods, type PeriodName } from '#src/features/social/commands.ts'
import { pictureCard } from '#src/features/social/calendar-picture.ts'
import { reportCard } from '#src/features/social/report.ts'
import { occurrencesIn } from '#src/features/social/slot.ts'
import { formatCalendarDay } from '#src/time/words.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import { clientTeamOf, socialClients, type ClientTeam } from './client-team.ts'
import { findSocialClient } from './find.ts'
import { refused } from './show.ts'
import { postViews } from './views.ts'

type Typed = { period?: string | undefined; client?: string | undefined }
type Meant = { ok: true; name: PeriodName; client: Client } | { ok: false; reason: Refusal }

/** A period, a client, or both; in a line the client may stand alone, since either may be left out. */
async function meant(context: RequestContext, { period, client }: Typed, usual: PeriodName): Promise<Meant> {
  const name = periods.find((known) => known === (period ?? usual).toLowerCase())
  const words = (name ? [client] : [period, client]).filter((word) => word !== undefined).join(' ')
  const named = words.replace(/^client:/iu, '').replace(/^["“]|["”]$/gu, '')
  const found = await findSocialClient(context, named === '' ? undefined : named)
  if (found.ok) return { ok: true, name: name ?? usual, client: found.found }
  const isNeither =
    !name && client === undefined && found.reason.code === 'no-such-client' && found.reason.near.length === 0
  return { ok: false, reason: isNeither ? { code: 'period-not-known', given: period ?? '' } : found.reason }
}

export async function showCalendar(context: RequestContext, typed: Args<'social calendar'>): Promise<Card> {
  const read = await meant(context, typed, 'week')
  if (!read.ok) return refused(context, read.reason)
  const circle = await clientTeamOf(context.tx, context.agency, read.client.id)
  return calendarOf(context, circle, periodAround(read.name, context.now.toZonedDateTimeISO(circle.zone).toPlainDate()))
}

/** Another week or month of the same client. */
export function showCalendarPage(context: RequestContext, client: string, detail: string): Promise<Card> {
  return withPeriod(context, client, detail, (circle, period) => calendarOf(context, circle, period))
}

/** The month as a picture. */
export function showCalendarPicture(context: RequestContext, client: string, detail: string): Promise<Card> {
  return withPeriod(context, client, detail, async (circle, { from }) =>
    pictureCard(await loadCalendar(context, circle, periodAround('month', from)), readerFor(context.by, context.now)),
  )
}

/** What a button asks for, of a client whose posts they may see. */
async function withPeriod(
  context: RequestContext,
  client: string,
  detail: string,
  show: (circle: ClientTeam, period: Period) => Promise<Card>,
): Promise<Card> {
  const period = readPeriod(detail)
  const known = (await socialClients(context)).some(({ id }) => id === client)
  if (!period || !known) return refused(context, { code: 'not-understood' })
  return show(await clientTeamOf(context.tx, context.agency, client), period)
}

async function calendarOf(context: RequestContext, circle: ClientTeam, period: Period): Promise<Card> {
  return calendarCard(await loadCalendar(context, circle, period), readerFor(context.by, context.now))
}

async function loadCalendar(
  { tx, agency, now }: RequestContext,
  circle: ClientTeam,
  period: Period,
): Promise<Calendar> {
  const { client, zone } = circle
  const span = spanOf(period, zone)
  const [found, ideas, accounts] = await Promise.all([
    findPosts(tx, agency.id, { clients: [client.id], ...span }),
    findIdeas(tx, agency.id, client.id, 50),
    accountsOf(tx, agency.id, [client.id]),
  ])
  const posts = found.filter(({ status }) => status !== 'cancelled')
  const slots = await slotsOf(
    tx,
    agency.id,
    accounts.map(({ id }) => id),
  )
  const from = Temporal.Instant.compare(span.from, now) > 0 ? span.from : now
  const gaps = slots.flatMap((slot): Gap[] => {
    const account = accounts.find(({ id }) => id === slot.account)
    if (!account) return []
    return occurrencesIn(slot, zone, from, span.to)
      .filter(({ at }) => !posts.some((post) => post.account === account.id && post.at?.equals(at)))
      .map(({ at }) => ({ at, account }))
  })
  const views = await postViews(tx, agency, circle, posts, now)
  const ideaViews = await postViews(tx, agency, circle, ideas, now)
  return {
    ...{ period, client: { id: client.id, name: client.name, zone }, gaps, accounts: accounts.length },
    posts: views.map(({ view }) => view),
    ideas: ideaViews.map(({ view }) => view),
  }
}

export async function showReport(context: RequestContext, typed: Args<'social report'>): Promise<Card> {
  const { tx, agency, by, now } = context
  const read = await meant(context, typed, 'month')
  if (!read.ok) return refused(context, read.reason)
  const { id, name: client } = read.client
  const { zone } = await clientTeamOf(tx, agency, id)
  const shown = periodAround(read.name, now.toZonedDateTimeISO(zone).toPlainDate())
  const [posts, accounts] = await Promise.all([
    findPosts(tx, agency.id, { clients: [id], ...spanOf(shown, zone) }, 5000),
    accountsOf(tx, agency.id, [id]),
  ])
  const range = `${formatCalendarDay(shown.from, by.language)} – ${formatCalendarDay(shown.to, by.language)}`
  return reportCard({ client, range, posts, accounts }, readerFor(by, now))
}
