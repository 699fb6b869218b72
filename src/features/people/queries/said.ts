import type { Reply } from '#src/kernel/reply.ts'
import type { ReplyWords } from '#src/kernel/feature.ts'
import type { Reader } from '#src/words/reader.ts'

type Said =
  | 'client-renamed'
  | 'client-archived'
  | 'set-up'
  | 'code'
  | 'connected'
  | 'linked'
  | 'role'
  | 'client-added'
  | 'assignment'
  | 'room'

/** What became of the agency and of the people in it. */
export const peopleReplies: { [Name in Said & Reply['say']]: ReplyWords<Name> } = {
  'set-up': ({ agency }, _reply, { words: { people } }) => ({
    title: people.setUp(agency.name),
    tone: 'good',
    body: people.setUpNext,
  }),
  code: (_context, { purpose }, { words: { people } }, { secret }) => {
    const connect = purpose === 'connect'
    const how = connect ? people.connectHow : people.linkHow
    return {
      title: connect ? people.connectCode : people.linkCode,
      tone: 'plain',
      body: secret === undefined ? people.codeHidden : how(secret),
    }
  },
  connected: ({ agency }, { place }, { words: { people } }) => ({
    title: people.connected(place, agency.name),
    tone: 'good',
    body: people.connectedNext,
  }),
  linked: ({ by }, _reply, { words: { people } }) => ({ title: people.linked(by.name), tone: 'good' }),
  role: (_context, { name, role, client }, reader) => {
    const { people } = reader.words
    const title = client === null ? people.roleGiven(name, roleWord(role, reader)) : people.roleGivenFor(name, client)
    return { title, tone: 'good', note: people.roleNext(name) }
  },
  'client-added': (_context, { name }, { words: { people } }) => ({
    title: people.clientAdded(name),
    tone: 'good',
    body: people.clientNext(name),
  }),
  'client-renamed': (_context, { before, name }, { words: { people } }) => ({
    title: people.clientRenamed(before, name),
    tone: 'good',
  }),
  'client-archived': (_context, { name, archived }, { words: { people } }) => ({
    title: archived ? people.clientArchived(name) : people.clientRestored(name),
    tone: 'good',
    ...(archived ? { body: people.clientArchivedNext(name) } : {}),
  }),
  assignment: (_context, { client, duty, primary, backups }, { words: { people, fields } }) => ({
    title: people.assigned(client, duty ?? fields.allDuties),
    tone: 'good',
    body: people.assignedTo(primary, backups),
  }),
  room: (_context, { purpose, member }, { words: { people } }) => ({
    title: people.roomSet[purpose],
    tone: member ? 'good' : 'attention',
    ...(member ? {} : { body: people.roomNotMember }),
  }),
}

function roleWord(role: string, { words }: Reader): string {
  return Object.entries(words.roleNames).find(([name]) => name === role)?.[1] ?? role
}
