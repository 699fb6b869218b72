import { readFileSync } from 'node:fs'
import { hear } from '#test/heard/ours.ts'
import { settings } from '#test/heard/settings.ts'
const f = process.argv[2]!
let n = 0, bad = 0
for (const line of readFileSync(f,'utf8').split('\n')) {
  if (!line.trim()) continue
  const [s='', say='', want=''] = line.split('\t')
  const setting = settings[s]; if (!setting) { console.log('?', line); continue }
  n++
  const h: any = hear({ id:'', say, place: (process.argv[3]??'line') as any, use: (process.argv[4] ?? 'due') as any, in: s, setting, wanted: [], title: null })
  const got = h.heard.is === 'at' ? h.heard.at.toPlainDateTime().toString().slice(0,16)+(h.heard.said?'*':'') : h.heard.is === 'every' ? 'every '+h.heard.next.map((x:any)=>x.toPlainDateTime().toString().slice(0,16)).join(', ') : h.heard.is==='hours'? h.heard.hours : h.heard.is==='away'? h.heard.days : h.heard.is
  const ok = want.split('|').some((w) => w === got || (h.heard.is==='at' && (w.length===10 ? got.startsWith(w) : got.startsWith(w))) || (h.heard.is==='every' && w==='every'))
  if (!ok) { bad++; console.log(`${s}\t${say}\t→ ${got}  (want ${want})  title: ${h.title}`) }
}
console.log(n, 'tried', bad, 'other')
