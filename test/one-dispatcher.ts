// Node, discord.js and Bolt each bring their own undici (8, 6 and 7), and all send through the one dispatcher that was loaded
// first. Bolt's cannot send a file of discord.js's ("action is not a function"). In the bot discord.js is loaded first; where
// tests share their modules, whichever test comes first would decide.
await fetch('data:,')
