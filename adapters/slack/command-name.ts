import { rootNames } from '#src/features/commands.ts'

/**
 * Slack has a `/remind` of its own (https://docs.slack.dev/interactivity/implementing-slash-commands/), and takes no command of
 * an app's by such a name: the whole manifest is refused (https://github.com/openclaw/openclaw/pull/29032). So ours is called
 * otherwise there, unless it has a prefix anyway.
 */
const instead = new Map([['remind', 'remindme']])

/** What is typed in Slack for one of our commands, without the slash. */
export function nameInSlack(root: string, prefix: string): string {
  return prefix === '' ? (instead.get(root) ?? root) : `${prefix}${root}`
}

/** Our command that was typed; `null` where it is none of ours. */
export function rootNamed(typed: string, prefix: string): string | null {
  const name = typed.startsWith(prefix) ? typed.slice(prefix.length) : typed
  return rootNames.find((root) => root === name || nameInSlack(root, prefix) === typed) ?? null
}
