import { readConfig, readEnvironment, type Config } from './config.ts'

const secondsToAnswer = 5

/** Where this process says that it is well; null where it listens to nobody, and lives as long as it runs. */
export function healthAddress({ http, roles, slack, publicUrl }: Config): string | null {
  const overHttp = slack !== undefined && slack.app === undefined
  if (!roles.has('http') || (publicUrl === undefined && !overHttp)) return null
  const host = http.host === '0.0.0.0' || http.host === '::' ? '127.0.0.1' : http.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${http.port}/health`
}

/** For a container's health check: ends with 0 when the bot beside it is well. */
async function check(): Promise<void> {
  const read = readConfig(readEnvironment())
  const address = read.ok ? healthAddress(read.config) : null
  if (address === null) return
  const answer = await fetch(address, { signal: AbortSignal.timeout(secondsToAnswer * 1000) }).catch(() => null)
  if (!answer?.ok) process.exitCode = 1
}

if (import.meta.main) await check()
