import { serve } from './bolt-app.ts'
import { given } from './environment.ts'
import { openStore } from './one-statement.ts'

// Bolt with the statement of F3 behind it.
const store = await openStore(given('DATABASE_URL'))
await serve(async ({ trigger_id: delivery, team_id: team, user_id: user, text }) => {
  const { number } = await store.keep(delivery, team, user, text)
  return `#${number} is delegated.`
})
