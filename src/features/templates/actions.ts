/** What the buttons of this feature do. */
export const templatePresses = ['template-show', 'template-remove', 'template-restore', 'template-page'] as const

/** The forms of this feature. */
export const templateForms = ['save-template', 'template', 'template-more'] as const
