import { typedOptions, type Feature } from '#src/kernel/feature.ts'
import { no } from '#src/kernel/request-context.ts'
import type { peopleForms } from './actions.ts'
import { peopleCommands } from './commands.ts'
import { assignmentForm } from './forms.ts'
import { addAClient, assign, chooseRoom, giveRole } from './handlers/agency.ts'
import { archiveAClient, renameAClient, restoreAClient } from './handlers/clients.ts'
import { connectCode, linkCode } from './handlers/codes.ts'
import { showClients } from './queries/clients.ts'
import { peopleReplies } from './queries/said.ts'
import { showPeople } from './queries/show.ts'
import { suggestAssistants, suggestDuties, suggestMembers, suggestZones } from './queries/suggest.ts'

type PeopleFeature = Feature<
  typeof peopleCommands,
  never,
  (typeof peopleForms)[number],
  keyof typeof peopleReplies,
  'duty' | 'assistant' | 'member' | 'zone'
>

/** Who is in an agency, what they do there, and for whom. */
export const people: PeopleFeature = {
  commands: {
    'agency setup': () => no({ code: 'already-set-up' }),
    'agency connect': (context, { code }) => (code === undefined ? connectCode(context) : no({ code: 'place-taken' })),
    'agency people': async (context) => ({ card: await showPeople(context) }),
    'agency role': giveRole,
    'agency client add': addAClient,
    'agency client list': async (context) => ({ card: await showClients(context) }),
    'agency client rename': renameAClient,
    'agency client archive': archiveAClient,
    'agency client restore': restoreAClient,
    'agency assign': assign,
    'agency room': (context, args) => chooseRoom(context, args, context.member),
    'profile link': (context, { code }) => (code === undefined ? linkCode(context) : no({ code: 'identity-taken' })),
  },
  presses: {},
  forms: {
    assignment: {
      draw: async (_context, { subject }, context) => assignmentForm(subject, await context()),
      submit: (context, { values }) =>
        assign(context, peopleCommands['agency assign'].args.parse(typedOptions(values))),
    },
  },
  replies: peopleReplies,
  completions: {
    duty: suggestDuties,
    assistant: suggestAssistants,
    member: suggestMembers,
    zone: suggestZones,
  },
}
