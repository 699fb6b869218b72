import type { Block } from './markup.ts'
import { split } from './split.ts'
import { writeDiscord } from './write-discord.ts'
import { writeSlack, type ForSlack } from './write-slack.ts'

/**
 * Discord refuses more in `content` (https://discord.com/developers/docs/resources/message#create-message). Slack advises at most
 * 4,000 letters of text, and cuts after 40,000 (https://docs.slack.dev/reference/methods/chat.postMessage#truncating).
 */
export const longestPost = { discord: 2_000, slack: 4_000 }

/** A message as what is sent to Discord for it, one after the other. */
export function discordPosts(blocks: readonly Block[]): string[] {
  const length = (part: readonly Block[]) => writeDiscord(part).length
  return split(blocks, longestPost.discord, length).map((part) => writeDiscord(part))
}

/** A message as what is sent to Slack for it, one after the other. */
export function slackPosts(blocks: readonly Block[]): ForSlack[] {
  const length = (part: readonly Block[]) => writeSlack(part).text.length
  return split(blocks, longestPost.slack, length).map((part) => writeSlack(part))
}
