import type { Chat } from '#src/kernel/chat.ts'

/** A Slack in which everyone has a direct message, and nothing is said. */
export const muteSlack: Chat = {
  platform: 'slack',
  post: () => Promise.reject(new Error('nothing is posted here')),
  edit: () => Promise.reject(new Error('nothing is edited here')),
  find: () => Promise.resolve(null),
  direct: (_place, user) => Promise.resolve(`D-${user}`),
  thread: () => Promise.resolve(null),
  fetchProfile: () => Promise.resolve(null),
  check: () => Promise.resolve(null),
  canPost: () => Promise.resolve(true),
  fetch: async () => ({ ok: false, why: 'gone' }),
}
