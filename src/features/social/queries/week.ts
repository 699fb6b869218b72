import { postSubject } from '#src/features/social/policy.ts'
import { findPosts, lockPosts } from '#db/repositories/posts.ts'
import type { Args } from '#src/features/commands.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { may } from '#src/features/policy.ts'
import { readDay, spanOf } from '#src/features/social/calendar.ts'
import { isFinished } from '#src/features/social/post.ts'
import type { PostView } from '#src/features/social/view.ts'
import { shownOf, weekCard, weekDays, type Week } from '#src/features/social/week.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import { clientTeamOf, socialClients } from './client-team.ts'
import { sealOf } from './seal.ts'
import { refused, showPost, type Question } from './show.ts'
import { postViews } from './views.ts'

/** `/social approve`: without a post, all that waits; with one, that one, to be read before it is approved. */
export async function showToApprove(context: RequestContext, args: Args<'social approve'>): Promise<Card> {
  if (args.post !== undefined) return showPost(context, args.post)
  const { by, now } = context
  const clients = await socialClients(context)
  const weeks: WaitingWeek[] = []
  for (const { id } of clients) {
    const week = await waitingOf(context, id, null)
    if (week && week.waiting.length > 0) weeks.push(week)
  }
  const [one, ...more] = weeks
  if (one && more.length === 0) return weekCard(one, readerFor(by, now))
  if (one) return manyWeeks(weeks, context)
  const [client] = clients
  if (!client) return refused(context, { code: 'no-client-yet' })
  const nothing = await waitingOf(context, client.id, null)
  return nothing ? weekCard(nothing, readerFor(by, now)) : refused(context, { code: 'no-client-yet' })
}

/** One press away, client by client: nobody approves for several at once. */
function manyWeeks(weeks: WaitingWeek[], { by, now }: RequestContext): Card {
  const { words } = readerFor(by, now)
  return {
    title: words.social.week.several,
    tone: 'waiting',
    list: weeks.slice(0, 10).map((week) => ({
      text: words.social.digest.week(week.client.name, week.planned, week.waiting.length),
      button: {
        label: words.social.buttons.look,
        style: 'plain' as const,
        action: { press: 'week-approve' as const, subject: week.client.id, detail: `${week.from.toString()}.` },
      },
    })),
  }
}

export type WaitingWeek = Week & { planned: number; shown: PostView[] }

/**
 * What waits for a client's approval in the seven days from a day on, and what waits for it already too long. Null for one
 * who may not see it. `from` is null for today. `toApprove`: others wait with moving what waits until this transaction ends.
 */
export async function waitingOf(
  { tx, agency, by, now }: Question,
  client: string,
  from: string | null,
  toApprove = false,
): Promise<WaitingWeek | null> {
  const known = (await socialClients({ tx, agency, by })).some(({ id }) => id === client)
  if (!known) return null
  const circle = await clientTeamOf(tx, agency, client)
  const day = from === null ? now.toZonedDateTimeISO(circle.zone).toPlainDate() : readDay(from)
  if (!day) return null
  const { to } = spanOf({ name: 'week', from: day, to: day.add({ days: weekDays - 1 }) }, circle.zone)
  const judges = may(by, 'approve-post', postSubject(client, circle.serving))
  const [waiting, planned] = await Promise.all([
    (toApprove ? lockPosts : findPosts)(tx, agency.id, { clients: [client], statuses: ['approval'], to }, 100),
    findPosts(tx, agency.id, { clients: [client], from: now, to }, 500),
  ])
  const views = (await postViews(tx, agency, circle, waiting, now)).map(({ view }) => view)
  const shown = shownOf(views)
  return {
    ...{ client: { id: client, name: circle.client.name }, from: day, waiting: views, shown, judges },
    planned: new Set([...planned.filter((post) => !isFinished(post)), ...waiting].map(({ id }) => id)).size,
    seal: sealOf(shown.map(({ post }) => post)),
  }
}

export async function showWeek({ by, now }: Question, week: Week): Promise<Card> {
  return weekCard(week, readerFor(by, now))
}
