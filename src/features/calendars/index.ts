import type { Feature } from '#src/kernel/feature.ts'
import type { calendarPresses } from './actions.ts'
import type { calendarCommands } from './commands.ts'
import { feedReply, renew, subscribe } from './handlers/feeds.ts'
import { addHolidays, chooseObservances, holidaysReply, removeHolidays, showHolidays } from './handlers/holidays.ts'

type CalendarFeature = Feature<
  typeof calendarCommands,
  (typeof calendarPresses)[number],
  never,
  'feed' | 'holidays' | 'observances',
  never
>

/** Calendars that people subscribe to, and calendars of holidays that are read. */
export const calendars: CalendarFeature = {
  commands: {
    'calendar feed': (asked, { client }) => subscribe(asked, 'person', client),
    'calendar social': (asked, { client }) => subscribe(asked, 'social', client),
    'calendar holidays list': async (asked) => ({ card: await showHolidays(asked) }),
    'calendar holidays add': addHolidays,
    'calendar holidays remove': (asked, { count }) => removeHolidays(asked, count),
  },
  presses: {
    'renew-feed': (asked, { subject }) => renew(asked, subject),
    'count-observances': (asked, { subject, detail }) => chooseObservances(asked, subject, detail === 'on'),
    'remove-holidays': (asked, { subject }) => removeHolidays(asked, subject),
  },
  forms: {},
  replies: {
    feed: feedReply,
    holidays: (asked, { changed }) => holidaysReply(asked, changed),
    observances: (_asked, { on }, { words }) => ({
      title: words.calendars.observancesCounted[on ? 'on' : 'off'],
      tone: 'good',
    }),
  },
  completions: {},
}
