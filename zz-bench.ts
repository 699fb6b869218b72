import { pieces, repeated } from '#test/bench/words.ts'
import { readLine, readMoments } from '#test/heard/ours.ts'
import { settings } from '#test/heard/settings.ts'
const more = ['tomorrow ', 'next ', 'in 2 ', 'by ', 'on ', 'at ', '@', '! ', '!', '#a ', 'Friday, ', 'Fri-', 'Monday to ', 'march ', 'may ', 'half past ', 'quarter to ', 'first ', 'last day of ', 'for ', 'for Acme ', 'template:"', 'due:', 'every:', "'", '(', '((', '[', '[ ](', '```', '```\n', '<@U1> ', '<#C1|', '<', '> ', '- [ ] ', '1. ', '* ', 'P.S. ', '\t', '\u200b', 'é', 'क', 'कल ', 'बजे ', 'सुबह ', '5 बजे ', 'हर ', 'हर दिन ', 'har ', 'har somvar ', 'tak ', 'ke ', 'parso ', 'until ', 'until Friday ', 'except ', 'every day except ', 'and every ', 'weekly ', 'twice a ', 'in an hour and a half ', 'the day after ', 'two days before ', '15 minutes before ', 'by the end of ', 'no later than ', '2026-', '2026-03-05T', '10.30.', '10h', '9am-', '9-5 ', 'noon ', 'PST ', 'GMT+', 'GMT+1 ', '5pm GMT+1 ', 'New York ', 'by 5pm New York time ', '$', '$5 ', '5% ', 'v1.', '3-2 ', '- ', '—', '…', '?', '.', ',', ', ', '; ', ':', ': ', '\n', '\n\n', 'a ', 'the ', 'please ', 'asap ', 'URGENT: ', 'assign to ', 'to @priya, ', 'remind me ', 'Send it by Friday. ', 'Send it by Friday 5pm #travel !high\n', 'x'.repeat(50)+' ', '0', '09', '५ ', 'today ', 'eod ', 'week ', 'by next ']
const us = settings['us']!, inn = settings['in']!
function cpu(f: () => void) { let best = 1e9; for (let i=0;i<3;i++){ const b=process.threadCpuUsage(); f(); const u=process.threadCpuUsage(b); best=Math.min(best,(u.user+u.system)/1000); if (best<12) break } return best }
for (let w=0;w<2;w++) for (const p of pieces.slice(0,20)) readMoments(repeated(p, 3000), us)
for (const p of [...pieces, ...more]) {
  const t=repeated(p,20000)
  const a=cpu(()=>readLine(t,us)), b=cpu(()=>readLine(t,inn)), c=cpu(()=>readMoments(t,us))
  if (a>14||b>14||c>30) console.log(JSON.stringify(p), a.toFixed(1), b.toFixed(1), c.toFixed(1))
}
