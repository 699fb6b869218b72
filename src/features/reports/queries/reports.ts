import { listClients } from '#db/repositories/clients.ts'
import { namesOf } from '#db/repositories/people.ts'
import { reportFigures, type Grouped, type Scope } from '#db/repositories/reports.ts'
import { countTasks, findTasks } from '#db/repositories/tasks.ts'
import type { Args } from '#src/features/commands.ts'
import { is, manages, type Person } from '#src/kernel/person.ts'
import { whoMay } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { doneShown, reportCard, type Query, type Work } from '#src/features/reports/cards.ts'
import { groupingNamed, periodNamed, readReportQuery } from '#src/features/reports/read-report.ts'
import { isNothing, spanOf, type Grouping, type Report } from '#src/features/reports/report.ts'
import { readerFor } from '#src/words/reader.ts'
import { no, type RequestContext, type Result } from '#src/kernel/request-context.ts'
import { clientNamed, clientsSeenBy } from '#src/features/people/queries/find.ts'

/** `/report last-month by assistant`. */
export async function report(context: RequestContext, args: Args<'report'>): Promise<Result> {
  const period = args.period === undefined ? 'week' : periodNamed(args.period)
  if (!period) return no({ code: 'report-period-not-known', given: args.period ?? '' })
  const by = args.by === undefined ? usualGrouping(context.by) : groupingNamed(args.by)
  if (!by) return no({ code: 'grouping-not-known', given: args.by ?? '' })
  const client = args.client === undefined ? null : clientNamed(args.client, await clientsSeenBy(context))
  if (client && !client.ok) return no(whyNot(client.reason))
  return shown(context, { period, by, client: client?.ok ? client.found.id : null }, 1)
}

/** Another page, another period or another grouping of the same. */
export async function reportPage(context: RequestContext, page: string, detail: string): Promise<Result> {
  const query = readReportQuery(detail)
  if (query.client !== null && !(await clientsSeenBy(context)).some(({ id }) => id === query.client)) {
    return no({ code: 'not-understood' })
  }
  return shown(context, query, /^[1-9]\d{0,3}$/u.test(page) ? Number(page) : 1)
}

/** Words that are no client's name, and not nearly one, may have been meant for something else. */
function whyNot(reason: Refusal): Refusal {
  if (reason.code !== 'no-such-client' || reason.near.length > 0) return reason
  return { code: 'report-not-understood', given: reason.given }
}

/** By what tells them apart: of one client by who works for it, of one assistant by the kinds of work. */
function usualGrouping(by: Person): Grouping {
  if (manages(by) || by.clients.length > 1) return 'client'
  return is(by, 'client') ? 'assistant' : 'duty'
}

/** What someone may know of: a manager all, a client their clients', an assistant their own. Null: nothing. */
export function scopeOf(by: Person): Scope | null {
  if (manages(by)) return {}
  const clients = is(by, 'client') && by.clients.length > 0 ? { clients: by.clients } : {}
  const assistant = is(by, 'assistant') ? { assistant: by.id } : {}
  const scope = { ...clients, ...assistant }
  return Object.keys(scope).length > 0 ? scope : null
}

async function shown(context: RequestContext, query: Query, page: number): Promise<Result> {
  const { tx, agency, by, now } = context
  const scope = scopeOf(by)
  if (!scope) return no({ code: 'not-yours-to-do', needs: whoMay('see-report') })
  const span = spanOf(query.period, by.zone, now)
  const cuts = span.cuts.map((cut) => cut.toInstant())
  const within = query.client === null ? scope : { ...scope, client: query.client }
  const grouped = await reportFigures(tx, agency.id, within, cuts, query.by)
  const names = await namesFor(context, query.by, [...grouped.groups.keys()])
  const reader = readerFor(by, now)
  const [about, work] = await Promise.all([aboutOf(context, query), workOf(context, within, span)])
  return { card: reportCard({ report: reportOf(span, grouped, names), query, about, page, work }, reader) }
}

/** What is open now, and what was done in the period, of the same tasks as the figures. */
async function workOf(
  { tx, agency, by, now }: RequestContext,
  { client, ...scope }: Scope,
  span: Report['span'],
): Promise<Work> {
  const seen = {
    ...(scope.clients || scope.assistant ? { within: scope } : {}),
    ...(client === undefined ? {} : { clients: [client] }),
  }
  const [from, to] = [span.cuts[0]?.toInstant(), span.cuts.at(-1)?.toInstant()]
  const wanted = { ...seen, ...(from && { doneSince: from }), ...(to && { doneBefore: to }) }
  const [open, late, count, done] = await Promise.all([
    countTasks(tx, agency.id, { ...seen, unfinished: true }),
    countTasks(tx, agency.id, { ...seen, late: now }),
    countTasks(tx, agency.id, wanted),
    findTasks(tx, agency.id, wanted, { limit: doneShown, newestFirst: true }),
  ])
  const names = await namesOf(
    tx,
    agency.id,
    done.flatMap(({ task }) => task.assistant ?? []),
  )
  return {
    open,
    late,
    more: count - done.length,
    done: done.flatMap(({ task }) =>
      task.status === 'done'
        ? [
            {
              number: task.number,
              title: task.title,
              by: names.get(task.assistant) ?? '–',
              day: task.doneAt.toZonedDateTimeISO(by.zone).toPlainDate(),
            },
          ]
        : [],
    ),
  }
}

function reportOf(span: Report['span'], { total, groups, parts }: Grouped, names: Map<string, string>): Report {
  const lines = [...groups]
    .map(([key, measures]) => ({ name: key === '' ? '' : (names.get(key) ?? '–'), ...measures }))
    .filter((line) => !isNothing(line))
  const weight = ({ answers, ends }: Report['lines'][number]) => (ends?.count ?? 0) * 1_000 + (answers?.count ?? 0)
  return { span, total, lines: lines.toSorted((a, b) => weight(b) - weight(a) || a.name.localeCompare(b.name)), parts }
}

async function namesFor({ tx, agency }: RequestContext, by: Grouping, keys: string[]): Promise<Map<string, string>> {
  switch (by) {
    case 'client':
      return new Map((await listClients(tx, agency.id)).map(({ id, name }) => [id, name]))
    case 'assistant':
      return namesOf(
        tx,
        agency.id,
        keys.filter((key) => key !== ''),
      )
    case 'duty':
      return new Map(keys.map((key) => [key, key]))
  }
}

async function aboutOf({ tx, agency, by, now }: RequestContext, { client }: Query): Promise<string> {
  const { reports } = readerFor(by, now).words
  const all = await listClients(tx, agency.id)
  if (client !== null) return all.find(({ id }) => id === client)?.name ?? '–'
  if (manages(by)) return agency.name
  const own = all.filter(({ id }) => is(by, 'client') && by.clients.includes(id)).map(({ name }) => name)
  return [...own, ...(is(by, 'assistant') ? [reports.ownWork] : [])].join(', ')
}
