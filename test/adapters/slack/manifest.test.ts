import { afterEach, describe, expect, it } from 'vitest'
import { nameInSlack } from '#adapters/slack/command-name.ts'
import { limits } from '#adapters/slack/limits.ts'
import {
  botScopes,
  homeEvent,
  mentionEvent,
  personEvents,
  slackManifest,
  talkEvents,
} from '#adapters/slack/manifest.ts'
import { readManifest } from '#sandbox/slack/setup.ts'
import { rootNames } from '#src/features/commands.ts'
import { delegateShortcut, shortcutNames } from '#src/features/shortcuts.ts'
import { wordsIn } from '#src/words/words.ts'
import { closeAll, ready } from './stage.ts'

afterEach(closeAll)

const manifest = slackManifest({ socketMode: true })
const { slash_commands: commands } = manifest.features

describe('the app as Slack is told of it', () => {
  it('has each command of the one list, and no other', () => {
    expect(commands.map(({ command }) => command)).toEqual(rootNames.map((root) => `/${nameInSlack(root, '')}`))
  })

  it('has none by a name that Slack keeps to itself, for which it would refuse them all', () => {
    const names = commands.map(({ command }) => command)
    const prefixed = slackManifest({ socketMode: true, prefix: 'va-' }).features.slash_commands

    expect(names).not.toContain('/remind')
    expect(names).toContain('/remindme')
    expect(prefixed.map(({ command }) => command)).toContain('/va-remind')
  })

  it.each(commands)(
    'says what $command does and what may stand behind it',
    ({ command, description, usage_hint: hint = '' }) => {
      expect(command.length - 1).toBeLessThanOrEqual(limits.commandName)
      expect(description).not.toBe('')
      expect(description.length).toBeLessThanOrEqual(limits.commandDescription)
      expect(hint.length).toBeLessThanOrEqual(limits.usageHint)
    },
  )

  it('hints at options, those that may be left out in brackets, and at the words below a first word', () => {
    const hints = Object.fromEntries(commands.map(({ command, usage_hint: hint }) => [command, hint]))

    expect(hints).toMatchObject({
      '/task': 'number [template] [edit] [note]',
      '/claim': '[number]',
      '/digest': 'show | on | off | weekly | holidays | room',
      '/help': '[command]',
    })
    expect(hints['/agency']).toMatch(/^setup \| connect \| people \| /u)
  })

  it('has each shortcut of the one list in the menu of a message, one to delegate from anywhere, and no other', () => {
    const { shortcuts } = manifest.features
    const of = (kind: string) => shortcuts.filter(({ type }) => type === kind).map(({ callback_id: id }) => id)

    expect(of('message')).toEqual(shortcutNames)
    expect(of('global')).toEqual([delegateShortcut])
    expect(shortcuts.every(({ name }) => name.length <= limits.shortcutName)).toBe(true)
    expect(readManifest(manifest).shortcuts).toHaveLength(shortcutNames.length + 1)
  })

  it('has mentions brought with who is meant', () => {
    expect(commands.every(({ should_escape: escapes }) => escapes)).toBe(true)
  })

  it('has the prefix of a workspace before each command, and before nothing else', () => {
    const prefixed = slackManifest({ socketMode: true, prefix: 'va-' })

    expect(prefixed.features.slash_commands.map(({ command }) => command)).toEqual(
      rootNames.map((root) => `/va-${root}`),
    )
    expect(prefixed).toEqual({ ...manifest, features: { ...manifest.features, slash_commands: expect.any(Array) } })
  })

  it('is told where to deliver what is not delivered over a socket', () => {
    const requestUrl = 'https://bot.example/slack/events'

    const { features, settings } = slackManifest({ socketMode: false, requestUrl })

    expect(features.slash_commands.every((command) => 'url' in command && command.url === requestUrl)).toBe(true)
    expect(settings).toMatchObject({
      socket_mode_enabled: false,
      interactivity: { is_enabled: true, request_url: requestUrl },
    })
    expect(JSON.stringify(manifest)).not.toContain('url')
  })

  it('asks for no more than the bot does', () => {
    const setup = readManifest(manifest)

    expect(setup.scopes).toEqual([...botScopes])
    expect(botScopes.filter((scope) => /admin|:write\.public|users:read\.email/u.test(scope))).toEqual([])
    expect(setup.events).toEqual([...talkEvents, mentionEvent, homeEvent, ...personEvents])
  })
})

describe('in a workspace with a prefix', () => {
  it.each(rootNames)('what is typed is heard as the command that it is: %s', async (root) => {
    const { type, heard } = await ready(undefined, { prefix: 'va-' })

    const typed = await type(`/va-${root} 42`)

    expect(typed).toEqual({ ok: true })
    expect(heard).toMatchObject([{ request: { kind: 'words', command: root, text: '42' } }])
  })

  it('no command is taken from another app', async () => {
    const { type, heard } = await ready(undefined, { prefix: 'va-' })

    expect(await type('/tasks')).toMatchObject({ ok: false, error: expect.stringContaining('not a valid command') })
    expect(heard).toEqual([])
  })
})

describe('the words of the app', () => {
  it('are those of the commands in English, which Slack has no other language for', () => {
    const { commands: words } = wordsIn('en')

    expect(commands.find(({ command }) => command === '/delegate')?.description).toBe(words.delegate.summary)
  })
})
