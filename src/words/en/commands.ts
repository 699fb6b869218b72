import type { CommandName } from '#src/features/commands.ts'
import { socialCommandWords, socialGroupWords, socialOptionWords } from '#src/features/social/words/en/social-lists.ts'
import { bulkWords } from '#src/features/bulk/words/en/bulk-tables.ts'
import { leavingWords } from '#src/features/leaving/words/en/leaving-tables.ts'
import { repeatWords } from '#src/features/repeats/words/en/repeats-tables.ts'
import { ruleWords } from '#src/features/rules/words/en/rules-tables.ts'

type CommandWords = {
  /** The last word of the command, as Discord shows it in this language. */
  name: string
  /** One line, at most 100 characters. */
  summary: string
  /** What is typed after the slash; it works as it stands. */
  example: string
}

export const commands: Record<CommandName, CommandWords> = {
  delegate: {
    name: 'delegate',
    summary: 'Hand a piece of work to an assistant',
    example: '/delegate Book a flight to Pune, aisle seat #travel by Friday 5pm !high @priya',
  },
  tasks: { name: 'tasks', summary: 'List tasks: mine, open, waiting, review, late or done', example: '/tasks late' },
  task: { name: 'task', summary: 'Show one task, change it, or add a note', example: '/task 42 edit due Friday 5pm' },
  claim: { name: 'claim', summary: 'Take an open task, or see which are open', example: '/claim 42' },
  help: { name: 'help', summary: 'What you can do here, and how', example: '/help delegate' },
  'agency setup': {
    name: 'setup',
    summary: 'Begin: redeem the setup code from the log',
    example: '/agency setup ABCD-EFGH',
  },
  'agency connect': {
    name: 'connect',
    summary: 'Join another workspace or server to this agency',
    example: '/agency connect',
  },
  'agency people': { name: 'people', summary: 'Who is in the agency, and what they do', example: '/agency people' },
  'agency role': { name: 'role', summary: 'Give someone a role', example: '/agency role @meera assistant' },
  'agency remove': {
    name: 'remove',
    summary: 'Take away a role, all roles, or the membership of one client',
    example: '/agency remove @meera assistant',
  },
  'agency client add': { name: 'add', summary: 'Add a client', example: '/agency client add Acme Textiles' },
  'agency client list': {
    name: 'list',
    summary: 'Every client, who speaks for it and who serves it',
    example: '/agency client list',
  },
  'agency client rename': {
    name: 'rename',
    summary: 'Give a client another name',
    example: '/agency client rename "Acme Textiles" Acme Fabrics',
  },
  'agency client archive': {
    name: 'archive',
    summary: 'No new tasks for a client; what was done stays',
    example: '/agency client archive Acme Textiles',
  },
  'agency client restore': {
    name: 'restore',
    summary: 'Bring an archived client back',
    example: '/agency client restore Acme Textiles',
  },
  'agency client edit': {
    name: 'edit',
    summary: 'A client’s own zone, language and days for review; see or change them',
    example: '/agency client edit "Acme Textiles" zone New York review 3 days language hi',
  },
  'agency settings': {
    name: 'settings',
    summary: 'The agency’s zone, language and times to answer, start and review; see or change them',
    example: '/agency settings zone Lisbon respond 4h lease 8h review 7 days',
  },
  'agency assign': {
    name: 'assign',
    summary: 'Say who serves a client: a primary and backups',
    example: '/agency assign "Acme Textiles" travel @meera @arjun',
  },
  'agency room': {
    name: 'room',
    summary: 'Give this channel a purpose: board, digest or log',
    example: '/agency room board',
  },
  'profile show': { name: 'show', summary: 'Your time zone, language, hours and duties', example: '/profile' },
  'profile edit': { name: 'edit', summary: 'Change your profile in a form', example: '/profile edit' },
  'profile zone': { name: 'zone', summary: 'Set your time zone', example: '/profile zone Asia/Kolkata' },
  'profile language': {
    name: 'language',
    summary: 'Set your language: English or Hindi',
    example: '/profile language hi',
  },
  'profile hours': { name: 'hours', summary: 'Set your working hours', example: '/profile hours Mon-Fri 9:00-18:00' },
  'profile duties': {
    name: 'duties',
    summary: 'Set the kinds of work you do',
    example: '/profile duties travel, writing',
  },
  'profile capacity': { name: 'capacity', summary: 'How many tasks you hold at once', example: '/profile capacity 5' },
  'profile away': { name: 'away', summary: 'Say when you are away', example: '/profile away 24 Dec to 2 Jan' },
  'profile link': {
    name: 'link',
    summary: 'Join your account on the other platform to this one',
    example: '/profile link',
  },
  'digest show': { name: 'show', summary: 'Your digest, now', example: '/digest' },
  'digest on': { name: 'on', summary: 'Choose when your digest comes', example: '/digest on 8:30 weekdays' },
  'digest off': { name: 'off', summary: 'Stop your digest', example: '/digest off' },
  remind: {
    name: 'remind',
    summary: 'Be reminded of a task, or of anything else (in Slack: /remindme)',
    example: '/remind 42 tomorrow 9am',
  },
  reminders: { name: 'reminders', summary: 'Your reminders, with a way to cancel each', example: '/reminders' },
  later: { name: 'later', summary: 'What I will send you next, and when', example: '/later' },
  'calendar feed': {
    name: 'feed',
    summary: 'Your tasks in your own calendar: the private address; or a client’s',
    example: '/calendar feed',
  },
  'calendar social': {
    name: 'social',
    summary: 'A client’s social media in your own calendar',
    example: '/calendar social Acme Textiles',
  },
  'calendar holidays list': {
    name: 'list',
    summary: 'The shared calendars of holidays',
    example: '/calendar holidays list',
  },
  'calendar holidays add': {
    name: 'add',
    summary: 'Read holidays from a shared calendar (ICS): mine, the agency’s or a client’s',
    example: '/calendar holidays add https://example.com/holidays.ics agency',
  },
  'calendar holidays remove': {
    name: 'remove',
    summary: 'Forget a shared calendar of holidays, by its place in the list',
    example: '/calendar holidays remove 1',
  },
  ...socialCommandWords,
  ...repeatWords.commands,
  'digest weekly': {
    name: 'weekly',
    summary: 'Choose when your summary of the week comes, or off',
    example: '/digest weekly monday 9:00',
  },
  'digest holidays': {
    name: 'holidays',
    summary: 'On a public holiday or a day off: move your digest or skip it',
    example: '/digest holidays skip',
  },
  'digest room on': {
    name: 'on',
    summary: 'Choose when this channel gets its digest',
    example: '/digest room on 9:00 weekdays',
  },
  'digest room weekly': {
    name: 'weekly',
    summary: 'Choose when this channel gets its summary of the week, or off',
    example: '/digest room weekly friday 16:00',
  },
  'digest room off': { name: 'off', summary: 'Stop the digest of this channel', example: '/digest room off' },
  ...bulkWords.commands,
  ...leavingWords.commands,
  ...ruleWords.commands,
  'agency target': {
    name: 'target',
    summary: 'How fast a client is to be answered and served, in working time',
    example: '/agency target acme urgent respond 1h done 8h',
  },
  report: {
    name: 'report',
    summary: 'What was done and by whom, what is open or late, and how long it took',
    example: '/report last-month by assistant',
  },
  talk: {
    name: 'talk',
    summary: 'Whether all that was said about a task arrived on the other side',
    example: '/talk 42',
  },
  reply: {
    name: 'reply',
    summary: 'Say something about a task to those on its other side',
    example: '/reply 42 The window seat, please',
  },
}

/** First words that have subcommands, and groups of them. */
export const commandGroups = {
  agency: { name: 'agency', summary: 'The agency: places, people, clients, rooms' },
  'agency client': { name: 'client', summary: 'Clients' },
  ...ruleWords.groups,
  profile: { name: 'profile', summary: 'How you work: zone, language, hours, duties' },
  digest: { name: 'digest', summary: 'Your daily summary' },
  calendar: { name: 'calendar', summary: 'Your tasks in your calendar, and holidays' },
  'calendar holidays': { name: 'holidays', summary: 'Shared calendars of holidays' },
  ...socialGroupWords,
  ...repeatWords.groups,
  'digest room': { name: 'room', summary: 'The digest of this channel' },
}

export const commandOptions = {
  what: { name: 'what', summary: 'What is to be done; leave empty for a form' },
  duty: { name: 'duty', summary: 'The kind of work' },
  due: { name: 'due', summary: 'By when, in words: tomorrow 5pm, Friday, in 2 business days' },
  priority: { name: 'priority', summary: 'How pressing it is' },
  assistant: { name: 'assistant', summary: 'Who is to do it' },
  client: { name: 'client', summary: 'For which client' },
  list: { name: 'list', summary: 'Which tasks' },
  search: { name: 'search', summary: 'Words in the title or brief' },
  number: { name: 'number', summary: "The task's number" },
  command: { name: 'command', summary: 'The command to explain' },
  code: { name: 'code', summary: 'The one-time code' },
  person: { name: 'person', summary: 'Whom' },
  role: { name: 'role', summary: 'Owner, manager, client or assistant' },
  name: { name: 'name', summary: 'The name' },
  primary: { name: 'primary', summary: 'Who is asked first' },
  backups: { name: 'backups', summary: 'Who is asked next, in order' },
  purpose: { name: 'purpose', summary: 'What this channel is for' },
  zone: { name: 'zone', summary: 'A city or zone, such as Asia/Kolkata' },
  language: { name: 'language', summary: 'English or Hindi' },
  hours: { name: 'hours', summary: 'Such as Mon-Fri 9:00-18:00' },
  duties: { name: 'duties', summary: 'Such as travel, writing' },
  count: { name: 'count', summary: 'How many' },
  days: { name: 'days', summary: 'Such as 24 Dec to 2 Jan, or "none"' },
  when: { name: 'when', summary: 'Such as 8:30 weekdays' },
  task: { name: 'task', summary: 'The task that it is about' },
  edit: { name: 'edit', summary: 'What is to be different: due Friday 5pm priority high' },
  note: { name: 'note', summary: 'A note on it, for whoever works on it' },
  time: { name: 'time', summary: 'When, in words: tomorrow 9am, Friday, in 2 hours' },
  url: { name: 'url', summary: 'The address of the calendar, beginning with https://' },
  whose: { name: 'whose', summary: 'me, agency, or a client’s name' },
  ...socialOptionWords,
  ...repeatWords.options,
  rule: { name: 'rule', summary: 'Move it to the next working day, or leave it out' },
  ...bulkWords.options,
  ...ruleWords.options,
  respond: { name: 'respond', summary: 'Within which working time an offer is answered, such as 1h, or "none"' },
  response: { name: 'response', summary: 'Within which working time an offer is answered, such as 4h' },
  lease: { name: 'lease', summary: 'Within which working time a claimed task is started, such as 8h' },
  review: { name: 'review', summary: 'After how many days silence accepts a result, such as 7' },
  done: { name: 'done', summary: 'Within which working time a task is done, such as 8h, or "none"' },
  sort: { name: 'sort', summary: 'By due time, by priority or by client' },
  by: { name: 'by', summary: 'By client, by assistant or by duty' },
}
