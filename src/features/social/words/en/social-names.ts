import type { PeriodName } from '#src/features/social/commands.ts'
import type { Network } from '#src/features/social/network.ts'
import type { Approvals, PostStatus } from '#src/features/social/post.ts'
import type { ShortcutName } from '#src/features/shortcuts.ts'

export const networkNames: Record<Network, string> = {
  instagram: 'Instagram',
  x: 'X',
  linkedin: 'LinkedIn',
  facebook: 'Facebook',
  youtube: 'YouTube',
  threads: 'Threads',
  tiktok: 'TikTok',
  pinterest: 'Pinterest',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  blog: 'Blog',
}

export const postStatusNames: Record<PostStatus, string> = {
  idea: 'idea',
  draft: 'draft',
  approval: 'waits for approval',
  approved: 'approved',
  due: 'due',
  posted: 'posted',
  missed: 'missed',
  cancelled: 'cancelled',
}

export const approvalsNames: Record<Approvals, string> = { required: 'required', optional: 'optional', off: 'off' }

export const approvalsMeaning: Record<Approvals, string> = {
  required: 'Nothing goes out that the client has not approved, word for word. Any edit takes an approval back.',
  optional: 'The client may approve or send back. What nobody has sent back goes out at its time.',
  off: 'Nobody is asked. What is planned goes out at its time.',
}

export const periodNames: Record<PeriodName, string> = { week: 'week', month: 'month' }

export const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

/** In the menu of a message. Slack holds 24 letters of a name, Discord 32. */
export const shortcutNames: Record<ShortcutName, { name: string; summary: string }> = {
  'delegate-this': { name: 'Delegate this', summary: 'Make a task of this message' },
  'draft-post': { name: 'Draft a post', summary: 'Make a social-media post of this message' },
  'delegate-to': { name: 'Delegate to', summary: 'Delegate a task to this person' },
}
