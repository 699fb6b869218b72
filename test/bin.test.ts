import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'

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
function start(node: string, file: string, ...args: string[]) {
  const env = { PATH: process.env['PATH'], PORT: '0' }
  const child: ChildProcess = spawn(node, [file, ...args], { env, cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] })
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
    expect(stderr).toBe('There is no command "x". There are: start, demo, sandbox, doctor, derive.\n')
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
    await eventually(() => output().includes('Ctrl+C'))

    child.kill('SIGTERM')

    expect(await ended).toBe(0)
  })

  it.skipIf(!oldNode)('runs on the Node that npm brought when the one at hand is older', () => {
    const { stdout } = run(oldNode ?? '', program, 'doctor')

    expect(stdout).toMatch(/^✓ Node 26\./u)
  })
})

describe('sahayak installed as a package', () => {
  /** As npm lays it out: the program and what it depends on side by side below node_modules. */
  function install({ runtime }: { runtime: boolean }): string {
    const folder = mkdtempSync(join(tmpdir(), 'sahayak-installed-'))
    closing.push(() => rmSync(folder, { recursive: true, force: true }))
    const modules = join(folder, 'node_modules')
    const installed = join(modules, 'sahayak')
    mkdirSync(installed, { recursive: true })
    for (const name of ['bin', 'src', 'adapters', 'db', 'sandbox', 'package.json']) {
      cpSync(join(project, name), join(installed, name), { recursive: true })
    }
    for (const name of readdirSync(join(project, 'node_modules'))) {
      if (!name.startsWith('.') && (runtime || !name.startsWith('node-'))) {
        symlinkSync(join(project, 'node_modules', name), join(modules, name))
      }
    }
    return join(installed, 'bin', 'sahayak.mjs')
  }

  it('runs from below node_modules, where Node itself strips no types', async () => {
    const { child, ended, output } = start(process.execPath, install({ runtime: true }), 'sandbox')
    await eventually(() => output().includes('Ctrl+C'))

    child.kill('SIGTERM')

    expect(await ended).toBe(0)
    expect(output()).not.toContain('Warning')
  })

  it('finds its database, its platforms and its lists from there', () => {
    const file = install({ runtime: true })

    const { stdout } = run(process.execPath, file, 'doctor')

    expect(stdout).toContain('✗ A platform to live on')
    expect(run(process.execPath, file, 'derive', '--prefix', 'va-').stdout).toContain('/va-delegate')
  })

  it.skipIf(!oldNode)('says what to do when there is no Node that can run it', () => {
    const { status, stderr } = run(oldNode ?? '', install({ runtime: false }), 'start')

    expect(status).toBe(1)
    expect(stderr).toMatch(/^Sahayak needs Node 26 and this is 2\d\.\d+\.\d+: install Node 26, or/u)
  })
})
