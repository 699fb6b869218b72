import { listClients } from '#db/repositories/clients.ts'
import { namesOf } from '#db/repositories/people.ts'
import { reportFigures, type Grouped, type Scope } from '#db/repositories/reports.ts'
import type { Args } from '#src/features/commands.ts'
import { is, manages, type Person } from '#src/kernel/person.ts'
import { whoMay } from '#src/kernel/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { reportCard, type Query } from '#src/features/reports/cards.ts'
import { groupingNamed, stretchNamed, readReportQuery } from '#src/features/reports/read-report.ts'
import { isNothing, spanOf, type Grouping, type Report } from '#src/features/reports/report.ts'
import { readerFor } from '#src/words/reader.ts'
import { no, type Asked, type Result } from '#src/kernel/request-context.ts'
import { clientNamed, clientsSeenBy } from '#src/features/people/queries/find.ts'

/** `/report last-month by assistant`. */
export async function report(asked: Asked, args: Args<'report'>): Promise<Result> {
  const stretch = args.stretch === undefined ? 'week' : stretchNamed(args.stretch)
  if (!stretch) return no({ code: 'stretch-not-known', given: args.stretch ?? '' })
  const by = args.by === undefined ? usualGrouping(asked.by) : groupingNamed(args.by)
  if (!by) return no({ code: 'grouping-not-known', given: args.by ?? '' })
  const client = args.client === undefined ? null : clientNamed(args.client, await clientsSeenBy(asked))
  if (client && !client.ok) return no(whyNot(client.reason))
  return shown(asked, { stretch, by, client: client?.ok ? client.found.id : null }, 1)
}

/** Another page, another stretch of time or another grouping of the same. */
export async function reportPage(asked: Asked, page: string, detail: string): Promise<Result> {
  const query = readReportQuery(detail)
  if (query.client !== null && !(await clientsSeenBy(asked)).some(({ id }) => id === query.client)) {
    return no({ code: 'not-understood' })
  }
  return shown(asked, query, /^[1-9]\d{0,3}$/u.test(page) ? Number(page) : 1)
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

async function shown(asked: Asked, query: Query, page: number): Promise<Result> {
  const { tx, agency, by, now } = asked
  const scope = scopeOf(by)
  if (!scope) return no({ code: 'not-yours-to-do', needs: whoMay('see-report') })
  const span = spanOf(query.stretch, by.zone, now)
  const cuts = span.cuts.map((cut) => cut.toInstant())
  const within = query.client === null ? scope : { ...scope, client: query.client }
  const grouped = await reportFigures(tx, agency.id, within, cuts, query.by)
  const names = await namesFor(asked, query.by, [...grouped.groups.keys()])
  const reader = readerFor(by, now)
  return {
    card: reportCard(
      { report: reportOf(span, grouped, names), query, about: await aboutOf(asked, query), page },
      reader,
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

async function namesFor({ tx, agency }: Asked, by: Grouping, keys: string[]): Promise<Map<string, string>> {
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

async function aboutOf({ tx, agency, by, now }: Asked, { client }: Query): Promise<string> {
  const { reports } = readerFor(by, now).words
  const all = await listClients(tx, agency.id)
  if (client !== null) return all.find(({ id }) => id === client)?.name ?? '–'
  if (manages(by)) return agency.name
  const own = all.filter(({ id }) => is(by, 'client') && by.clients.includes(id)).map(({ name }) => name)
  return [...own, ...(is(by, 'assistant') ? [reports.ownWork] : [])].join(', ')
}
