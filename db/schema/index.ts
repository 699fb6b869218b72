/** Every table: what migrations are generated from. */
export { agencies, codes, placeDirectory, places, rooms } from './agencies.ts'
export { feeds, holidayCalendars, holidays } from './calendars.ts'
export { digests } from './digests.ts'
export { assignments, clientMembers, clients, daysAway, identities, persons } from './people.ts'
export { reminders } from './reminders.ts'
export { taskEvents, tasks } from './tasks.ts'
export { inbox, messages, outbox, threads } from './telling.ts'
export { wakes } from './wakes.ts'
