import { repeated } from '#test/bench/words.ts'
import { readLine } from '#test/heard/ours.ts'
import { settings } from '#test/heard/settings.ts'
import { readReminder } from '#src/features/reminders/remind-text.ts'
import { readAway } from '#src/time/away.ts'
import { readTime } from '#src/time/grammar.ts'
import { parseHours } from '#src/time/hours.ts'
import { readRhythm, findRhythm } from '#src/time/rhythm-grammar.ts'
import { tokensOf } from '#src/time/tokens.ts'
import { findTimes } from '#src/time/grammar.ts'
const us = {...settings['us']!, hours: parseHours('Mon-Fri 9:00-18:00'), use: 'due' as const}
function cpu(f: () => void) { let best = 1e9; for (let i=0;i<4;i++){ const b=process.threadCpuUsage(); f(); const u=process.threadCpuUsage(b); best=Math.min(best,(u.user+u.system)/1000) } return best.toFixed(1) }
for (const p of [',', ', ', '1st and 2nd and ', 'a ', 'हर ', 'हर दिन ', 'every day until ', 'in 2 ', '1. ', 'twice a ', 'for ', 'by Friday ', 'Send it by Friday. ']) {
  const t=repeated(p,20000)
  console.log(JSON.stringify(p), 'line', cpu(()=>readLine(t,us)), 'time', cpu(()=>readTime(t,us)), 'rhythm', cpu(()=>readRhythm(t,us)), 'findRhythm', cpu(()=>findRhythm(t,us)), 'remind', cpu(()=>readReminder(t,us)), 'away', cpu(()=>readAway(t,us)), 'hours', cpu(()=>parseHours(t)), 'tokens', cpu(()=>tokensOf(t)), 'findTimes', cpu(()=>findTimes(t,us)), 'nfc', cpu(()=>t.normalize('NFC')))
}
