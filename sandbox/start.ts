import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildExample, type Example } from './example.ts'
import { startSandbox } from './index.ts'
import { mountPage } from './page/index.ts'

/** `npm run sandbox`: both platforms on this machine, for any bot, until it is ended. */
const usage = `Usage: npm run sandbox [-- --manifest FILE] [-- --request-url URL]

  --manifest FILE     the Slack app as this manifest (JSON) describes it, instead of one with the command /hello
  --request-url URL   Slack delivers to this address, signed, instead of over Socket Mode
  PORT                the port, in the environment; 4100 when it is not set
`

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: { manifest: { type: 'string' }, 'request-url': { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help) return void process.stdout.write(usage)

  const sandbox = await startSandbox({ port: portFrom(process.env['PORT']), mode: 'running', mount: mountPage })
  const example = buildExample(sandbox, {
    ...(values.manifest === undefined ? {} : { manifest: JSON.parse(readFileSync(values.manifest, 'utf8')) }),
    ...(values['request-url'] === undefined ? {} : { requestUrl: values['request-url'] }),
  })
  const stop = () => void sandbox.close().finally(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Last: whoever has read it may ask for the end at once.
  process.stdout.write(welcome(sandbox.url, example))
}

function portFrom(given: string | undefined): number {
  if (given === undefined || given === '') return 4100
  const port = Number(given)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT wants a number up to 65535; it is "${given}"`)
  return port
}

function welcome(url: string, { environment, slack, discord }: Example): string {
  const gesture = JSON.stringify({
    do: 'command',
    as: slack.person,
    channel: slack.channel,
    text: `${slack.command} there`,
  })
  const written = JSON.stringify({ do: 'write', as: discord.person, channel: discord.channel, content: 'Hello' })
  const lines = [
    `A small Slack and a small Discord are at ${url}`,
    '',
    'Point a bot at them:',
    ...Object.entries(environment).map(([name, value]) => `  ${name}=${value}`),
    '',
    'Be a person, then look through their eyes:',
    `  curl ${url}/control/slack/gesture -d '${gesture}'`,
    `  curl '${url}/control/slack/view?as=${slack.person}'`,
    `  curl ${url}/control/discord/gesture -d '${written}'`,
    `  curl '${url}/control/discord/view?as=${discord.person}'`,
    '',
    'Also there:',
    '  GET  /control/people               everyone on both platforms',
    '  GET  /control/traffic?since=0      all that was said between the platforms and the bot',
    '  GET  /control/events               tells of every change, as server-sent events',
    '  POST /control/clock                {"advance":3600000} or {"set":"2026-03-02T09:00:00Z"}',
    '  POST /control/faults               {"platform":"slack","name":"chat.postMessage","kind":"rate-limited","retryAfter":5}',
    '  POST /control/reset                forgets what happened',
    '',
    'Ctrl+C ends it; nothing is kept.',
  ]
  return `\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n\n`
}

if (import.meta.main)
  await start().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    process.stderr.write(
      taken ? 'The port is taken by another program. Choose another, for example PORT=4200.\n' : `${message}\n`,
    )
    process.exitCode = 1
  })
