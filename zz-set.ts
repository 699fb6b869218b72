import { readRows } from '#test/heard/rows.ts'
import { hear } from '#test/heard/ours.ts'
import * as j from '#test/heard/judge.ts'
console.log(Object.keys(j))
