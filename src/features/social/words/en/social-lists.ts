import type { socialCommands } from '#src/features/social/commands.ts'
import type { SocialForm } from '#src/features/social/forms.ts'
import type { PostStatus } from '#src/features/social/post.ts'
import { listOf } from '#src/words/en/names.ts'
import { networkNames } from './social-names.ts'
import type { RefusalWords } from '#src/words/en/refusals.ts'

type CommandWords = { name: string; summary: string; example: string }

/** What the lists of commands, options, forms and refusals say of social media. */
export const socialCommandWords: Record<keyof typeof socialCommands, CommandWords> = {
  'social calendar': {
    name: 'calendar',
    summary: "A client's posts and empty slots: a week or a month",
    example: '/social calendar month',
  },
  'social draft': {
    name: 'draft',
    summary: 'Write a post for a time, or as an idea',
    example: '/social draft instagram at:"Friday 9am" The new looms have arrived.',
  },
  'social show': { name: 'show', summary: 'Show one post, with what you can do now', example: '/social show P7' },
  'social approve': {
    name: 'approve',
    summary: 'What waits for approval, or one post to read and approve',
    example: '/social approve P7',
  },
  'social move': {
    name: 'move',
    summary: 'Move a post to another time; an approval stays',
    example: '/social move P7 Friday 9am',
  },
  'social report': {
    name: 'report',
    summary: 'What was posted, late or missed: a week or a month',
    example: '/social report month',
  },
  'social accounts': {
    name: 'accounts',
    summary: "A client's accounts and slots",
    example: '/social accounts',
  },
  'social approvals': {
    name: 'approvals',
    summary: 'Whether the client approves posts: required, optional or off',
    example: '/social approvals optional',
  },
  'social account add': {
    name: 'add',
    summary: 'Add an account on a network',
    example: '/social account add instagram @acme Acme Textiles',
  },
  'social slot add': {
    name: 'add',
    summary: "Say when an account is posted to, in the client's time",
    example: '/social slot add instagram mon,wed,fri 09:00',
  },
}

export const socialGroupWords = {
  social: { name: 'social', summary: 'Social media: calendar, drafts, approvals, accounts' },
  'social account': { name: 'account', summary: 'Accounts on networks' },
  'social slot': { name: 'slot', summary: 'When an account is posted to' },
}

export const socialOptionWords = {
  account: { name: 'account', summary: 'Which account: instagram, @acme, instagram:acme' },
  network: { name: 'network', summary: 'instagram, x, linkedin, facebook, youtube, threads, blog, or any name' },
  handle: { name: 'handle', summary: 'What the account is called there, such as @acme' },
  schedule: { name: 'schedule', summary: 'Such as mon,wed,fri 09:00' },
  text: { name: 'text', summary: 'The text, just as it is to be posted' },
  post: { name: 'post', summary: "The post's number, such as P7" },
  period: { name: 'period', summary: 'A week or a month' },
  approvals: { name: 'approvals', summary: 'required, optional or off' },
}

export const socialFormWords: Record<SocialForm, { title: string; submit: string }> = {
  'social-account': { title: 'Add an account', submit: 'Add' },
  'social-slot': { title: 'Add a slot', submit: 'Add' },
  'social-draft': { title: 'Write a post', submit: 'Save' },
  'social-edit': { title: 'Edit the post', submit: 'Save' },
  'social-move': { title: 'Move the post', submit: 'Move' },
  'social-comment': { title: 'Send the post back', submit: 'Send back' },
  'social-cancel': { title: 'Cancel the post', submit: 'Cancel post' },
  'social-posted': { title: 'It is posted', submit: 'Confirm' },
}

/** As people call it; one that we do not know is called what they called it. */
const called = (network: string) => Object.entries(networkNames).find(([known]) => known === network)?.[1] ?? network

const whenNot: Record<PostStatus, string> = {
  idea: 'it is an idea without a time. Give it one: /social move P7 Friday 9am',
  draft: 'it is a draft that nobody has approved yet',
  approval: 'it waits for approval',
  approved: 'it is approved, and its time has not come',
  due: 'it is to be posted right now',
  posted: 'it is posted',
  missed: 'it was missed. Move it first',
  cancelled: 'it was cancelled',
}

type SocialCode =
  | 'no-such-post'
  | 'post-not-now'
  | 'post-changed'
  | 'week-changed'
  | 'post-empty'
  | 'post-time-needed'
  | 'too-many-media'
  | 'post-address-wrong'
  | 'network-not-a-name'
  | 'handle-not-understood'
  | 'account-exists'
  | 'no-account-yet'
  | 'no-such-account'
  | 'which-account'
  | 'slot-not-understood'
  | 'slot-gone'
  | 'approvals-not-known'
  | 'period-not-known'

export const socialRefusals: Pick<RefusalWords, SocialCode> = {
  'no-such-post': ({ number }) =>
    `There is no post “${number}” that you can see. A post is called like P7; this lists them: /social calendar`,
  'post-not-now': ({ number, status }) => `That cannot be done with P${number} now: ${whenNot[status]}.`,
  'post-changed': ({ number }) =>
    `P${number} was changed since you saw it, so nothing is approved. Read it as it is now: /social approve P${number}`,
  'week-changed': () =>
    'Something of it was changed since you saw it, so nothing is approved. See what waits now: /social approve',
  'post-empty': () =>
    'What is to be posted? For example: /social draft instagram at:"Friday 9am" The new looms have arrived.',
  'post-time-needed': ({ given }) => `At what time, “${given}”? For example: Friday 9am`,
  'too-many-media': ({ given, limit }) => `A post holds ${limit} media; that was ${given}.`,
  'post-address-wrong': ({ given, network, example }) =>
    `“${given}” is not the address of a post on ${called(network)}. It looks like ${example}`,
  'network-not-a-name': ({ given }) =>
    `“${given}” is not a name for a network: it is one word. For example: /social account add instagram @acme`,
  'handle-not-understood': ({ given }) =>
    `“${given}” is not what an account is called: it is one word, or an address. For example: /social account add instagram @acme`,
  'account-exists': ({ account }) => `There is ${account} already. All of them: /social accounts`,
  'no-account-yet': () =>
    'There is no account that you can write for yet. A manager adds one: /social account add instagram @acme',
  'no-such-account': ({ given, known }) =>
    `There is no account “${given}” that you can see. There are: ${listOf(known)}`,
  'which-account': ({ known }) => `Which account? One of: ${listOf(known, 'or')}`,
  'slot-not-understood': ({ given }) =>
    `“${given}” is not a time that comes again. For example: /social slot add instagram mon,wed,fri 09:00`,
  'slot-gone': () => 'That slot has ended. Those that there are: /social accounts',
  'approvals-not-known': ({ given }) =>
    `Approvals cannot be “${given}”. There are: required, optional, off. For example: /social approvals optional`,
  'period-not-known': ({ given }) => `“${given}” is neither week nor month. For example: /social calendar month`,
}
