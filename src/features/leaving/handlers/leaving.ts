import { holdingsOf } from '#db/repositories/export.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { clearTimer, setTimer, timerOf } from '#db/repositories/timers.ts'
import { askExportCard, deleteCard, deleteForm, exportCard, type LeavingNews } from '#src/features/leaving/cards.ts'
import { exportAddress, exportLives } from '#src/features/leaving/export-address.ts'
import { denied, may, whoMay } from '#src/features/policy.ts'
import { refusedCard } from '#src/features/requests/refused.ts'
import { entryOf } from '#src/features/telling/line.ts'
import type { Card } from '#src/kernel/card.ts'
import type { FormHandlers } from '#src/kernel/feature.ts'
import { textOf } from '#src/kernel/form.ts'
import type { Reply } from '#src/kernel/reply.ts'
import { done, no, type Outcome, type RequestContext, type Result } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'

/** How long any owner can still stop it. */
const notice = Temporal.Duration.from({ hours: 24 })

/** The clock's own look at it: there is one end to an agency. */
const end = { kind: 'agency', subject: 'end' } as const

/** `/agency export`: what would be in it, and a button. */
export async function askExport(context: RequestContext): Promise<Result> {
  const { tx, agency, by, now } = context
  return (
    denied(context, 'export-agency') ?? { card: askExportCard(await holdingsOf(tx, agency.id), readerFor(by, now)) }
  )
}

export async function makeExport(context: RequestContext): Promise<Outcome> {
  const refused = denied(context, 'export-agency')
  if (refused) return refused
  if (context.publicUrl === null) return no({ code: 'no-export-address' })
  const until = context.now.add(exportLives)
  await note(context, 'exported', context.now)
  return done({ say: 'export', until: Math.floor(until.epochMilliseconds / 1000) })
}

/** The address is made when it is told, and kept nowhere. */
export function exportReply(context: RequestContext, { until }: Extract<Reply, { say: 'export' }>): Card {
  const { agency, by, publicUrl, secret, now } = context
  if (publicUrl === null) return refusedCard(by.language, { code: 'no-export-address' }, null, '')
  const address = exportAddress(publicUrl, secret, { agency: agency.id, person: by.id, until })
  return exportCard(address, Temporal.Instant.fromEpochMilliseconds(until * 1000), readerFor(by, now))
}

/** `/agency delete`: what that means; or when it comes, and how to stop it. */
export async function askDelete(context: RequestContext): Promise<Result> {
  return denied(context, 'delete-agency') ?? { card: await deleteNow(context) }
}

async function deleteNow(context: RequestContext): Promise<Card> {
  const { tx, agency, by, now } = context
  const [holdings, wake] = await Promise.all([holdingsOf(tx, agency.id), timerOf(tx, agency.id, end.kind, end.subject)])
  return deleteCard(agency.name, holdings, wake?.at ?? null, readerFor(by, now))
}

export const deleteForms: { 'delete-agency': FormHandlers } = {
  'delete-agency': {
    async draw({ agency, by }, _draft, facts) {
      if (!may(by, 'delete-agency')) return { code: 'not-yours-to-do', needs: whoMay('delete-agency') }
      return deleteForm(agency.name, await facts())
    },
    async submit(context, { subject, values }) {
      const { tx, agency, now } = context
      const refused = denied(context, 'delete-agency')
      if (refused) return refused
      const given = textOf(values['name'])
      const isNamed =
        given.toLocaleLowerCase().normalize('NFC') === agency.name.trim().toLocaleLowerCase().normalize('NFC')
      const draft = { form: 'delete-agency' as const, subject, values }
      if (!isNamed) return no({ code: 'not-the-name', given, name: agency.name }, draft)
      if (await timerOf(tx, agency.id, end.kind, end.subject)) return no({ code: 'agency-ends-already' })
      const at = now.add(notice)
      await setTimer(tx, agency.id, { ...end, at, note: null })
      await note(context, 'ending', at)
      return done({ say: 'agency-ends', at: at.toString() })
    },
  },
}

/** It is not deleted after all. */
export async function keepAgency(context: RequestContext): Promise<Outcome> {
  const { tx, agency, now } = context
  const refused = denied(context, 'delete-agency')
  if (refused) return refused
  if (!(await timerOf(tx, agency.id, end.kind, end.subject))) return no({ code: 'agency-does-not-end' })
  await clearTimer(tx, agency.id, end.kind, end.subject)
  await note(context, 'kept', now)
  return done({ say: 'agency-kept' })
}

/** To the log room, or to whoever manages: nobody takes everything away, or ends it, without the others hearing of it. */
async function note({ tx, agency, by, now, newId }: RequestContext, news: LeavingNews, at: Temporal.Instant) {
  const line = { kind: 'leaving', news, person: by.id, at: at.toString() } as const
  await addLines(tx, agency.id, [entryOf(line, newId)], now)
}
