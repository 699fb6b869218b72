/** What the buttons of this feature do. */
export const leavingPresses = [
  /** Everything of the agency, as a file. */
  'export-agency',
  /** It is not deleted after all. */
  'keep-agency',
] as const

/** The forms of this feature. */
export const leavingForms = ['delete-agency'] as const
