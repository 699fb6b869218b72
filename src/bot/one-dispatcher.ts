import { askBeforeRequests } from './outbox/still-ours.ts'

// Node, discord.js and Bolt each bring their own undici (8, 6 and 7), and all send through the one dispatcher that was loaded
// first. Bolt's cannot send a file of discord.js's ("action is not a function"), so Node's own is loaded before either: whoever
// starts the bot imports this first.
await fetch('data:,')
askBeforeRequests()
