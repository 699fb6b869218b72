// Node, discord.js and Bolt each bring their own undici, and all send through the one dispatcher that was loaded first. Bolt's
// cannot send a file of discord.js's, so Node's own is loaded before either.
await fetch('data:,')
