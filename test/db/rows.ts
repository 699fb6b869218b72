import { randomUUIDv7 } from 'node:crypto'
import type { Tx } from '#db/connection/connect.ts'
import { connectPlace, createAgency, type Agency, type Place } from '#db/repositories/agencies.ts'
import { addClient } from '#db/repositories/clients.ts'
import { addPerson } from '#db/repositories/people.ts'
import { defaultDuties, type Client } from '#src/features/people/client.ts'
import type { Person } from '#src/kernel/person.ts'

/** Monday, 2 March 2026, ten in the morning in New York. */
export const monday = Temporal.Instant.from('2026-03-02T15:00:00Z')

export const newId = (): string => randomUUIDv7()

export function anAgency(changes: Partial<Agency> = {}): Agency {
  return {
    id: newId(),
    name: 'Banyan',
    zone: 'Asia/Kolkata',
    language: 'en',
    duties: [...defaultDuties],
    responseHours: 4,
    leaseHours: 8,
    reviewDays: 7,
    ...changes,
  }
}

export function aPerson(changes: Partial<Person> = {}): Person {
  return {
    id: newId(),
    name: 'Asha Patil',
    language: 'en',
    zone: 'Asia/Kolkata',
    hours: null,
    away: [],
    roles: ['assistant'],
    clients: [],
    duties: ['travel'],
    capacity: 5,
    ...changes,
  }
}

export function aClient(changes: Partial<Client> = {}): Client {
  return { id: newId(), name: `Acme ${newId()}`, zone: null, language: null, reviewDays: null, ...changes }
}

export type Seeded = { agency: string; place: Place; client: Client; requester: Person; assistant: Person }

/** An agency with what a task needs: a place, a client, one who asks and one who does. */
export async function seed(tx: Tx, agency = anAgency()): Promise<Seeded> {
  const place: Place = { id: newId(), platform: 'slack', externalId: `T${newId()}`, name: 'Banyan' }
  const client = aClient()
  const requester = aPerson({ name: 'Carol Reyes', roles: ['client'], duties: [] })
  const assistant = aPerson()
  await createAgency(tx, agency, monday)
  await connectPlace(tx, agency.id, place, monday)
  await addClient(tx, agency.id, client)
  for (const person of [requester, assistant]) {
    await addPerson(
      tx,
      agency.id,
      person,
      { platform: 'slack', externalId: `U${person.id}`, placeId: place.id },
      monday,
    )
  }
  return { agency: agency.id, place, client, requester, assistant }
}
