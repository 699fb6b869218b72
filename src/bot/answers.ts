import { loadAgency } from '#db/repositories/agencies.ts'
import { checklistsOf } from '#db/repositories/checklists.ts'
import { listClients } from '#db/repositories/clients.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { profileSavedCard } from '#src/features/people/away-said.ts'
import { removedCard } from '#src/features/settings/removed.ts'
import { agencySettingsCard, clientSettingsCard } from '#src/features/settings/settings-cards.ts'
import type { Reply } from '#src/kernel/reply.ts'
import { routedWords, startWords, stateWords } from '#src/features/tasks/cards.ts'
import { checklistRows, mayTick } from '#src/features/tasks/checklist.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { formatInstant } from '#src/time/words.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor, when, type Reader } from '#src/words/reader.ts'
import type { Asked } from '#src/kernel/request-context.ts'
import { digestSetCard, roomDigestSetCard, targetSetCard } from '#src/features/digests/queries/digest-words.ts'
import { feedReply } from '#src/features/calendars/handlers/feeds.ts'
import { holidaysReply } from '#src/features/calendars/handlers/holidays.ts'
import { refusedCard, withNames } from '#src/features/requests/refused.ts'
import { reminderReply } from '#src/features/reminders/queries/reminder-words.ts'
import { wordSocial } from '#src/features/social/queries/words.ts'
import { repeatSaidCard } from '#src/features/repeats/queries/repeat-views.ts'
import { templateSaidCard } from '#src/features/templates/queries/template-views.ts'
import { answerView } from '#src/features/tasks/queries/views.ts'

/** What is known of an answer besides the answer: a secret that is shown once, and the task as it has just become. */
export type Fresh = { secret?: string | undefined; task?: Task | undefined }

/** Puts a reply into words for the one who asked, as things stand in this transaction. */
export async function wordReply(asked: Asked, reply: Reply, draftKey: string, { secret, task }: Fresh): Promise<Card> {
  const { by, now } = asked
  const reader = readerFor(by, now)
  const { words } = reader
  const { people } = words

  switch (reply.say) {
    case 'refused':
      return refusedCard(by.language, await withNames(asked.tx, asked.agency.id, reply.refusal), reply.draft, draftKey)
    case 'moved':
      return movedCard(asked, reply, reader, task ?? null)
    case 'set-up':
      return { title: people.setUp(asked.agency.name), tone: 'good', body: people.setUpNext }
    case 'code': {
      const connect = reply.purpose === 'connect'
      const how = connect ? people.connectHow : people.linkHow
      return {
        title: connect ? people.connectCode : people.linkCode,
        tone: 'plain',
        body: secret === undefined ? people.codeHidden : how(secret),
      }
    }
    case 'connected':
      return { title: people.connected(reply.place, asked.agency.name), tone: 'good', body: people.connectedNext }
    case 'linked':
      return { title: people.linked(by.name), tone: 'good' }
    case 'role': {
      const role =
        reply.client === null
          ? people.roleGiven(reply.name, roleWord(reply.role, reader))
          : people.roleGivenFor(reply.name, reply.client)
      return { title: role, tone: 'good', note: people.roleNext(reply.name) }
    }
    case 'role-removed':
      return removedCard(reply, reader)
    case 'client-added':
      return { title: people.clientAdded(reply.name), tone: 'good', body: people.clientNext(reply.name) }
    case 'client-settings':
    case 'agency-settings':
      return settingsSetCard(asked, reply, reader)
    case 'assignment':
      return {
        title: people.assigned(reply.client, reply.duty ?? words.fields.allDuties),
        tone: 'good',
        body: people.assignedTo(reply.primary, reply.backups),
      }
    case 'room':
      return {
        title: people.roomSet[reply.purpose],
        tone: reply.member ? 'good' : 'attention',
        ...(reply.member ? {} : { body: people.roomNotMember }),
      }
    case 'profile-saved':
      return profileSavedCard(reply.away, readerFor({ ...by, language: reply.language }, now))
    case 'reminder-set':
    case 'reminder-cancelled':
    case 'reminder-moved':
    case 'snoozed':
      return reminderReply(asked, reply, reader)
    case 'social':
      return wordSocial(asked, reply)
    case 'digest-set':
      return digestSetCard(asked, 'daily', reader)
    case 'weekly-set':
      return digestSetCard(asked, 'weekly', reader)
    case 'holidays-set':
      return { title: words.digests.holidays[reply.rule], tone: 'good' }
    case 'room-digest-set':
      return roomDigestSetCard(asked, reply, reader)
    case 'digest-later': {
      const time = formatInstant(Temporal.Instant.from(reply.at), by.zone, by.language, now)
      return { title: words.digests.laterSaid(time), tone: 'good' }
    }
    case 'target-set':
      return targetSetCard(reply, reader)
    case 'feed':
      return feedReply(asked, reply)
    case 'holidays':
      return holidaysReply(asked, reply.changed)
    case 'repeat':
      return repeatSaidCard(asked, reply.what, reply.repeat)
    case 'template':
      return templateSaidCard(asked, reply.what, reply.number)
    case 'ticked':
      return tickedCard(asked, reply, reader)
  }
}

async function settingsSetCard(
  { tx, agency }: Asked,
  reply: Extract<Reply, { say: 'client-settings' | 'agency-settings' }>,
  reader: Reader,
): Promise<Card> {
  const now = await loadAgency(tx, agency.id)
  if (reply.say === 'agency-settings') {
    return agencySettingsCard({ agency: now, changed: true, moved: reply.moved }, reader)
  }
  const client = (await listClients(tx, agency.id)).find(({ id }) => id === reply.client)
  if (!client) throw new Error(`client ${reply.client} is gone`)
  return clientSettingsCard({ client, agency: now, changed: reply }, reader)
}

function roleWord(role: string, { words }: Reader): string {
  return Object.entries(words.roleNames).find(([name]) => name === role)?.[1] ?? role
}

/** What became of the task, and whose move it is now; for a new one also what was understood. */
async function movedCard(
  asked: Asked,
  { what, number, detail }: Extract<Reply, { say: 'moved' }>,
  reader: Reader,
  known: Task | null,
): Promise<Card> {
  const { tx, agency, now } = asked
  const { tasks, commands } = reader.words
  const task = known ?? (await taskByNumber(tx, agency.id, number))?.task
  if (!task) throw new Error(`#${number} moved and is not there`)
  const view = await answerView(tx, agency, task, now)
  const title = {
    ...tasks.said,
    assigned: (n: number) => tasks.said.assigned(n, task.assistant ? view.nameOf(task.assistant) : ''),
    rated: (n: number) => tasks.said.rated(n, Number(detail)),
  }[what](number)
  const status = stateWords(task, view.nameOf, reader)
  if (what !== 'delegated') return { title, tone: 'good', status }

  const due = task.due ? when(task.due, reader) : null
  const dueWords =
    due === null ? tasks.said.noDueUnderstood : tasks.said.understoodDue(typeof due === 'string' ? due : due.words)
  return {
    title: `${title}: ${task.title}`,
    tone: 'good',
    status,
    body: [dueWords, `${tasks.facts.routed}: ${routedWords(view, task.routed, reader)}`, startWords(view, reader)]
      .filter((line) => line !== null)
      .join('\n'),
    note: commands.task.example.replace(/\d+/u, String(number)),
    buttons: [
      { label: tasks.buttons.show, style: 'plain', action: { press: 'show', subject: String(number), detail: '' } },
    ],
  }
}

/** How far it is, with what is left to tick off right there. */
async function tickedCard(
  { tx, agency, by }: Asked,
  { number, done }: Extract<Reply, { say: 'ticked' }>,
  reader: Reader,
): Promise<Card> {
  const { checklist } = reader.words
  const stored = await taskByNumber(tx, agency.id, number)
  const items = stored ? ((await checklistsOf(tx, agency.id, [stored.task.id])).get(stored.task.id) ?? []) : []
  return {
    title: done ? checklist.ticked(number) : checklist.unticked(number),
    tone: 'good',
    list: stored ? checklistRows(stored.task, items, mayTick(by, stored.task), reader) : [],
  }
}
