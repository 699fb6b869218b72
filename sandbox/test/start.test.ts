import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { App, LogLevel } from '@slack/bolt'
import { Client, GatewayIntentBits, Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { startSandbox } from '#sandbox/index.ts'

const running: ChildProcess[] = []
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

/** The program as a person starts it. */
function run(port: string, ...options: string[]) {
  const program = fileURLToPath(new URL('../start.ts', import.meta.url))
  const child = spawn(process.execPath, [program, ...options], { env: { ...process.env, PORT: port } })
  running.push(child)
  let output = ''
  let errors = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, ended, output: () => output, errors: () => errors }
}

/** Up, with what it printed for the bot to be pointed at. */
async function started(...options: string[]) {
  const process = run('0', ...options)
  await eventually(() => process.output().includes('Ctrl+C'), Boolean, { limitMs: 300_000 })
  const env = (name: string) => z.string().parse(parseEnv(process.output())[name])
  const url = env('SLACK_API_URL').replace('/slack/api/', '')
  const post = async (path: string, body: object) =>
    (await fetch(`${url}/control${path}`, { method: 'POST', body: JSON.stringify(body) })).json()
  const get = async (path: string) => (await fetch(`${url}/control${path}`)).json()
  return { ...process, env, post, get }
}

describe('the sandbox alone', () => {
  it('prints all that a stock bot and a person need, and ends when asked', async () => {
    const { child, ended, env, post, get } = await started()
    const bot = new App({
      token: env('SLACK_BOT_TOKEN'),
      appToken: env('SLACK_APP_TOKEN'),
      socketMode: true,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: env('SLACK_API_URL') },
    })
    bot.command('/hello', async ({ ack, command }) => ack(`Hello ${command.text}`))
    await bot.start()
    closing.push(() => bot.stop())
    const [asha] = z.array(z.object({ id: z.string() })).parse(await get('/people'))

    const did = await post('/slack/gesture', { do: 'command', as: asha?.id, channel: 'general', text: '/hello there' })

    expect(did).toEqual({ ok: true })
    expect(await get(`/slack/view?as=${asha?.id}`)).toMatchObject({ ephemerals: [{ plain: 'Hello there' }] })
    await bot.stop()
    closing.length = 0
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('prints what a stock bot and a person need in Discord', async () => {
    const { env, output, post, get } = await started()
    const rest = { api: env('DISCORD_API_URL'), retries: 0 }
    const bot = new Client({ intents: GatewayIntentBits.Guilds, rest })
    closing.push(() => bot.destroy())
    await bot.login(env('DISCORD_TOKEN'))
    await bot.rest.put(Routes.applicationCommands(env('DISCORD_APPLICATION_ID')), {
      body: [{ name: 'hello', description: 'Says hello' }],
    })
    bot.on('interactionCreate', (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply('Hello there')
    })
    const people = z.array(z.object({ id: z.string(), platform: z.string() })).parse(await get('/people'))
    const as = people.find(({ platform }) => platform === 'discord')?.id

    const did = await post('/discord/gesture', { do: 'command', as, channel: 'general', text: '/hello' })

    expect(did).toEqual({ ok: true })
    expect(await get(`/discord/view?as=${as}`)).toMatchObject({
      guilds: [{ channels: [{ messages: [{ content: 'Hello there' }] }] }],
    })
    expect(output()).toContain(`/control/discord/gesture -d '{"do":"write","as":"${as}"`)
  })

  it('takes the app from a manifest', async () => {
    const manifest = fileURLToPath(new URL('manifest.json', import.meta.url))

    const { output } = await started('--manifest', manifest)

    expect(output()).toContain('/fetch there')
  })

  it('says in a sentence when its port is taken or is none', async () => {
    const other = await startSandbox({ mode: 'running' })
    closing.push(() => other.close())

    const taken = run(new URL(other.url).port)
    const nonsense = run('many')

    expect([await taken.ended, await nonsense.ended]).toEqual([1, 1])
    expect(taken.errors()).toBe('The port is taken by another program. Choose another, for example PORT=4200.\n')
    expect(nonsense.errors()).toBe('PORT wants a number up to 65535; it is "many"\n')
  })
})
