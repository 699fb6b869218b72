import type { FormName } from '#src/kernel/action-id.ts'

/**
 * What can be asked for from the menu of a message: a message shortcut in Slack, a message command in Discord. The manifest
 * and the registration derive from this list. Each opens a form with the message in it.
 */
export const shortcuts = {
  'delegate-this': { opens: 'delegate' },
  'draft-post': { opens: 'social-draft' },
} satisfies Record<string, { opens: FormName }>

export type ShortcutName = keyof typeof shortcuts

export function isShortcut(name: string): name is ShortcutName {
  return Object.hasOwn(shortcuts, name)
}

export const shortcutNames: ShortcutName[] = Object.keys(shortcuts).filter(isShortcut)

/** What can be begun from anywhere in Slack, about no message: the form that `/delegate` opens. */
export const delegateShortcut = 'delegate'
