import { App, LogLevel, SocketModeReceiver } from '@slack/bolt'
import {
  Client,
  GatewayIntentBits,
  Routes,
  type APIModalInteractionResponseCallbackData,
  type Interaction,
} from 'discord.js'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { buildExample } from '#sandbox/example.ts'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { mountPage } from '#sandbox/page/index.ts'
import { openStage, type Side, type Stage } from './stage.ts'

/** One pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const photo = { name: 'vat.png', mimeType: 'image/png', buffer: png }
const film = { name: 'loom.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(10_000_000, 1) }
const plan = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') }

let sandbox: Sandbox
let stage: Stage
const closing: (() => unknown)[] = []
beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'running', mount: mountPage })
  const { environment } = buildExample(sandbox)
  await openFormsInSlack(environment)
  await openFormsInDiscord(environment)
  stage = await openStage(sandbox.url)
})
afterEach(() => stage.clear())
afterAll(async () => {
  await stage?.close()
  for (const close of closing.toReversed()) await close()
  await sandbox?.close()
})

type Environment = { [variable: string]: string }
const papers = z.object({ papers: z.object({ it: z.object({ files: z.array(z.object({ name: z.string() })) }) }) })

/** `/hello` opens a form that asks for files; whoever sends it reads the files' names. */
async function openFormsInSlack({
  SLACK_BOT_TOKEN: token,
  SLACK_APP_TOKEN: appToken,
  SLACK_API_URL: url,
}: Environment) {
  const clientOptions = { slackApiUrl: url ?? '' }
  const installerOptions = { clientOptions }
  const nothing = () => undefined
  const logger = {
    ...{ debug: nothing, info: nothing, warn: nothing, error: nothing },
    ...{ setLevel: nothing, getLevel: () => LogLevel.ERROR, setName: nothing },
  }
  const receiver = new SocketModeReceiver({
    appToken: appToken ?? '',
    logger,
    clientPingTimeout: 30_000,
    installerOptions,
  })
  const bolt = new App({ token: token ?? '', receiver, logger, clientOptions })
  const text = (words: string) => ({ type: 'plain_text' as const, text: words })
  const element = { type: 'file_input' as const, action_id: 'it' }
  bolt.command('/hello', async ({ ack, client, body: { trigger_id } }) => {
    await ack()
    const blocks = [{ type: 'input' as const, block_id: 'papers', label: text('Papers'), element }]
    await client.views.open({
      trigger_id,
      view: { type: 'modal', title: text('Draft'), submit: text('Send'), blocks },
    })
  })
  let isFirst = true
  bolt.view(/.*/u, async ({ ack, view, client, body }) => {
    const names = papers.parse(view.state.values).papers.it.files.map(({ name }) => name)
    if (isFirst) await ack({ response_action: 'errors', errors: { papers: 'Once more, please' } })
    else await ack()
    if (!isFirst) await client.chat.postMessage({ channel: body.user.id, text: `Came: ${names.join(', ')}` })
    isFirst = false
  })
  await bolt.start()
  closing.push(() => bolt.stop())
}

/** The same in Discord, where what came is shown again: pictures in a gallery, the rest as a file. */
async function openFormsInDiscord({
  DISCORD_API_URL: api,
  DISCORD_TOKEN: token,
  DISCORD_APPLICATION_ID: id,
}: Environment) {
  const client = new Client({ intents: GatewayIntentBits.Guilds, rest: { api: api ?? '' } })
  closing.push(() => client.destroy())
  await client.login(token)
  if (!client.isReady()) await once(client, 'clientReady')
  await client.rest.put(Routes.applicationCommands(id ?? ''), { body: [{ name: 'hello', description: 'Says hello' }] })
  const component = { type: 19, custom_id: 'papers', min_values: 1, max_values: 3, required: true }
  const form = { custom_id: 'form', title: 'Draft', components: [{ type: 18, label: 'Papers', component }] }
  const answer = async (interaction: Interaction) => {
    if (interaction.isChatInputCommand()) await interaction.showModal(modal.parse(form))
    if (!interaction.isModalSubmit()) return
    const files = interaction.fields.getUploadedFiles('papers')?.values().toArray() ?? []
    const shown = files.map(({ name, url }) => ({ name, attachment: url }))
    const [first, ...rest] = shown.map(({ name }) => ({ url: `attachment://${name}` }))
    const gallery = { type: 12, items: [{ media: first, description: 'The indigo vat' }] }
    const components = [{ type: 10, content: 'Came' }, gallery, ...rest.map((file) => ({ type: 13, file }))]
    await interaction.reply(reply.parse({ flags: 1 << 15, components, files: shown }))
  }
  client.on('interactionCreate', (interaction) => void answer(interaction))
}
/** The client's types want builders. */
const modal = z.custom<APIModalInteractionResponseCallbackData>(() => true)
const reply = z.custom<{ flags: number }>(() => true)

const drawn = (side: Side, name: string) =>
  eventually(() => side.messages.getByRole('img', { name }).evaluate((image): boolean => image.naturalWidth > 0))

describe('files of one’s own machine', () => {
  it('go with a form in Slack, are named beside the field, and stay in it when the form comes back', async () => {
    const { slack, problems } = await stage.open()
    await slack.say('/hello')
    const field = slack.form.getByLabel('Papers')
    await field.setInputFiles([photo, film, { ...film, name: 'loom2.mp4' }])
    await slack.form.getByText('vat.png (70 bytes), loom.mp4 (10.0 MB), loom2.mp4 (10.0 MB)').waitFor()

    await slack.form.getByRole('button', { name: 'Send' }).click()
    await slack.form.getByRole('alert').filter({ hasText: 'Once more, please' }).waitFor()
    await slack.form.getByText('vat.png (70 bytes)').waitFor()
    await slack.form.getByRole('button', { name: 'Send' }).click()

    await slack.enter(/bot/iu)
    await slack.message('Came: vat.png, loom.mp4, loom2.mp4').waitFor()
    expect(problems).toEqual([])
  })

  it('go with a form in Discord, and are shown where they come back', async () => {
    const { discord, problems } = await stage.open()
    await discord.say('/hello')
    await discord.form.getByLabel('Papers').setInputFiles([photo, film, plan])
    await discord.form.getByText('loom.mp4 (10.0 MB)').waitFor()

    await discord.form.getByRole('button', { name: 'Submit' }).click()

    await discord.message('Came').waitFor()
    await drawn(discord, 'The indigo vat')
    await discord.message('Came').getByRole('link', { name: 'loom.mp4' }).waitFor()
    const download = discord.all.page().waitForEvent('download')
    await discord.message('Came').getByRole('link', { name: 'plan.pdf' }).click()
    expect((await download).suggestedFilename()).toBe('plan.pdf')
    expect(problems).toEqual([])
  })

  it.each(['slack', 'discord'] as const)('go with a message in %s, with or without words', async (platform) => {
    const screen = await stage.open()
    const side = screen[platform]
    await side.all.getByLabel('Attach files').setInputFiles([photo, plan])
    await side.all.getByText('vat.png (70 bytes), plan.pdf (4 bytes)').waitFor()

    await side.all.getByRole('button', { name: /^Send in/u }).click()

    await side.message('plan.pdf').getByRole('link', { name: 'plan.pdf' }).waitFor()
    await drawn(side, 'vat.png')
    await side.all.getByText('vat.png (70 bytes), plan.pdf (4 bytes)').waitFor({ state: 'detached' })
    expect(screen.problems).toEqual([])
  })
})
