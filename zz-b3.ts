import { repeated } from '#test/bench/words.ts'
import { readLine } from '#test/heard/ours.ts'
import { settings } from '#test/heard/settings.ts'
const us = settings['us']!
for (let k=0;k<12;k++) for (const p of ['a ', 'हर ', 'हर दिन ', 'in 2 ', '1. ', 'twice a ', 'half past ','5% ','har ','every day except ']) readLine(repeated(p,20000),us)
