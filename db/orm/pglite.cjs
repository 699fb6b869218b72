// By `require`, which starts the bot in a third of the time: docs/decisions/017-query-builder.md.
module.exports = require('drizzle-orm/pglite')
