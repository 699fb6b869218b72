import type { FormName } from '#src/kernel/action-id.ts'

/**
 * What can be asked for from the menu of a message (a message shortcut in Slack, a message command in Discord) and of a person (Discord alone has
 * one). The manifest and the registration derive from this list. Each opens a form with the message, or the person, in it.
 */
export const shortcuts = {
  'delegate-this': { of: 'message', opens: 'delegate' },
  'draft-post': { of: 'message', opens: 'social-draft' },
  'delegate-to': { of: 'person', opens: 'delegate' },
} satisfies Record<string, { of: 'message' | 'person'; opens: FormName }>

export type ShortcutName = keyof typeof shortcuts

function isShortcut(name: string): name is ShortcutName {
  return Object.hasOwn(shortcuts, name)
}

const all: ShortcutName[] = Object.keys(shortcuts).filter(isShortcut)

/** Of a message. */
export const shortcutNames = all.filter((name) => shortcuts[name].of === 'message')
/** Of a person. */
export const personShortcutNames = all.filter((name) => shortcuts[name].of === 'person')

/** What can be begun from anywhere in Slack, about no message: the form that `/delegate` opens. */
export const delegateShortcut = 'delegate'
