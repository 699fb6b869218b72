/** The forms of this feature. */
export const bulkForms = ['bulk'] as const
