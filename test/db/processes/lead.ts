import { createInterface } from 'node:readline'
import { takeTheLead, type Leads } from '#db/connection/leader.ts'

/** Says when it leads and when it no longer does; and, each time that it is asked, whether it may act. */
const url = process.argv[2]
let may: Leads = async () => false
let asked = 0

const say = (line: string) => void process.stdout.write(`${line}\n`)
createInterface({ input: process.stdin }).on('line', () => {
  asked += 1
  const n = asked
  void may().then((mine) => say(`${n}: ${mine ? 'mine' : 'not mine'}`))
})

await takeTheLead({
  url,
  name: 'test of leading',
  async lead(leads) {
    may = leads
    say('leads')
    return { stop: async () => say('leads no more') }
  },
  failed: () => {},
})
say('ready')
