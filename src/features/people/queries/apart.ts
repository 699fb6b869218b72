import { arrivalsOf } from '#db/repositories/arrivals.ts'
import type { Person } from '#src/kernel/person.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { formatDate } from '#src/time/words.ts'
import { wordsIn } from '#src/words/words.ts'

/** What each is called, by id: by the name alone, or with where they are and since when if another has the same name. */
export async function toldApart(
  { tx, agency, by }: Pick<RequestContext, 'tx' | 'agency' | 'by'>,
  people: readonly Pick<Person, 'id' | 'name'>[],
): Promise<Map<string, string>> {
  const sameName = Map.groupBy(people, ({ name }) => name.toLocaleLowerCase())
  const alike = [...sameName.values()].filter((group) => group.length > 1).flat()
  const arrivals = await arrivalsOf(
    tx,
    agency.id,
    alike.map(({ id }) => id),
  )
  const { people: words } = wordsIn(by.language)
  const nameOf = { slack: 'Slack', discord: 'Discord' } as const
  return new Map(
    people.map(({ id, name }) => {
      const found = arrivals.get(id)
      if (!found) return [id, name]
      const platforms = found.platforms.map((platform) => nameOf[platform])
      return [id, words.alike(name, platforms, formatDate(found.since, by.zone, by.language))]
    }),
  )
}
