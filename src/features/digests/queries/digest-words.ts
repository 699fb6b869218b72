import { listRooms } from '#db/repositories/agencies.ts'
import { listClients } from '#db/repositories/clients.ts'
import { digestOf } from '#db/repositories/digests.ts'
import { roomDigestOf } from '#db/repositories/room-digests.ts'
import { detailsButtons } from '#src/features/details.ts'
import { nextDigest, type Series } from '#src/features/digests/schedule.ts'
import { zoneOf } from '#src/features/people/client.ts'
import type { Reply } from '#src/kernel/reply.ts'
import { formatDays } from '#src/time/hours.ts'
import { nextAt, nextThree } from '#src/time/recurrence.ts'
import { formatInstant, formatZone } from '#src/time/words.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'

/** When one's own digest comes, with the next three times, or that it is off. */
export async function digestSetCard(
  { tx, agency, by, now }: RequestContext,
  series: Series,
  reader: Reader,
): Promise<Card> {
  const { digests } = reader.words
  const daily = series === 'daily'
  const row = await digestOf(tx, agency.id, by.id, series)
  if (!row?.nextAt) {
    const body = daily ? digests.offNext : digests.weeklyOffNext
    return { title: daily ? digests.off : digests.weeklyOff, tone: 'plain', body }
  }
  const next = nextThree(now, (after) => nextDigest(row, row.holidays, by, after))
  return {
    title: (daily ? digests.on : digests.weeklyOn)(...scheduleWords(row, by.zone, reader)),
    tone: 'good',
    body: [
      digests.nextThree(next.map((at) => formatInstant(at, by.zone, reader.language, now))),
      digests.holidayNote[row.holidays],
    ].join('\n'),
    buttons: detailsButtons('digest', next, by.zone, reader.words),
  }
}

export async function roomDigestSetCard(
  { tx, agency, now }: RequestContext,
  { room: id, series }: Extract<Reply, { say: 'room-digest-set' }>,
  reader: Reader,
): Promise<Card> {
  const { digests } = reader.words
  const row = await roomDigestOf(tx, agency.id, id, series)
  const room = (await listRooms(tx, agency.id)).find((known) => known.id === id)
  if (!row?.nextAt || !room) {
    return series === 'daily'
      ? { title: digests.roomOff, tone: 'plain', body: digests.roomOffNext }
      : { title: digests.roomWeeklyOff, tone: 'plain', body: digests.roomWeeklyOffNext }
  }
  const client = (await listClients(tx, agency.id)).find((known) => known.id === room.clientId)
  const zone = zoneOf(client, agency)
  const next = nextThree(now, (after) => nextAt(row, zone, after))
  return {
    title: (series === 'daily' ? digests.roomOn : digests.roomWeeklyOn)(...scheduleWords(row, zone, reader)),
    tone: 'good',
    body: [
      digests.nextThree(next.map((at) => formatInstant(at, zone, reader.language, now))),
      client ? digests.roomNoteClient : digests.roomNote,
    ].join('\n'),
    buttons: detailsButtons('digest', next, zone, reader.words),
  }
}

function scheduleWords(
  { times, days }: { times: string[]; days: number[] },
  zone: string,
  { words, language }: Reader,
): [string, string, string] {
  return [times.join(', '), formatDays(days, words.dayNames, words.everyDay), formatZone(zone, language)]
}
