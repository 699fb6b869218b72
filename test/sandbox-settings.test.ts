import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildExample } from '#sandbox/example.ts'
import { startSandbox } from '#sandbox/index.ts'
import { readConfig } from '#src/bot/config.ts'
import { examine } from '#src/bot/doctor.ts'

it('the settings that the sandbox prints are taken by the bot as they stand, and the doctor finds nothing amiss', async () => {
  const sandbox = await startSandbox({ mode: 'running' })
  const { environment } = buildExample(sandbox)
  const folder = mkdtempSync(join(tmpdir(), 'sahayak-settings-'))

  const read = readConfig(environment)
  const findings = await examine({ ...environment, SAHAYAK_DATA: folder }, () => Temporal.Now.instant())
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })

  expect(read).toMatchObject({
    ok: true,
    config: {
      slack: { bot: environment['SLACK_BOT_TOKEN'], signingSecret: environment['SLACK_SIGNING_SECRET'] },
      discord: { applicationId: environment['DISCORD_APPLICATION_ID'] },
    },
  })
  expect(findings.filter(({ ok }) => !ok)).toEqual([])
})
