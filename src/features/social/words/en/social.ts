import type { Over } from '#src/features/social/limits.ts'
import type { PostEventType } from '#src/features/social/post.ts'
import type { PostSaid } from '#src/features/social/reply.ts'

const plural = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`
const count = (n: number) => n.toLocaleString('en')

/** Accounts, slots and posts, as they are spoken of. */
export const social = {
  heading: (number: number, account: string) => `P${number} · ${account}`,
  number: (number: number) => `P${number}`,
  rowDetail: (number: number, text: string, status: string, media: number) =>
    [`P${number}`, status, ...(media > 0 ? [`📎 ${media}`] : []), text].join(' · '),
  nobody: 'nobody',
  plannedFor: 'planned for ',
  goesOn: 'The text goes on: press “Text”.',
  length: (length: number, most: number) => `${count(length)} of ${count(most)}`,
  approveNote: 'You approve exactly these words and media: any edit takes it back.',
  snoozedUntil: (words: string) => `Quiet until ${words}`,
  snoozeNote: 'If a post is not confirmed within the hour, its backup and a manager are told all the same.',
  approvalsSet: (client: string, mode: string) => `${client}: approvals are ${mode}`,

  facts: {
    when: 'When',
    there: 'Client’s time',
    media: 'Media',
    length: 'Length',
    comment: 'Sent back because',
    address: 'Posted at',
  },

  buttons: {
    posted: 'Posted',
    page: (network: string) => `Open ${network}`,
    text: 'Text',
    files: (n: number) => (n === 1 ? 'Get the file' : `Get the ${n} files`),
    textPage: (page: number, pages: number) => `Text, part ${page} of ${pages}`,
    move: 'Move',
    plan: 'Plan',
    show: 'Show',
    approve: 'Approve',
    return: 'Send back',
    ask: 'Ask for approval',
    edit: 'Edit',
    cancel: 'Cancel post',
    draft: 'Write it',
    endSlot: 'End slot',
    approveAll: (n: number) => (n === 1 ? 'Approve it' : `Approve all ${n}`),
    look: 'Look and approve',
    snooze: { '15': 'Remind in 15 min', '60': 'Remind in 1 hour', morning: 'Remind tomorrow' },
    previous: { week: 'Week before', month: 'Month before' },
    next: { week: 'Next week', month: 'Next month' },
    as: { week: 'As a week', month: 'As a month' },
    picture: 'Month as a picture',
  },

  filesOf: (number: number) => `The files of P${number}`,
  filesGone: (names: string[]) =>
    `Not kept any more: ${names.join(', ')}. Files are kept for 30 days after a post is over.`,
  handOver: {
    elsewhere: 'The files are in your direct message with me.',
    failed: 'The files could not be sent just now. Please press again in a minute.',
  },

  due: {
    title: (number: number, account: string) => `Post it now: P${number} for ${account}`,
    standIn: (number: number, account: string) => `Please step in and post P${number} for ${account}`,
    nobody: (number: number, account: string) => `Nobody is there to post P${number} for ${account}`,
    again: (number: number, account: string) => `P${number} for ${account} is not confirmed yet`,
    overdue: (number: number, account: string) => `P${number} for ${account} is not posted`,
    overdueWhy: (keeper: string, backup: string) => `Asked to post it: ${keeper}. Asked to step in: ${backup}.`,
    howTo: 'Copy the text, post it, then press “Posted”.',
    othersAt: (time: string) => `Without that your backup and a manager are told at ${time}.`,
    findSomebody: 'Find somebody to post it, or move it.',
    countsAsMissed: (time: string) => `It counts as missed at ${time}.`,
    snoozed: (words: string) => `Quiet until ${words}.`,
  },

  // Whose move it is.
  state: {
    idea: (author: string) => `An idea of ${author}’s, without a time`,
    draft: (author: string) => `A draft: ${author} is to ask for approval`,
    draftGoesOut: 'A draft that goes out at its time',
    returned: (by: string, author: string) => `${by} sent it back: ${author} is to change it`,
    approval: 'The client is to approve it or send it back',
    approvalGoesOut: 'The client may approve it or send it back; it goes out at its time',
    ready: (keeper: string) => `Ready: ${keeper} posts it at its time`,
    approved: (by: string, keeper: string) => `Approved by ${by}: ${keeper} posts it at its time`,
    due: (keeper: string) => `It is time: ${keeper} is to post it`,
    missed: 'Missed: it was not confirmed in time',
    missedUnapproved: 'Missed: it was not approved in time',
    posted: (by: string) => `Posted, confirmed by ${by} · `,
    cancelled: 'Cancelled',
  },

  warn: {
    text: (network, length, most) => `${network} takes ${count(most)} characters, and this is ${count(length)}.`,
    hashtags: (network, length, most) => `${network} takes ${plural(most, 'hashtag')}, and this has ${count(length)}.`,
    title: (network, length, most) =>
      `The first line is the title: ${network} takes ${count(most)} characters of it, and this is ${count(length)}.`,
  } satisfies Record<Over['what'], (network: string, length: number, most: number) => string>,
  dies: (name: string) =>
    `${name}: Discord’s address of a file dies within a day. Give the address of its message, or of a place that lasts.`,

  notices: {
    toApprove: (heading: string) => `To approve: ${heading}`,
    approved: (by: string, number: number) => `${by} approved P${number}`,
    returned: (by: string, number: number) => `${by} sent P${number} back`,
    moved: (by: string, number: number) => `${by} moved P${number}`,
    cancelled: (by: string, number: number) => `${by} cancelled P${number}`,
    unapprovedAhead: (number: number) => `P${number} is not approved yet`,
    unapprovedLate: (number: number) => `P${number} cannot go out: it is not approved`,
    unapprovedWhy: 'This client approves each post. Ask for approval, or move it to a later time.',
    missed: (number: number) => `P${number} was missed`,
    missedWhy: 'Nobody confirmed that it was posted. If it was, give its address; if not, move it or cancel it.',
    missedUnapproved: 'It was not approved in time. Move it to a later time, or cancel it.',
    filled: 'There is a post for this slot by now',
    empty: (account: string) => `Nothing is planned for ${account}`,
  },

  calendar: {
    title: (client: string, range: string) => `${client}: ${range}`,
    counts: (posts: number, waiting: number, gaps: number) =>
      `${plural(posts, 'post')}; waiting for approval: ${waiting}; empty slots: ${gaps}`,
    empty: 'Nothing is planned, and there is no slot.',
    noAccounts: 'There is no account yet. Add one: /social account add instagram @acme',
    gap: 'empty',
    ideas: (n: number) => `Ideas without a time (${n})`,
    note: (city: string) => `All times are the client’s: ${city}.`,
    month: (name: string, year: number) => `${name} ${year}`,
    week: (from: string, to: string) => `${from} to ${to}`,
    elsewhere: 'The picture is in your direct message with me.',
  },

  week: {
    title: (client: string, from: string, to: string) => `To approve for ${client}, ${from} to ${to}`,
    nothing: 'Nothing waits for approval in the next seven days.',
    several: 'What waits for approval, client by client',
    approved: (n: number) => (n === 1 ? 'One post is approved' : `${n} posts are approved`),
  },

  report: {
    title: (client: string, range: string) => `${client}: posts, ${range}`,
    nothing: 'Nothing was planned.',
    planned: 'Planned',
    onTime: 'Posted within the hour',
    late: 'Posted later',
    missed: 'Missed',
    open: 'Still to come',
    cancelled: 'Cancelled',
    median: 'Typical delay',
    line: (planned: number, onTime: number, late: number, missed: number) =>
      `planned ${planned}, within the hour ${onTime}, later ${late}, missed ${missed}`,
    note: 'A post counts as posted when its address was given.',
  },

  accounts: {
    title: (client: string) => `Accounts of ${client}`,
    approvals: (mode: string) => `Approvals: ${mode}`,
    noSlots: 'no slots',
    zone: (city: string) => `Slots go by the client’s time: ${city}.`,
    added: (account: string, client: string) => `${account} is added for ${client}`,
    next: (network: string) => `Next: say when it is posted to: /social slot add ${network} mon,wed,fri 09:00`,
  },

  slots: {
    added: (account: string, schedule: string, city: string) => `${account} is posted to ${schedule} (${city})`,
    nextThree: (times: string[]) => `The next three: ${times.join('; ')}.`,
    rules:
      'A slot without a post is told to the assistant a day ahead. When the clocks change, a time that does not exist moves forward and one that exists twice happens once. If the bot was down, a post is told of up to 6 hours late; after that it counts as missed, and a manager is told. Slots that went by meanwhile are passed over.',
    ended: (account: string, schedule: string) => `${account} is no longer posted to ${schedule}`,
  },

  form: {
    account: 'Account',
    when: 'When',
    whenHint: 'Friday 9am, in your own time. Empty: the next free slot. “idea”: no time yet.',
    text: 'Text',
    textHint: 'Just as it is to be posted.',
    link: 'Link',
    linkHint: 'Goes below the text; it begins with https://',
    media: 'Media',
    mediaHint: 'One a line: an https:// address. A line with 📎 is a file: leave it, or take it out.',
    files: 'Add files',
    filesHint: (most: number, each: string) => `Pictures, films, PDFs: up to ${most}, each up to ${each}.`,
    network: 'Network',
    networkHint: 'instagram, x, linkedin, facebook, youtube, threads, blog, or any other name',
    handle: 'Name there',
    handleHint: 'Such as @acme; for a blog its address',
    schedule: 'When it is posted to',
    scheduleHint: 'In the client’s time, such as mon,wed,fri 09:00',
    comment: 'What is to be changed?',
    address: 'The post’s address',
    addressIntro: (example: string) => `Open the post and copy its address. It looks like ${example}`,
    room: (network: string, most: number, length: number) =>
      `${network} takes ${count(most)} characters; this is ${count(length)} so far.`,
  },

  said: {
    drafted: (number) => `P${number} is written down`,
    edited: (number) => `P${number} is changed`,
    moved: (number) => `P${number} is moved`,
    asked: (number) => `P${number} waits for approval`,
    approved: (number) => `P${number} is approved`,
    returned: (number) => `P${number} goes back to its writer`,
    posted: (number) => `P${number} is posted`,
    cancelled: (number) => `P${number} is cancelled`,
    unchanged: (number) => `P${number} is as it was`,
  } satisfies Record<PostSaid, (number: number) => string>,

  digest: {
    week: (client: string, planned: number, waiting: number) =>
      [
        `${client}, the next seven days: ${plural(planned, 'post')}`,
        ...(waiting > 0 ? [`waiting for your approval: ${waiting}`] : []),
      ].join(', '),
    today: (n: number) => `To be posted today (${n})`,
    moreClients: (n: number) => `… and ${plural(n, 'more client', 'more clients')}: /social approve`,
  },

  history: {
    'post-drafted': (who) => `${who} wrote it`,
    'post-edited': (who) => `${who} changed it`,
    'post-moved': (who) => `${who} moved it`,
    'approval-asked': (who) => `${who} asked for approval`,
    'approval-given': (who) => `${who} approved it`,
    'approval-not-needed': (who) => `ready without approval (${who})`,
    'approval-needed-again': (who) => `to be approved again (${who})`,
    'post-returned': (who) => `${who} sent it back`,
    'approval-missing': (who) => `not approved yet (${who})`,
    'post-came-due': (who) => `time to post (${who})`,
    'post-reminded': (who) => `reminded (${who})`,
    'post-escalated': (who) => `backup and manager told (${who})`,
    'post-snoozed': (who) => `${who} put the reminder off`,
    'post-missed': (who) => `missed (${who})`,
    'post-confirmed': (who) => `${who} confirmed it`,
    'post-cancelled': (who) => `${who} cancelled it`,
  } satisfies Record<PostEventType, (who: string) => string>,
}
