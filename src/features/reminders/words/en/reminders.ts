/** What people ask to be reminded of, and what they will be sent. */
export const reminders = {
  set: (when: string) => `I will remind you ${when}`,
  /** What it is about: a task, words, or both. */
  task: (number: number, title: string) => `#${number} ${title}`,
  notIfDone: (number: number) => `Not if #${number} is done by then.`,
  rules:
    'The moment stays, wherever you move. When the clocks change, a time that does not exist moves forward and of one that exists twice the first is taken. If I am not running then, it comes as soon as I am, once, and says so.',
  title: (what: string) => `Reminder: ${what}`,
  noLonger: 'It is no longer one of your tasks.',
  askedFor: (when: string) => `You asked for it ${when}.`,
  cameLate: (when: string) => `This was for ${when}; I was not running then.`,
  moved: (when: string) => `I will remind you again ${when}`,
  cancelled: (what: string) => `Cancelled: ${what}`,
  cancel: 'Cancel',
  otherWords: 'Change words',
  all: 'Your reminders',
  none: 'You have none. Set one with /remind, which is /remindme in Slack.',
  count: (shown: number, count: number) => `The next ${shown} of ${count}.`,
}

export const later = {
  title: 'What I will send you next',
  nothing: 'Nothing, as things stand.',
  daily: 'Your digest',
  weekly: 'The summary of your week',
  onlyIf: 'If nothing is done by then.',
  rules:
    'If I am not running then: a reminder comes as soon as I am, once; a digest comes up to 6 hours late, or else with the next; of several words about one task the most pressing comes, and none about what is settled.',
}
