import { parseArgs } from 'node:util'

const usualPort = 4100

const usage = `Usage: sahayak demo [--play] [--port NUMBER]

  --play          plays the example through, says what each person sees, and ends
  --port NUMBER   where the page is; ${usualPort}, or the next port that is free, when left out
`

type Wishes = { play: boolean; port: number | null; help: boolean }

/** What was asked for; a sentence where it makes no sense. */
export function readWishes(args: string[]): Wishes | string {
  const options = { play: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean' } } as const
  try {
    const { values } = parseArgs({ args, options })
    const port = values.port === undefined ? null : Number(values.port)
    if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535 && values.port?.trim())) {
      return `--port wants a number from 0 (any that is free) to 65535; it is "${values.port}". For example: --port 4200\n`
    }
    return { play: values.play ?? false, port, help: values.help ?? false }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`
  }
}

async function open(wishes: Wishes): Promise<void> {
  if (wishes.help) return void process.stdout.write(usage)
  process.stdout.write(
    '\n  Starting a small Slack and a small Discord on this machine, the real bot between them, and an example agency.\n' +
      '  That takes ten seconds, on a busy machine a minute; no account is needed, and nothing leaves this machine.\n',
  )
  // Loading all of it takes a while: only now that there is something to read.
  const { playOnce, stayOpen } = await import('./demo.ts')
  await (wishes.play ? playOnce() : stayOpen(wishes.port ?? { from: usualPort }))
}

if (import.meta.main) {
  const wishes = readWishes(process.argv.slice(2))
  if (typeof wishes !== 'string') await open(wishes)
  else {
    process.stderr.write(wishes)
    process.exitCode = 1
  }
}
