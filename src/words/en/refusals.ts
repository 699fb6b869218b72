import { sizeInWords } from '#src/kernel/size.ts'
import type { Refusal, RefusalCode } from '#src/kernel/refusal.ts'
import type { Role } from '#src/kernel/person.ts'
import type { Status } from '#src/features/tasks/task.ts'
import { withArticle } from './article.ts'
import { calendars } from '#src/features/calendars/words/en/calendars.ts'
import { listOf, roleNames } from './names.ts'
import { tasksOf } from '#src/features/people/words/en/removed.ts'
import { socialRefusals } from '#src/features/social/words/en/social-lists.ts'
import { bulkWords } from '#src/features/bulk/words/en/bulk-tables.ts'
import { leavingWords } from '#src/features/leaving/words/en/leaving-tables.ts'
import { repeatWords } from '#src/features/repeats/words/en/repeats-tables.ts'
import { ruleWords } from '#src/features/rules/words/en/rules-tables.ts'
import { mostHours, mostReviewDays, type SettingName } from '#src/kernel/setting.ts'

/** What was wrong, what was understood, and one example that works. People's ids in a refusal are names by now. */
export type RefusalWords = { [Code in RefusalCode]: (about: Extract<Refusal, { code: Code }>) => string }

const may = (needs: Role[]) => {
  const roles = needs.map((role) => withArticle(roleNames[role]))
  return roles.length > 0 ? ` Ask ${listOf(roles, 'or')} to do it.` : ''
}

const whenNot: Record<Status, string> = {
  assigned: 'it waits for its assistant to accept it',
  open: 'nobody has claimed it yet',
  claimed: 'it is claimed but not started',
  'in-progress': 'it is in progress',
  waiting: 'it waits for an answer',
  'in-review': 'its result is waiting for review',
  done: 'it is done',
  cancelled: 'it was cancelled',
}

/** Where there are many, a few stand for them. */
const some = (names: string[]) => [...names.slice(0, 10), ...(names.length > 10 ? ['…'] : [])].join(', ')

const near = (names: string[]) => (names.length ? ` Did you mean ${listOf(names, 'or')}?` : '')

const settingSaid: Record<SettingName, [what: string, example: string]> = {
  zone: ['a time zone', 'zone New York'],
  language: ['a language', 'language hi'],
  response: [`a number of whole working hours from 1 to ${mostHours}`, 'respond 4h'],
  lease: [`a number of whole working hours from 1 to ${mostHours}`, 'lease 8h'],
  review: [`a number of days from 1 to ${mostReviewDays}`, 'review 3 days'],
}

export const refusals: RefusalWords = {
  stranger: () => 'You are not part of this agency yet. Ask an owner to type: /agency role @you client',
  'place-unknown': () =>
    'This workspace or server belongs to no agency yet. Begin with the setup code from the log (/agency setup CODE), or join one with /agency connect CODE.',
  'not-yours-to-do': ({ needs }) => `That is not yours to do here.${may(needs)}`,
  'not-your-client': ({ client }) =>
    `You are not a member of ${client}. Ask a manager to add you: /agency role @you client ${client}`,
  'not-your-task': ({ number }) => `#${number} is not one of your tasks. /tasks lists those that are.`,
  'held-gone': () =>
    'I do not have it any more, or it is somebody else’s to decide about. Write it again, without the secret.',
  'no-such-task': ({ number }) => `There is no task #${number}. /tasks lists the ones that you can see.`,
  'already-taken': ({ number, assistant }) =>
    `#${number} is already taken: ${assistant} has it. /claim shows what is still open.`,
  'not-now': ({ number, status }) =>
    `That cannot be done with #${number} now: ${whenNot[status]}. See it with /task ${number}`,
  'hands-full': ({ inHand, capacity }) =>
    `Your hands are full: you hold ${inHand} of ${capacity} tasks. Finish or release one, or raise it: /profile capacity ${capacity + 1}`,
  'duty-not-theirs': ({ assistant, duty }) =>
    `${assistant} does not do ${duty}. Leave the name out and it goes to someone who does.`,
  'does-not-serve': ({ assistant, client }) =>
    `${assistant} does not serve ${client}. Leave the name out and it goes to someone who does.`,
  'assistant-away': ({ assistant, until }) =>
    `${assistant} is away until ${until}. Leave the name out and it goes to someone who is there.`,
  'assistant-full': ({ assistant, inHand, capacity }) =>
    `${assistant}'s hands are full (${inHand} of ${capacity}). Leave the name out and it goes to someone who is free.`,
  'not-an-assistant': ({ name }) =>
    `${name} is not an assistant here. Name someone else, or have an owner type: /agency role @someone assistant`,
  'already-theirs': ({ number, assistant }) => `#${number} is with ${assistant} already.`,
  'nothing-to-delegate': () => 'What is to be done? For example: /delegate Book a flight to Pune #travel by Friday 5pm',
  'brief-too-long': ({ length, limit }) =>
    `That is ${length.toLocaleString('en')} characters; a brief holds ${limit.toLocaleString('en')}. Shorten it, or put the rest in a file.`,
  'unknown-duty': ({ given, near: names, known }) =>
    `There is no duty “${given}”.${near(names.map((name) => `#${name}`))} There are: ${known.map((duty) => `#${duty}`).join(' ')}`,
  'unknown-priority': ({ given }) => `There is no priority “${given}”. There are: !low !normal !high !urgent`,
  'time-not-understood': ({ given, why }) => {
    if (why === 'no-such-day') return `There is no such day as “${given}”. When? For example: tomorrow 5pm`
    if (why === 'no-such-time') return `There is no such time of day as in “${given}”. When? For example: tomorrow 5pm`
    if (why === 'no-time-of-day') return `“${given}” names no time of day. At what time? For example: Friday 5pm`
    if (why === 'repeats') return `“${given}” repeats, and here one time is asked for. When? For example: Friday 5pm`
    return `I could not read “${given}” as a time. When? Try: tomorrow 5pm, Friday, in 2 business days`
  },
  'time-past': ({ given, when }) =>
    `“${given}”${when === undefined ? '' : `, which I read as ${when},`} has passed already. When is it really due? For example: tomorrow 5pm`,
  'time-ambiguous': ({ given, options }) =>
    `“${given}” may mean ${options.join(' or ')}. Which? Write it in full, for example: 12 March 5pm`,
  'time-unread': ({ given }) =>
    `I could not read “${given}”. When is it due? For example: tomorrow 5pm, Friday, 31 March`,
  'which-time': ({ given, other }) =>
    `You wrote “${given}” and “${other}”. When is all of it due? Write the one time, for example: Friday 5pm`,
  'nothing-changed': ({ number }) =>
    `Nothing of #${number} is different. Say what is to change, such as /task ${number} edit due Friday 5pm.`,
  'reply-needed': ({ number }) =>
    `Please write what you want to say: /reply ${number === '' ? '42' : number} The window seat, please.`,
  'note-needed': () => 'Please write the note: a sentence is enough, such as /task 42 note The blue folder, please.',
  'reason-needed': () => 'Please say why, in a sentence: whoever reads it next will want to know.',
  'question-needed': () => 'What would you like to ask?',
  'answer-needed': () => 'What is the answer?',
  'result-needed': () => 'What did you do? Write a sentence, or add a link that begins with https://',
  'link-not-understood': ({ given }) =>
    `“${given}” is not a link that I understand: it begins with https://. What is not a link goes into the words.`,
  'file-too-big': ({ name, most }) =>
    `${name} is larger than ${sizeInWords(most)}, which is all that Slack and Discord both take. Put it where it can be downloaded and give its address, such as https://drive.example.com/film.mp4`,
  'files-too-big': ({ size, most }) =>
    `These files have ${sizeInWords(size)} together, and one post carries ${sizeInWords(most)}. Take one out, or give an address for it, such as https://drive.example.com/film.mp4`,
  'file-barred': ({ name }) =>
    `I cannot open ${name} where it is. Invite me to that channel and send the form again, or take it out and choose it from your own device.`,
  interrupted: ({ asked }) =>
    `I was interrupted before I could do it, so nothing was done. Please send it again${asked ? `: ${asked}` : '.'}`,
  'file-gone': ({ name }) => `${name} is not there any more. Take it out, or choose it again from your own device.`,
  'file-unreachable': ({ name }) => `${name} could not be copied just now. Please send the form again.`,
  'no-such-file': ({ given }) =>
    `“${given}” is not a file that I keep for you. Choose the file in the form, or give its address, such as https://drive.example.com/film.mp4`,
  'text-too-long': ({ length, limit }) =>
    `That is ${length.toLocaleString('en')} characters, and there is room for ${limit.toLocaleString('en')}. Please shorten it.`,
  'too-many-options': ({ given }) => `A question offers at most four answers; that was ${given}.`,
  'option-gone': () => 'That answer is no longer offered.',
  'stars-one-to-five': () => 'A rating is one to five stars.',
  'reopen-too-late': ({ number, days }) =>
    `#${number} was done more than ${days} days ago. Delegate it anew, and mention #${number}.`,
  'which-client': ({ known }) => `For which client? Add one of these: ${some(known.map((name) => `client:"${name}"`))}`,
  'no-client-yet': () => 'There is no client yet. A manager adds one: /agency client add Acme Textiles',
  'no-such-client': ({ given, near: names, known }) =>
    `There is no client “${given}” that you can name.${near(names)}${known.length ? ` There are: ${some(known)}` : ''}`,
  'client-exists': ({ name }) =>
    `There is a client ${name} already. Say who speaks for them: /agency role @someone client ${name}`,
  'no-such-person': ({ given, near: names }) =>
    `I cannot tell who “${given}” is.${near(names)} Mention them, or write their first or whole name: @meera`,
  'unknown-role': ({ given, removing }) =>
    `There is no role “${given}”. There are: owner, manager, client, assistant. For example: /agency ${removing ? 'remove' : 'role'} @meera assistant`,
  'role-not-held': ({ name, role, client }) => {
    const what = role === null ? 'has no role here' : `is not ${withArticle(roleNames[role])} here`
    return `${name} ${client === null ? what : `does not speak for ${client}`}. /agency people shows who is what.`
  },
  'last-owner': ({ name }) =>
    `${name} is the only owner, and an agency needs one. Make someone else an owner first: /agency role @someone owner`,
  'holds-tasks': ({ name, numbers, more }) =>
    `${name} still holds ${tasksOf(numbers, more)}. Hand them over first: /task ${numbers[0] ?? ''}`,
  'zone-not-understood': ({ given, near: names }) =>
    `“${given}” is not a time zone that I know.${near(names)} For example: /profile zone Asia/Kolkata`,
  'setting-not-understood': ({ of, setting, given, near: names }) => {
    const command = of === 'client' ? '/agency client edit "Acme Textiles"' : '/agency settings'
    const [what, example] = settingSaid[setting]
    return `“${given}” is not ${what} that I understand.${near(names)} For example: ${command} ${example}`
  },
  'hours-not-understood': ({ given }) =>
    `“${given}” is not a set of hours that I understand. For example: /profile hours Mon-Fri 9:00-18:00, Sat 10-14`,
  'language-not-known': ({ given }) =>
    `I do not speak “${given}” yet. There are English (en) and Hindi (hi): /profile language hi`,
  'capacity-not-understood': ({ given }) => `“${given}” is not a number from 1 to 50. For example: /profile capacity 5`,
  'days-not-understood': ({ given }) =>
    `“${given}” are not days that I understand. For example: /profile away 24 Dec to 2 Jan, or /profile away none`,
  'purpose-not-known': ({ given }) =>
    `A room cannot be for “${given}”. There are: board, digest, log. For example: /agency room board`,
  'not-a-room': () => 'This is a direct message. Type it in the channel that is to be the room: /agency room board',
  'schedule-not-understood': ({ given }) =>
    `“${given}” is not a time that I understand. For example: /digest on 8:30 weekdays`,
  'work-time-not-understood': ({ given }) =>
    `“${given}” is not a length of working time that I understand. For example: /agency target acme urgent respond 1h done 8h`,
  'report-period-not-known': ({ given }) =>
    `“${given}” is not a period that I report on. There are: week, month, last-week, last-month. For example: /report last-month`,
  'grouping-not-known': ({ given }) =>
    `I cannot report by “${given}”. There are: client, assistant, duty. For example: /report week by duty`,
  'report-not-understood': ({ given }) =>
    `“${given}” is neither a client that you can name nor a period (week, month, last-week, last-month). For example: /report last-month by assistant`,
  'holidays-not-understood': ({ given }) =>
    `“${given}” is not something that I can do with a digest on a day off. There are: move, skip. For example: /digest holidays skip`,
  'weekly-not-understood': ({ given }) =>
    `“${given}” is not one day and one time that I understand. For example: /digest weekly monday 9:00`,
  'no-digest-room': () =>
    'This channel is no room for a digest yet. Choose it first, then type the command again: /agency room digest',
  'nobody-to-assign': () => 'Who is to serve them? For example: /agency assign "Acme Textiles" travel @meera @arjun',
  'remind-what': () => 'Of what shall I remind you? For example: to call the bank on Friday',
  'remind-when': ({ given }) =>
    `When shall I remind you? I found no time in “${given}”. For example: tomorrow 9am, Friday, in 2 hours`,
  'remind-once': () =>
    'A reminder comes once. Name one time, and put it off when it comes. For example: tomorrow 9am, Friday, in 2 hours',
  'remind-over': ({ number, status }) =>
    `#${number} needs no reminder: ${whenNot[status]}. Without its number I will remind you all the same.`,
  'too-many-reminders': ({ limit }) => `You have ${limit} reminders already. Cancel some of them first: /reminders`,
  'no-such-reminder': () => 'That reminder is gone. Yours are in /reminders.',
  'snooze-over': ({ number }) =>
    `#${number} has moved on since: there is nothing to be reminded of. See /task ${number}`,
  'snooze-too-late': ({ number, when }) =>
    `#${number} moves on by itself before that: ${when}. Choose a time before it, such as: in 15 minutes`,
  'no-public-address': () =>
    'I cannot be reached from outside yet, so there is no address to subscribe to. Whoever runs me sets PUBLIC_URL, for example to https://bot.example.com',
  'no-such-feed': () => 'That calendar is not one of yours. /calendar feed shows yours.',
  'calendar-address': ({ given, why }) =>
    `“${given}” cannot be read: ${calendars.why[why]}. For example: /calendar holidays add https://example.com/holidays.ics`,
  'calendar-there': () => 'That calendar is there already. /calendar holidays list shows what there is.',
  'too-many-calendars': ({ most }) =>
    `There are ${most} calendars already. Remove one first: /calendar holidays remove 1`,
  'no-such-holidays': ({ given }) =>
    `There is no calendar ${given}. /calendar holidays list shows their places: /calendar holidays remove 1`,
  ...bulkWords.refusals,
  ...leavingWords.refusals,
  ...ruleWords.refusals,
  ...repeatWords.refusals,
  'code-unknown': () => 'That is not a code that I gave. Check it letter by letter: it looks like ABCD-EFGH.',
  'code-expired': () =>
    'That code has run out: a code lives for 15 minutes. For a new one, type /agency connect or /profile link where you are known; a setup code stands in the log.',
  'code-used': () =>
    'That code was used already: each works once. For a new one, type /agency connect or /profile link where you are known.',
  'code-other-purpose': () =>
    'That code is for something else. /agency connect joins a workspace or server, /profile link joins your own account.',
  'already-set-up': () => 'This workspace or server belongs to an agency already. /profile shows who you are in it.',
  'place-taken': () => 'This workspace or server belongs to an agency already.',
  'identity-taken': () => 'This account belongs to someone in the agency already. /profile shows who you are here.',
  'unknown-command': ({ given, near: names }) =>
    `There is no “/${given}”.${near(names.map((name) => `/${name}`))} /help shows what there is.`,
  missing: ({ option, command }) => `“${option}” is missing. For example: ${command}`,
  'too-many-words': ({ rest, command }) => `I do not know what “${rest}” is for. For example: ${command}`,
  'not-understood': () => 'I did not understand that. /help shows what I can do.',
  ...socialRefusals,
}
