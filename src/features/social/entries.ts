import type { Entry } from '#src/features/calendars/feed.ts'
import type { Words } from '#src/words/words.ts'
import { accountKey, type Account } from './network.ts'
import { textToPost, type Post } from './post.ts'

/** A moment has no length; calendars show what has one. */
const minutesShown = 15
const titleShown = 60
const textShown = 2_000

/** Posts as entries of a calendar; ideas have no time yet. What did not change stays the same to the letter. */
export function postEntries(posts: Post[], accounts: Account[], { postStatusNames }: Words): Entry[] {
  return posts.flatMap((post): Entry[] => {
    const account = accounts.find(({ id }) => id === post.account)
    if (!post.at || !account) return []
    const [firstLine = ''] = post.content.text.trim().split('\n')
    return [
      {
        id: `post-${post.id}`,
        sequence: post.version,
        changedAt: post.since,
        title: `${accountKey(account)} · P${post.number} ${cut(firstLine, titleShown)}`.trim(),
        details: `${postStatusNames[post.status]}\n${cut(textToPost(post.content), textShown)}`,
        cancelled: post.status === 'cancelled',
        at: post.at,
        minutes: minutesShown,
      },
    ]
  })
}

function cut(text: string, longest: number): string {
  const letters = [...text]
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`
}
