import { expect, it } from 'vitest'
import { buildExample } from '#sandbox/example.ts'
import { startSandbox } from '#sandbox/index.ts'
import { readConfig } from '#src/bot/config.ts'

it('the settings that the sandbox prints are taken by the bot as they stand', async () => {
  const sandbox = await startSandbox({ mode: 'frozen' })
  const { environment } = buildExample(sandbox)
  await sandbox.close()

  const read = readConfig(environment)

  expect(read).toMatchObject({
    ok: true,
    config: {
      slack: { bot: environment['SLACK_BOT_TOKEN'], signingSecret: environment['SLACK_SIGNING_SECRET'] },
      discord: { applicationId: environment['DISCORD_APPLICATION_ID'] },
    },
  })
})
