/** The forms of this feature. */
export const peopleForms = ['assignment'] as const
