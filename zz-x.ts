import { readLine } from '#test/heard/ours.ts'
import { settings } from '#test/heard/settings.ts'
import { readReminder } from '#src/features/reminders/remind-text.ts'
for (const s of ['Close the books on the first working day of every month at 9:00 assistant:"Asha Patil"','Close the books on the first working day of every month at 9:00','Close the books first working day of every month at 9:00', 'Close the books on the 1st of every month at 9:00 assistant:"Asha Patil"']) { const r: any = readLine(s, settings['us']!); console.log(s, r.code ?? JSON.stringify(r.rhythm), r.due, r.hints, r.person) }
console.log(readReminder('me at 3 to call the bank', {...settings['us']!, } as any), readReminder('me on 3/6 to call the bank', {...settings['us']!, } as any))
