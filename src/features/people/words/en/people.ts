import type { Purpose } from '#src/features/people/client.ts'
import { withArticle } from '#src/words/en/article.ts'
import { listOf } from '#src/words/en/names.ts'

export const people = {
  setUp: (agency: string) => `${agency} is set up, and you are its owner`,
  setUpNext: [
    'Next:',
    '1. Give people their roles: /agency role @someone assistant',
    '2. Add a client: /agency client add Acme Textiles',
    '3. Join your other platform: /agency connect',
    '4. Choose the board: /agency room board, in the channel for open tasks',
  ].join('\n'),
  connectCode: 'Join another workspace or server',
  connectHow: (code: string) => `There, type within 15 minutes:\n/agency connect ${code}\nIt works once.`,
  connected: (place: string, agency: string) => `${place} now belongs to ${agency}`,
  connectedNext:
    'Next: join your own account here to the one that you have there, with /profile link. Then give people their roles.',
  linkCode: 'Join your other account',
  linkHow: (code: string) => `On the other platform, type within 15 minutes:\n/profile link ${code}\nIt works once.`,
  linked: (name: string) => `This account is now ${name}'s too`,
  codeHidden: 'A code was made for this already. Ask for a new one.',
  roleGiven: (name: string, role: string) => `${name} is now ${withArticle(role)}`,
  roleGivenFor: (name: string, client: string) => `${name} is now a client, for ${client}`,
  roleNext: (name: string) => `${name} can set their own zone, hours and duties with /profile.`,
  clientAdded: (name: string) => `${name} is added`,
  clientNext: (name: string) =>
    `Next: say who speaks for them (/agency role @someone client ${name}) and who serves them (/agency assign "${name}" all @primary).`,
  clientsTitle: 'Clients',
  noClients: 'There is no client yet. Add one: /agency client add Acme Textiles',
  archivedClients: 'Archived',
  openTasks: (count: number) => (count === 1 ? '1 open task' : `${count} open tasks`),
  speaksFor: (names: string[]) => `${listOf(names)} ${names.length === 1 ? 'speaks' : 'speak'} for them`,
  nobodySpeaks: 'nobody speaks for them',
  serves: (names: string[]) => `served by ${listOf(names)}`,
  nobodyServes: 'nobody is assigned',
  clientsNote: '/agency client edit, rename or archive changes one.',
  clientRenamed: (before: string, name: string) => `${before} is now called ${name}`,
  clientArchived: (name: string) => `${name} is archived`,
  clientArchivedNext: (name: string) =>
    `Nothing more can be delegated for them; what was done stays, and open tasks go on to their end. Undo it with /agency client restore ${name}`,
  clientRestored: (name: string) => `${name} is a client again`,
  assigned: (client: string, duty: string) => `${client}: ${duty}`,
  assignedTo: (primary: string, backups: string[]) =>
    backups.length ? `${primary} is first, then ${listOf(backups)}.` : `${primary} is first. There is no backup.`,
  roomSet: {
    board: 'This channel is now the board: open tasks stand here',
    digest: 'This channel is now for digests. Say when: /digest room on 9:00 weekdays',
    social: 'This channel is now for social media: what is to be posted is told here',
    log: 'This channel is now the log',
    client: 'This channel is now the client’s own. It can have a digest: /digest room on 9:00 weekdays',
  } satisfies Record<Purpose, string>,
  roomNotMember: 'I am not in this channel yet: invite me, so that I can write here.',
  peopleTitle: (agency: string) => `People of ${agency}`,
  nobody: 'Nobody yet.',
  personLine: (name: string, roles: string[]) => `${name}: ${roles.length ? listOf(roles) : 'no role'}`,
  saved: 'Your profile is saved',
  facts: {
    roles: 'Roles',
    zone: 'Time zone',
    now: 'Your time now',
    language: 'Language',
    hours: 'Hours',
    duties: 'Duties',
    capacity: 'Tasks at once',
    away: 'Away',
    accounts: 'Accounts',
    clients: 'Clients',
  },
  anyHour: 'any hour',
  none: 'none',
  range: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  edit: 'Edit',
}

export const help = {
  title: 'What you can do here',
  ways: 'Type one of these as it stands, or /help and its name for more.',
  begin:
    'You are not in an agency yet. Ask an owner to type /agency role @you client; then delegate. To begin a new agency, or to join this place or your own account to one:',
  more: 'All commands',
  all: 'All commands',
  usage: 'How',
  example: 'For example',
  delegateMore: [
    'The first line is the title; all of it is the brief.',
    '#duty: the kind of work. !low, !high or !urgent: how pressing. @name: who is to do it.',
    'by Friday 5pm, by tomorrow, by eod, in 2 business days: when it is due, in your own time zone.',
    'client:"Name": for which client, if there are several.',
    'every weekday at 9:00, every 2 weeks on Monday, last Friday of the month: it repeats; “until June” or “10 times” ends it.',
    'template:"Name": from a template, with its checklist and questions.',
    'With no words after it, it opens a form.',
  ].join('\n'),
}
