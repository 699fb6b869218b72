import { checkDiscord } from '#adapters/discord/doctor.ts'
import { checkSlack } from '#adapters/slack/doctor.ts'
import { missingPlatforms, readConfig, readEnvironment, type Environment } from './config.ts'
import { checkDatabase } from './doctor/database.ts'
import { checkPictures } from './doctor/pictures.ts'
import type { Finding } from '#src/kernel/finding.ts'
import { isVariable, variables, type Variable } from './variables.ts'

const oldestNode = 26

/** Looks at everything that the bot needs, changes nothing, and says what to do about what is wrong. */
export async function examine(env: Environment, now: () => Temporal.Instant): Promise<Finding[]> {
  const first = [checkNode(process.versions.node), await checkPictures(), ...listVariables(env)]
  const read = readConfig(env)
  if (!read.ok) return withoutSecrets(env, [...first, { ok: false, what: 'The configuration', todo: read.message }])

  const { config } = read
  const missing = missingPlatforms(config)
  const platforms: Finding[] = missing
    ? [{ ok: false, what: 'A platform to live on', todo: missing }]
    : (
        await Promise.all([
          config.slack ? checkSlack({ ...config.slack, http: config.http, now }) : [],
          config.discord ? checkDiscord({ ...config.discord, now }) : [],
        ])
      ).flat()
  const database = await checkDatabase(config.database, now)
  return withoutSecrets(env, [...first, ...database, ...platforms])
}

function checkNode(version: string): Finding {
  const ok = Number.parseInt(version, 10) >= oldestNode
  if (ok) return { ok, what: `Node ${version}` }
  return {
    ok,
    what: `Node ${version}`,
    todo: `Sahayak needs Node ${oldestNode}. npm installs one for most machines: start with npm run, which finds it.`,
  }
}

/** What is set and what is not; a name that is almost one of ours is more likely a slip than somebody else's. */
function listVariables(env: Environment): Finding[] {
  const names = Object.keys(variables)
  const set = names.filter((name) => env[name]?.trim())
  const unset = names.filter((name) => !env[name]?.trim())
  const strangers = Object.keys(env).filter(
    (name) => /^(?:SAHAYAK|SLACK|DISCORD)_/u.test(name) && !isVariable(name) && env[name]?.trim(),
  )
  return [
    { ok: true, what: `Set, in the environment or in .env: ${set.join(', ') || 'nothing'}` },
    { ok: true, what: `Not set: ${unset.join(', ')}` },
    ...strangers.map((name) => ({
      ok: true,
      what: `${name} is set, and nothing here reads a variable of that name: is it spelled right?`,
    })),
  ]
}

/** A library may put what it was given into its words. */
function withoutSecrets(env: Environment, findings: Finding[]): Finding[] {
  const secrets = Object.entries(variables).flatMap(([name, variable]: [string, Variable]) =>
    variable.secret ? secretParts(env[name]?.trim() ?? '') : [],
  )
  const hide = (text: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text)
  return findings.map(({ ok, what, todo }) => ({
    ok,
    what: hide(what),
    ...(todo !== undefined && { todo: hide(todo) }),
  }))
}

/** Of an address the password alone is a secret. */
function secretParts(value: string): string[] {
  if (value === '') return []
  if (!URL.canParse(value)) return [value]
  const { password } = new URL(value)
  return [password, decodeURIComponent(password)].filter(Boolean)
}

export function report(findings: Finding[]): string {
  const lines = findings.flatMap(({ ok, what, todo }) => [
    `${ok ? '✓' : '✗'} ${indent(what, '  ')}`,
    ...(todo === undefined ? [] : [`    ${indent(todo, '    ')}`]),
  ])
  const wrong = findings.filter(({ ok }) => !ok).length
  const end = wrong === 0 ? 'All is well.' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} to be mended.`
  return `${[...lines, '', end].join('\n')}\n`
}

function indent(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`)
}

if (import.meta.main) {
  const findings = await examine(readEnvironment(), () => Temporal.Now.instant())
  process.stdout.write(report(findings))
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1
}
