import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { startSandbox } from '#sandbox/index.ts'
import { buildWorld, configFor } from '#src/bot/demo/world.ts'
import { environmentOf } from './bot-process.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const program = join(project, 'bin', 'sahayak.mjs')

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function run(node: string, file: string, ...args: string[]) {
  return spawnSync(node, [file, ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'] }, cwd: tmpdir() })
}

/** A program that stays, with what it has written so far. */
function start(node: string, file: string, program: string, given: Record<string, string> = {}) {
  const env = { PATH: process.env['PATH'], PORT: '0', ...given }
  const child: ChildProcess = spawn(node, [file, program], { env, cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] })
  closing.push(() => child.kill('SIGKILL'))
  let output = ''
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr?.on('data', (data: Buffer) => (output += data.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, ended, output: () => output }
}

/** Any Node on this machine that is too old to run the program itself. */
const oldNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .filter((file) => existsSync(file))
  .find((file) => {
    const major = Number.parseInt(spawnSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout, 10)
    return major >= 20 && major < 26
  })

describe('the command sahayak', () => {
  it('says what there is, and which version', () => {
    const help = run(process.execPath, program, '--help')
    const version = run(process.execPath, program, '--version')

    expect(help).toMatchObject({ status: 0, stdout: expect.stringContaining('  doctor   check the configuration') })
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/u)
  })

  it('answers a slip with what was meant', () => {
    const { status, stderr } = run(process.execPath, program, 'docter')

    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'There is no command "docter". Did you mean doctor?\n',
    })
  })

  it('answers what it does not know with what there is', () => {
    const { status, stderr } = run(process.execPath, program, 'x')

    expect(status).toBe(1)
    expect(stderr).toBe('There is no command "x". There are: start, demo, sandbox, doctor, export, derive.\n')
  })

  it("hands on the program's options and its exit code", () => {
    const derived = run(process.execPath, program, 'derive', '--prefix', 'va-')
    const refused = run(process.execPath, program, 'start')

    expect(derived.stdout).toContain('/va-delegate')
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('No platform is connected')
  })

  it('hands on a signal, and ends when the program has', async () => {
    const { child, ended, output } = start(process.execPath, program, 'sandbox')
    await eventually(() => output().includes('Ctrl+C'), Boolean, { limitMs: 300_000 })

    child.kill('SIGTERM')

    expect(await ended).toBe(0)
  })

  it.skipIf(!oldNode)('runs on the Node that npm brought when the one at hand is older', () => {
    const { stdout } = run(oldNode ?? '', program, 'doctor')

    expect(stdout).toMatch(/^✓ Node 26\./u)
  })
})

const packing = z.array(z.object({ files: z.array(z.object({ path: z.string() })) }))
const lock = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().default(false) })) })
const manifest = z.object({ dependencies: z.record(z.string(), z.string()) })

/** What `npm publish` would send. */
function packed(): string[] {
  const { stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    ...{ cwd: project, encoding: 'utf8', env: process.env },
  })
  const [one] = packing.parse(JSON.parse(stdout || '[]'))
  if (!one) throw new Error(stderr)
  return one.files.map(({ path }) => path)
}

/** The packages that `npm install --omit=dev` brings. */
function modulesWithoutDev(): string[] {
  const { packages } = lock.parse(JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')))
  return Object.entries(packages).flatMap(([path, { dev }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/u.exec(path)?.[1]
    return name && !dev && existsSync(join(project, path)) ? [name] : []
  })
}

let files: string[] = []
beforeAll(() => void (files = packed()))

describe('the package', () => {
  it('holds the program and its documents, and no tests', () => {
    const rooms = new Set(files.map((file) => file.replace(/\/.*$/u, '')))

    expect(files.filter((file) => /(?:^|\/)(?:test|node_modules)\/|vitest/u.test(file))).toEqual([])
    expect([...rooms].toSorted()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'adapters',
        'bin',
        'db',
        'docs',
        'package.json',
        'sandbox',
        'src',
      ].toSorted(),
    )
  })

  it('depends on all that its files import', () => {
    const { dependencies } = manifest.parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')))
    const shipped = files.filter((file) => /\.(?:[cm]?js|ts)$/u.test(file) && !file.endsWith('.d.ts'))

    const missing = shipped.flatMap((file) =>
      imported(readFileSync(join(project, file), 'utf8'))
        .filter((name) => !Object.hasOwn(dependencies, name))
        .map((name) => `${file} imports ${name}`),
    )

    expect(shipped.length).toBeGreaterThan(100)
    expect(missing).toEqual([])
  })
})

/** The packages that a file imports when it runs; Node's own modules and our files are none. */
function imported(text: string): string[] {
  const found = text.matchAll(
    /^(?:import|export) (?!type )[^'"]*?from '([^'.#]+[^']*)'|^import '([^'.#]+[^']*)'|\b(?:import|require(?:\.resolve)?)\('([^'.#]+[^']*)'\)/gmu,
  )
  return [...found]
    .map(([, ...of]) => of.find((one) => one !== undefined) ?? '')
    .filter((one) => !one.startsWith('node:') && !builtinModules.includes(one))
    .map((one) =>
      one
        .split('/')
        .slice(0, one.startsWith('@') ? 2 : 1)
        .join('/'),
    )
}

describe('sahayak installed as a package', () => {
  /** As npm lays it out without dev dependencies: the program and what it depends on side by side below node_modules. */
  function install({ without = /^$/u }: { without?: RegExp } = {}): string {
    const folder = mkdtempSync(join(tmpdir(), 'sahayak-installed-'))
    closing.push(() => rmSync(folder, { recursive: true, force: true }))
    const modules = join(folder, 'node_modules')
    const installed = join(modules, 'sahayak')
    for (const file of files) {
      mkdirSync(dirname(join(installed, file)), { recursive: true })
      cpSync(join(project, file), join(installed, file))
    }
    for (const name of modulesWithoutDev().filter((one) => !without.test(one))) {
      mkdirSync(dirname(join(modules, name)), { recursive: true })
      symlinkSync(join(project, 'node_modules', name), join(modules, name))
    }
    return join(installed, 'bin', 'sahayak.mjs')
  }

  it('runs from below node_modules, where Node itself strips no types', async () => {
    const { child, ended, output } = start(process.execPath, install(), 'sandbox')
    await eventually(() => output().includes('Ctrl+C'), Boolean, { limitMs: 300_000 })

    child.kill('SIGTERM')

    expect(await ended).toBe(0)
    expect(output()).not.toContain('Warning')
  })

  it('finds its database, its platforms and its lists from there', () => {
    const file = install()

    const { stdout } = run(process.execPath, file, 'doctor')

    expect(stdout).toContain('✗ A platform to live on')
    expect(stdout).toContain('✓ Pictures of charts and months can be drawn')
    expect(run(process.execPath, file, 'derive', '--prefix', 'va-').stdout).toContain('/va-delegate')
  })

  it('plays its example from there, with the dashes that npm run wants and without', () => {
    const file = install()

    const played = run(process.execPath, file, 'demo', '--', '--play')
    const unknown = run(process.execPath, file, 'demo', '--plya')

    expect(played.stdout).toContain('All of it went as it should')
    expect(played.status).toBe(0)
    expect(unknown).toMatchObject({ status: 1, stdout: '' })
  })

  it('says, where what draws pictures is left out, what is missing: the doctor, and the log once', async () => {
    const file = install({ without: /^@resvg\// })
    const sandbox = await startSandbox({ mode: 'running' })
    closing.push(() => void sandbox.close())
    const data = mkdtempSync(join(tmpdir(), 'sahayak-pictures-'))
    closing.push(() => rmSync(data, { recursive: true, force: true }))
    const env = environmentOf(configFor(sandbox, buildWorld(sandbox), { dataDir: data }))

    const { stdout } = run(process.execPath, file, 'doctor')
    const { child, ended, output } = start(process.execPath, file, 'start', env)
    await eventually(
      () => /no picture can be drawn[\s\S]*"ready"|"ready"[\s\S]*no picture can be drawn/u.test(output()),
      Boolean,
      {
        limitMs: 300_000,
      },
    )
    child.kill('SIGTERM')
    await ended

    expect(stdout).toMatch(/✗ Pictures of charts and months can be drawn\n.*@resvg\/resvg-js.*install again/u)
    expect(output().match(/no picture can be drawn/gu)).toHaveLength(1)
  })

  it.skipIf(!oldNode)('says what to do when there is no Node that can run it', () => {
    const { status, stderr } = run(oldNode ?? '', install({ without: /^node-/u }), 'start')

    expect(status).toBe(1)
    expect(stderr).toMatch(/^Sahayak needs Node 26 and this is 2\d\.\d+\.\d+: install Node 26, or/u)
  })
})
