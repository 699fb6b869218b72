import { App } from '@slack/bolt'
import { Client } from 'discord.js'
import postgres from 'postgres'
import { ready } from './environment.ts'

// What the bot cannot do without, imported, and nothing done with it.
ready()
// Until the bench has looked at its memory.
setInterval(() => [App, Client, postgres], 60_000)
