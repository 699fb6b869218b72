import type { Card, Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Client } from './client.ts'

/** A client with who speaks for it, who serves it and how much is open. */
export type ClientLine = { client: Client; members: string[]; serving: string[]; open: number }

/** Clients in the order of their names; those that are archived come last, under a heading. */
export function clientsCard(lines: ClientLine[], { words: { people } }: Reader): Card {
  const archived = lines.filter(({ client }) => client.archived)
  return {
    title: people.clientsTitle,
    tone: 'plain',
    ...(lines.length === 0 ? { body: people.noClients } : {}),
    list: [
      ...lines.filter(({ client }) => !client.archived).map((line) => rowOf(line, people)),
      ...(archived.length > 0 ? [{ text: people.archivedClients, heading: true } as const] : []),
      ...archived.map(({ client }) => ({ text: client.name })),
    ],
    note: people.clientsNote,
  }
}

function rowOf({ client, members, serving, open }: ClientLine, people: Reader['words']['people']): Row {
  const parts = [
    people.openTasks(open),
    members.length > 0 ? people.speaksFor(members) : people.nobodySpeaks,
    serving.length > 0 ? people.serves(serving) : people.nobodyServes,
  ]
  return { text: client.name, detail: parts.join(' · ') }
}
