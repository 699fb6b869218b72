import type { Action, FormName } from '#src/kernel/action-id.ts'
import type { Values } from '#src/kernel/form.ts'
import type { Answer } from '#src/kernel/request.ts'
import { walk } from '#test/clock/walk.ts'
import { buttonsOf } from '#test/social/agency.ts'
import { read, type Name, type Office } from './office.ts'

/** `moves` and `asks` must be done; `refused` is said no to, and `opens` a form. */
export type Kind = 'moves' | 'asks' | 'refused' | 'opens'

export type Step = {
  what: string
  kind: Kind
  /** `known`: what stands in braces, as the database has it now. `prepared`: what was done before is not counted. */
  does(office: Office, known: (words: string) => string, prepared: () => Promise<void>): Promise<Answer>
}

/** What a step may name in braces, and where it is found. */
export const lookups: Record<string, string> = {
  task: `select number from tasks where title like 'Book a flight%' order by number desc limit 1`,
  moved: `select moved from tasks where title like 'Book a flight%' order by number desc limit 1`,
  post: 'select number from posts order by number desc limit 1',
  hash: 'select hash from posts order by number desc limit 1',
  repeat: 'select number from repeats order by number desc limit 1',
  template: 'select number from templates order by number desc limit 1',
  reminder: 'select number from reminders order by number desc limit 1',
  slot: 'select id from social_slots where ended_at is null order by created_at desc limit 1',
  acme: `select id from clients where name like 'Acme%'`,
  feed: 'select id from feeds limit 1',
  holidays: 'select id from holiday_calendars limit 1',
  draft: `select replace(delivery, ':', '~') from inbox where answer->'draft' is not null and jsonb_typeof(answer->'draft') = 'object'
    order by substring(delivery from 6)::int desc limit 1`,
}

const line = (what: string, name: Name, typed: string, kind: Kind = 'moves'): Step => ({
  ...{ what: `/${what}`, kind },
  does: (office, known) => office.type(name, `/${what}${known(typed)}`),
})
const options = (what: Parameters<Office['options']>[1], name: Name, given: Record<string, string>): Step => ({
  ...{ what: `/${what}`, kind: 'moves' },
  does: (office) => office.ask(name, { kind: 'options', command: what, options: given, people: [] }),
})
const press = (what: string, name: Name, about: string, kind: Kind = 'moves', named = what): Step => ({
  ...{ what: named, kind },
  does: (office, known) => office.press(name, `sahayak:${what}:${known(about)}`),
})
const submit = (form: FormName, name: Name, subject: string, values: Values): Step => ({
  ...{ what: `${form} (form)`, kind: 'moves' },
  does: (office, known) =>
    office.submit(
      name,
      form,
      known(subject),
      Object.fromEntries(
        Object.entries(values).map(([field, value]) => [field, typeof value === 'string' ? known(value) : value]),
      ),
    ),
})
const opens = (form: FormName, name: Name, subject: string): Step => ({
  ...{ what: `${form} (opened)`, kind: 'opens' },
  does: (office, known) => office.press(name, `sahayak:open:${known(subject)}:${form}`),
})
/** What it is, done so much later, when the clock has looked at all in between. */
const after = (hours: number, step: Step): Step => ({
  ...step,
  async does(office, known, prepared) {
    await walk(office, office.clock.now.add({ hours }))
    await prepared()
    return step.does(office, known, prepared)
  },
})
/** A button on the card that answers a command. */
const pressOn = (
  what: string,
  name: Name,
  typed: string,
  pick: (action: Action) => boolean,
  kind: Kind = 'moves',
): Step => ({
  ...{ what, kind },
  async does(office, known, prepared) {
    const shown = await office.type(name, known(typed))
    const found = buttonsOf(shown).find((one) => pick(one.action))
    if (!found) throw new Error(`${what} is not on:\n${read(shown)}`)
    await prepared()
    return office.ask(name, { kind: 'press', action: found.action })
  },
})

/** A task from its making to its end. */
const ofTasks: Step[] = [
  line('delegate', 'carol', ' Book a flight to Pune #travel by Friday 5pm'),
  { ...press('claim', 'asha', '{task}:') },
  press('claim', 'jun', '{task}:', 'refused', 'claim, too late'),
  press('start', 'asha', '{task}:'),
  opens('ask', 'asha', '{task}'),
  submit('ask', 'asha', '{task}', { question: 'Which day?', options: 'Thursday\nFriday' }),
  press('choose', 'carol', '{task}:{moved}.0'),
  submit('ask', 'asha', '{task}', { question: 'Which hour?', options: 'Noon' }),
  submit('answer', 'carol', '{task}', { answer: 'Ten' }),
  opens('edit-task', 'carol', '{task}'),
  submit('edit-task', 'carol', '{task}', { what: 'Book a flight to Goa', due: 'Saturday 5pm', priority: 'high' }),
  submit('add-note', 'carol', '{task}', { text: 'A window seat' }),
  submit('promise', 'asha', '{task}', { due: 'Friday 3pm' }),
  press('promise', 'asha', '{task}:2026-12-30'),
  submit('submit', 'asha', '{task}', { result: 'Booked', links: '' }),
  submit('return', 'carol', '{task}', { reason: 'The seat is wrong' }),
  submit('submit', 'asha', '{task}', { result: 'Booked anew', links: '' }),
  press('accept', 'carol', '{task}:'),
  press('rate', 'carol', '{task}:5'),
  submit('reopen', 'carol', '{task}', { reason: 'The airline cancelled' }),
  submit('release', 'asha', '{task}', { reason: 'A fever' }),
  submit('assign', 'meera', '{task}', { assistant: 'Jun Santos' }),
  submit('decline', 'jun', '{task}', { reason: 'A fever too' }),
  line('task', 'carol', ' {task}', 'asks'),
  press('show', 'carol', '{task}:', 'asks'),
  press('brief', 'carol', '{task}:1', 'asks'),
  press('history', 'carol', '{task}:1', 'asks'),
  submit('save-template', 'carol', '{task}', {
    name: 'Flights {task}',
    what: 'Book',
    checklist: 'ask\nbook',
    questions: '',
  }),
  line('tasks', 'carol', '', 'asks'),
  press('page', 'carol', '1:open..', 'asks'),
  line('claim', 'jun', '', 'asks'),
  submit('cancel', 'carol', '{task}', { reason: 'They stay at home' }),
  line('delegate', 'carol', ' Book a flight #nothing-of-the-kind client:Nobody', 'refused'),
].map((step) => (step.kind === 'refused' && step.what === '/delegate' ? { ...step, what: 'a refusal' } : step))

/** What is kept to be delegated again. */
const ofTemplates: Step[] = [
  line('template list', 'carol', '', 'asks'),
  line('template show', 'carol', ' {template}', 'asks'),
  press('template-show', 'carol', '{template}:', 'asks'),
  press('template-page', 'carol', '1:', 'asks'),
  opens('template', 'carol', '{template}'),
  submit('template', 'carol', '{template}', {
    name: 'Trips {template}',
    what: 'Book a flight',
    checklist: 'ask\nbook',
    questions: 'Where?',
  }),
  submit('template-more', 'carol', '{template}', { due: 'tomorrow 5pm', duty: 'travel', priority: 'high' }),
  {
    ...{ what: '/delegate, from a template with questions', kind: 'refused' },
    does: (office, known) =>
      office.submit('carol', 'delegate', '', { what: 'soon', template: known('Trips {template}') }),
  },
  submit('from-template', 'carol', '{draft}', { 'answer-1': 'Goa', answer1: 'Goa' }),
  submit('delegate', 'carol', '', { what: 'Book a flight home', duty: 'travel' }),
  opens('delegate', 'carol', ''),
  press('template-remove', 'carol', '{template}:'),
  press('template-restore', 'carol', '{template}:'),
  { ...line('template edit', 'carol', ' {template}', 'opens') },
  line('template remove', 'carol', ' {template}'),
]

const ofRepeats: Step[] = [
  line('delegate', 'carol', ' Do the books on the 5th', 'refused'),
  press('meant-monthly', 'carol', '{draft}:'),
  line('delegate', 'carol', ' Do the books on the 6th', 'refused'),
  press('meant-once', 'carol', '{draft}:'),
  line('repeat list', 'carol', '', 'asks'),
  line('repeat show', 'carol', ' {repeat}', 'asks'),
  press('repeat-show', 'carol', '{repeat}:', 'asks'),
  press('repeat-page', 'carol', '1:', 'asks'),
  line('repeat pause', 'carol', ' {repeat}'),
  line('repeat resume', 'carol', ' {repeat}'),
  line('repeat skip', 'carol', ' {repeat}'),
  line('repeat edit', 'carol', ' {repeat}', 'opens'),
  submit('repeat', 'carol', '{repeat}', { every: 'every Monday', what: 'Do the books', due: '', duty: 'bookkeeping' }),
  press('repeat-pause', 'carol', '{repeat}:'),
  press('repeat-resume', 'carol', '{repeat}:'),
  press('repeat-skip', 'carol', '{repeat}:'),
  press('repeat-end', 'carol', '{repeat}:'),
  press('repeat-resume', 'carol', '{repeat}:'),
  line('repeat end', 'carol', ' {repeat}'),
  line('delegate', 'carol', ' Sweep the yard every Tuesday 9am'),
  press('repeat-once', 'carol', '{repeat}:'),
].map((step) =>
  step.what === '/delegate'
    ? { ...step, what: `/delegate, ${step.kind === 'moves' ? 'again and again' : 'once or monthly?'}` }
    : step,
)

const ofPosts: Step[] = [
  line('social account add', 'meera', ' mastodon @acme{post} Acme Textiles'),
  line('social slot add', 'meera', ' instagram 9:00 weekdays'),
  line('social accounts', 'carol', '', 'asks'),
  line('social draft', 'asha', ' instagram at:"tomorrow 9am" The looms have come'),
  line('social show', 'carol', ' P{post}', 'asks'),
  press('post', 'carol', '{post}:', 'asks'),
  press('post-text', 'carol', '{post}:1', 'asks'),
  press('post-files', 'carol', '{post}:', 'asks'),
  press('post-ask', 'asha', '{post}:'),
  line('social approve', 'carol', '', 'asks'),
  opens('social-comment', 'carol', '{post}'),
  submit('social-comment', 'carol', '{post}', { comment: 'Shorter, please' }),
  opens('social-edit', 'asha', '{post}'),
  submit('social-edit', 'asha', '{post}', { text: 'Looms!', link: '', media: '' }),
  press('post-approve', 'carol', '{post}:{hash}'),
  line('social move', 'asha', ' {post} friday 9am'),
  submit('social-move', 'asha', '{post}', { when: 'tomorrow 11am' }),
  submit('social-draft', 'asha', '', { account: 'x:acme', text: 'The looms came', when: 'tomorrow 10am' }),
  press('post-ask', 'asha', '{post}:'),
  pressOn('week-approve', 'carol', '/social approve', ({ press: name }) => name === 'week-approve'),
  submit('social-draft', 'asha', '', { account: 'x:acme', text: 'The looms are here', when: 'tomorrow 10am' }),
  press('post-approve', 'carol', '{post}:{hash}'),
  after(30, press('post-snooze', 'asha', '{post}:15')),
  submit('social-posted', 'asha', '{post}', { address: 'https://x.com/acme/status/{post}1' }),
  submit('social-draft', 'asha', '', { account: 'x:acme', text: 'The looms are there', when: 'tomorrow 10am' }),
  press('post-approve', 'carol', '{post}:{hash}'),
  {
    ...{ what: 'social-posted (form), another account', kind: 'refused' },
    does: (office, known) =>
      office.submit('asha', 'social-posted', known('{post}'), { address: known('https://x.com/other/status/{post}2') }),
  },
  press('post-insist', 'asha', '{draft}:'),
  submit('social-draft', 'asha', '', { account: 'x:acme', text: 'One too many', when: 'tomorrow 10am' }),
  submit('social-cancel', 'asha', '{post}', { reason: 'Too many' }),
  press('calendar', 'carol', '{acme}:month.2026-03-01', 'asks'),
  press('calendar-picture', 'carol', '{acme}:month.2026-03-01', 'asks'),
  line('social calendar', 'carol', ' week', 'asks'),
  line('social report', 'carol', ' month', 'asks'),
  line('social approvals', 'carol', ' optional'),
  line('social approvals', 'carol', ' required'),
  press('slot-snooze', 'asha', '{slot}~1893456000:15'),
  press('slot-end', 'meera', '{slot}:'),
  submit('social-account', 'meera', '', { network: 'mastodon', handle: '@acme-{post}', client: 'Acme Textiles' }),
  submit('social-slot', 'meera', '', { account: 'instagram', schedule: '9:00 weekdays' }),
]

const ofReminders: Step[] = [
  line('remind', 'carol', ' me in 2 hours to call the airline'),
  after(3, press('again', 'carol', '{reminder}:1h')),
  submit('remind-again', 'carol', '{reminder}', { time: 'tomorrow 9am' }),
  line('reminders', 'carol', '', 'asks'),
  press('unremind', 'carol', '{reminder}:'),
  submit('remind', 'carol', '', { what: 'water the plants', time: 'tomorrow 9am' }),
  opens('remind', 'carol', ''),
  line('later', 'carol', '', 'asks'),
]

const ofDigests: Step[] = [
  line('digest on', 'carol', ' 9am'),
  line('digest show', 'carol', '', 'asks'),
  line('digest weekly', 'carol', ' monday 9am'),
  line('digest holidays', 'carol', ' skip'),
  press('section', 'carol', '1:waitsForYou.1772400000', 'asks'),
  press('digest-later', 'carol', 'daily:60.1772400000'),
  line('digest off', 'carol', ''),
  options('agency room', 'meeraInDiscord', { purpose: 'digest' }),
  options('digest room on', 'meeraInDiscord', { when: '9am' }),
  options('digest room weekly', 'meeraInDiscord', { when: 'monday 9am' }),
  options('digest room off', 'meeraInDiscord', {}),
  line('report', 'meera', '', 'asks'),
  pressOn('report', 'meera', '/report', ({ press: name }) => name === 'report', 'asks'),
]

const ofSettings: Step[] = [
  line('help', 'carol', '', 'asks'),
  press('help', 'carol', '2:', 'asks'),
  line('agency setup', 'meera', ' ABCD-EFGH', 'refused'),
  line('agency connect', 'meera', ''),
  line('agency people', 'meera', '', 'asks'),
  line('agency role', 'meera', ' @sam client Globex Travel'),
  options('agency remove', 'meera', { person: 'Sam Ortiz', role: 'client', client: 'Globex Travel' }),
  line('agency client list', 'meera', '', 'asks'),
  line('agency client add', 'meera', ' Initech {task}'),
  options('agency client rename', 'meera', { client: 'Globex Travel', name: 'Globex Trips' }),
  options('agency client rename', 'meera', { client: 'Globex Trips', name: 'Globex Travel' }),
  line('agency client archive', 'meera', ' Initech {task}'),
  line('agency client restore', 'meera', ' Initech {task}'),
  options('agency client edit', 'meera', { client: 'Acme Textiles', review: '5 days' }),
  options('agency settings', 'meera', { review: '6 days' }),
  options('agency target', 'meera', { client: 'Acme Textiles', priority: 'high', respond: '2h', done: '2d' }),
  options('agency assign', 'meera', { client: 'Acme Textiles', duty: 'bookkeeping', primary: 'Jun Santos' }),
  submit('assignment', 'meera', '', {
    client: 'Globex Travel',
    duty: 'bookkeeping',
    primary: 'Jun Santos',
    backups: '',
  }),
  line('agency room', 'meera', ' log'),
  line('profile link', 'carol', ''),
  line('profile show', 'carol', '', 'asks'),
  line('profile edit', 'carol', '', 'opens'),
  submit('profile', 'carol', '', { zone: 'New York', hours: 'weekdays 9-17', language: 'en' }),
  line('profile zone', 'carol', ' New York'),
  line('profile language', 'carol', ' en'),
  line('profile hours', 'carol', ' weekdays 9:00-17:00'),
  options('profile duties', 'asha', { duties: 'travel, bookkeeping, social-media' }),
  options('profile capacity', 'asha', { count: '6' }),
  options('profile away', 'asha', { days: 'from next monday to next wednesday' }),
  options('profile away', 'asha', { days: 'none' }),
  line('calendar feed', 'carol', ''),
  line('calendar social', 'carol', ''),
  press('renew-feed', 'carol', '{feed}:'),
  line('calendar holidays add', 'meera', ' https://example.com/{task}.ics agency'),
  line('calendar holidays list', 'meera', '', 'asks'),
  press('count-observances', 'meera', '{holidays}:on'),
  press('remove-holidays', 'meera', '{holidays}:'),
  line('calendar holidays add', 'meera', ' https://example.com/{task}.ics agency'),
  line('calendar holidays remove', 'meera', ' 1'),
]

/** A list with things to tick, and a word from the clock to put off. */
const atLast: Step[] = [
  press('template-restore', 'carol', '{template}:'),
  submit('template', 'carol', '{template}', {
    name: 'Ticks {template}',
    what: 'Book a flight',
    checklist: 'ask',
    questions: '',
  }),
  {
    ...{ what: '/delegate, from a template', kind: 'moves' },
    does: (office, known) =>
      office.submit('carol', 'delegate', '', {
        what: 'Book a flight by tomorrow 5pm #travel',
        template: known('Ticks {template}'),
      }),
  },
  press('claim', 'asha', '{task}:'),
  press('tick', 'asha', '{task}:1'),
  press('untick', 'asha', '{task}:1'),
  press('start', 'asha', '{task}:'),
  after(50, submit('snooze', 'asha', '{task}', { time: 'tomorrow 9am' })),
  press('snooze', 'asha', '{task}:{moved}.1h'),
  submit('cancel', 'carol', '{task}', { reason: 'They stay at home' }),
]

export const steps: Step[] = [
  ...ofSettings,
  ...ofTasks,
  ...ofTemplates,
  ...ofRepeats,
  ...ofPosts,
  ...ofReminders,
  ...ofDigests,
  ...atLast,
]
