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
    'calendar feed': (context, { client }) => subscribe(context, 'person', client),
    'calendar social': (context, { client }) => subscribe(context, 'social', client),
    'calendar holidays list': async (context) => ({ card: await showHolidays(context) }),
    'calendar holidays add': addHolidays,
    'calendar holidays remove': (context, { count }) => removeHolidays(context, count),
  },
  presses: {
    'renew-feed': (context, { subject }) => renew(context, subject),
    'count-observances': (context, { subject, detail }) => chooseObservances(context, subject, detail === 'on'),
    'remove-holidays': (context, { subject }) => removeHolidays(context, subject),
  },
  forms: {},
  replies: {
    feed: feedReply,
    holidays: (context, { changed }) => holidaysReply(context, changed),
    observances: (_context, { on }, { words }) => ({
      title: words.calendars.observancesCounted[on ? 'on' : 'off'],
      tone: 'good',
    }),
  },
  completions: {},
}
