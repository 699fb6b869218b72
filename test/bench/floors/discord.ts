import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js'
import { given, ready } from './environment.ts'

// discord.js alone: a command over the gateway, and a sentence back that only its asker sees.
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: given('DISCORD_API_URL') } })
let count = 0
client.on(Events.InteractionCreate, (interaction) => {
  if (!interaction.isChatInputCommand()) return
  void interaction.reply({ content: `#${(count += 1)} is delegated.`, flags: MessageFlags.Ephemeral })
})
const isReady = new Promise<Client<true>>((resolve) => void client.once(Events.ClientReady, resolve))
await client.login(given('DISCORD_TOKEN'))
const { application } = await isReady
await application.commands.set([
  {
    name: 'delegate',
    description: 'Hand over a task',
    options: [{ type: 3, name: 'what', description: 'What is to be done' }],
  },
])
ready()
