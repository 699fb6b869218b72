import { html } from 'hono/html'
import type { SlackSandbox } from '../slack/index.ts'
import type { Platform } from './people.ts'
import { nothing, type Html } from './text.ts'

/** `text` is what stands in the composer once this is taken. */
export type Suggestion = { label: string; detail: string; text: string }

/** What helps with a line that is being typed: how its command is written, and what may come next. */
export type Suggestions = { usage?: Html; list: Suggestion[] }

export const noSuggestions: Suggestions = { list: [] }

/** In Slack a command is one line of words: only its app knows what they mean. */
export function slackSuggestions(slack: SlackSandbox, text: string): Suggestions {
  const [, before, mention] = /^(.*(?:^|\s))@([\w.-]*)$/su.exec(text) ?? []
  if (before !== undefined && mention !== undefined) return { list: mentions(slack, before, mention) }
  if (!text.startsWith('/')) return noSuggestions

  const commands = slack.apps().flatMap((app) => app.commands)
  const [, typed = '', rest] = /^(\S+)(?:\s(.*))?$/su.exec(text) ?? []
  const command = rest === undefined ? undefined : commands.find((each) => each.command === typed)
  if (!command) return { list: rest === undefined ? named(commands, typed) : [] }

  const words = command.usageHint.includes(' | ') && rest !== undefined && !/\s/u.test(rest) ? command.usageHint : ''
  return {
    usage: html`<strong>${command.command}</strong> ${command.usageHint}<span>${command.description}</span>`,
    list: words
      .split(' | ')
      .filter((word) => word !== '' && word.startsWith(rest ?? ''))
      .map((word) => ({ label: word, detail: '', text: `${command.command} ${word} ` })),
  }
}

type Named = { command: string; description: string; usageHint: string }

function named(commands: Named[], typed: string): Suggestion[] {
  return commands
    .filter(({ command }) => command.startsWith(typed))
    .map(({ command, description }) => ({ label: command, detail: description, text: `${command} ` }))
}

function mentions(slack: SlackSandbox, before: string, typed: string): Suggestion[] {
  const wanted = typed.toLowerCase()
  return slack
    .people()
    .filter(({ name, realName }) => name.startsWith(wanted) || realName.toLowerCase().startsWith(wanted))
    .map(({ name, realName }) => ({ label: `@${name}`, detail: realName, text: `${before}@${name} ` }))
}

/** A list to choose from by arrow and Tab, and the usage below it. */
export function suggestionList(platform: Platform, { usage, list }: Suggestions): Html {
  return html`<div class="suggest" data-region="${platform}-suggest">
    ${list.length ? listOf(platform, list) : nothing} ${usage ? html`<p class="usage">${usage}</p>` : nothing}
  </div>`
}

function listOf(platform: Platform, list: Suggestion[]): Html {
  return html`<ul role="listbox" id="${platform}-suggestions" aria-label="Suggestions">
      ${list.map(
        ({ label, detail, text }, index) =>
          html`<li role="option" aria-selected="false" id="${platform}-suggestion-${index}" data-text="${text}">
            <strong>${label}</strong> <span>${detail}</span>
          </li>`,
      )}
    </ul>
    <p class="keys"><kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Tab</kbd> takes it, <kbd>Esc</kbd> hides this</p>`
}
