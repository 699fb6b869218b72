export const settingNames = ['zone', 'language', 'response', 'lease', 'review'] as const
export type SettingName = (typeof settingNames)[number]

/** A quarter of a year of silence is longer than anyone means. */
export const mostReviewDays = 90

/** Working hours: five weeks of them. */
export const mostHours = 200
