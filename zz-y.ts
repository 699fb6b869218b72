import { readLine } from '#test/heard/ours.ts'
import { settings } from '#test/heard/settings.ts'
import { findRhythm } from '#src/time/rhythm-grammar.ts'
import { parseHours } from '#src/time/hours.ts'
import { readReminder } from '#src/features/reminders/remind-text.ts'
import { withoutOpaque } from '#src/features/reading/opaque.ts'
const us = {...settings['us']!, hours: parseHours('Mon-Fri 9:00-18:00'), use: 'due' as const}
for (const s of ['Close the books on the 1st of every month at 9:00 assistant:"Asha Patil"','Close the books every Friday at 9:00 assistant:Asha','Close the books every Friday at 9:00 client:Acme', 'Close the books every Friday assistant:Asha', 'Close the books every Friday at 9:00 #travel','Close the books by Friday 9:00 assistant:Asha','Close the books every Friday at 9:00 @asha','Close the books every Friday at 9:00 !high']) { const r: any = readLine(s, settings['us']!); console.log(s, '|', r.code ?? r.rhythm?.matched, '|', r.due?.said, '|', r.person, '|', findRhythm(withoutOpaque(s), us)?.atEnd) }
for (const s of ['me at 3 to call the bank','me tomorrow at 3 to call the bank','me on 3/6 to pay', 'me on 11/12 at noon to pay', 'to pay on 3/6', 'me Wednesday to pay', 'me next Friday to pay', 'me by tomorrow 3 to pay']) { const r: any = readReminder(s, us); console.log(s, r.time?.at?.toString(), r.time?.read, r.time?.code, r.text) }
