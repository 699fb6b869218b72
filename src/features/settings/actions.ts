/** The forms of this feature. */
export const settingForms = ['profile'] as const
