import { listClients } from '#db/repositories/clients.ts'
import { identitiesOf, listPeople } from '#db/repositories/people.ts'
import { toldApart } from '#src/features/people/queries/apart.ts'
import { peopleCard, profileCard } from '#src/features/people/cards.ts'
import { refuseQuestion as refused } from '#src/features/requests/refuse.ts'
import type { Card } from '#src/kernel/card.ts'
import { may, whoMay } from '#src/features/policy.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'

type Question = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

export async function showPeople(asked: Question): Promise<Card> {
  const { tx, agency, by, now } = asked
  if (!may(by, 'see-people')) return refused(asked, { code: 'not-yours-to-do', needs: whoMay('see-people') })
  const people = await listPeople(tx, agency.id)
  return peopleCard(agency.name, people, await toldApart(asked, people), readerFor(by, now))
}

export async function showProfile({ tx, agency, by, now }: Question): Promise<Card> {
  const [accounts, clients] = await Promise.all([identitiesOf(tx, agency.id, [by.id]), listClients(tx, agency.id)])
  const about = {
    accounts: (accounts.get(by.id) ?? []).map(({ platform }) => (platform === 'slack' ? 'Slack' : 'Discord')),
    clients: clients.filter((client) => by.clients.includes(client.id)).map((client) => client.name),
  }
  return profileCard(by, about, readerFor(by, now))
}
