import type { Reader } from '#src/words/reader.ts'
import { overLimits } from './limits.ts'
import { isKept, textToPost, type Post } from './post.ts'
import { networkLabel } from './view.ts'

/** What the network would not take, and which media will not be there for long. */
export function warningsOf({ content }: Pick<Post, 'content'>, network: string, reader: Reader): string[] {
  const { warn, dies } = reader.words.social
  const label = networkLabel(network, reader)
  const over = overLimits(network, textToPost(content)).map(({ what, length, most }) => warn[what](label, length, most))
  const dying = content.media.filter((one) => !isKept(one) && isDying(one.url)).map(({ name }) => dies(name))
  return [...over, ...dying]
}

/** An attachment's own address in Discord is signed, and good for a day: https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
function isDying(url: string): boolean {
  return /^https:\/\/(?:cdn|media)\.discordapp\.(?:com|net)\/(?:ephemeral-)?attachments\//u.test(url)
}
