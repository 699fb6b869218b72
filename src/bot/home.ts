import type { Tx } from '#db/connection/connect.ts'
import { wireOf } from '#db/connection/wire.ts'
import type { CommandName } from '#src/features/commands.ts'
import { helpCard } from '#src/features/help.ts'
import type { Card } from '#src/kernel/card.ts'
import { is, manages } from '#src/kernel/person.ts'
import type { Origin } from '#src/kernel/request.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { wordsIn } from '#src/words/words.ts'
import { carryOut } from './carry-out.ts'
import type { CoreDeps } from './engine.ts'
import { arrive, MovedAway, type Finder, type Whereabouts } from './whereabouts.ts'

/** What stands on somebody's own page, in this order. */
const parts = ['tasks', 'digest show', 'profile show'] as const satisfies CommandName[]

type HomeDeps = CoreDeps & { find: Finder }

/**
 * Somebody's own page, as cards one below the other: what they can begin, their tasks, their digest and their settings, each as the command of that
 * name shows it. Reads only. Whom no agency knows reads how to begin.
 */
export async function homeOf(deps: HomeDeps, origin: Origin): Promise<Card[]> {
  const stranger = [helpCard(wordsIn(origin.language ?? 'en'), null, null)]
  const at = async (found: Whereabouts | null) =>
    found ? deps.db.inAgency(found.agency, (tx) => cardsIn(deps, tx, found, origin), { trusting: true }) : stranger
  try {
    return await at(deps.find.remembered(origin) ?? (await deps.find.anew(origin)))
  } catch (error) {
    if (!(error instanceof MovedAway)) throw error
    return at(await deps.find.anew(origin))
  }
}

async function cardsIn(deps: HomeDeps, tx: Tx, found: Whereabouts, origin: Origin): Promise<Card[]> {
  const delivery = { id: '', origin, request: { kind: 'words', command: 'tasks', text: '' } as const }
  const here = await arrive(deps, tx, found, delivery, { profile: null, member: true, uploads: null })
  const { by } = here
  if (!by) return [helpCard(wordsIn(origin.language ?? here.agency.language), null, null)]
  const context: RequestContext = { ...here, by }
  const cards = [beginning(context)]
  for (const name of parts) {
    const result = await carryOut(context, { kind: 'command', name, options: {} })
    if ('card' in result) cards.push(result.card)
  }
  // All that a question writes is that somebody has seen the answer.
  wireOf(tx).hasty = true
  return cards
}

function beginning({ by, agency }: RequestContext): Card {
  const { forms, help } = wordsIn(by.language)
  const delegates = manages(by) || is(by, 'client')
  return {
    title: agency.name,
    tone: 'plain',
    buttons: [
      ...(delegates
        ? [
            {
              label: forms.delegate.submit,
              style: 'primary' as const,
              action: { press: 'open' as const, subject: '', detail: 'delegate' },
            },
          ]
        : []),
      { label: help.more, style: 'plain', action: { press: 'help', subject: '1', detail: '' } },
    ],
  }
}
