import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

/** A server in a process of its own. */
export type Program = {
  pid: number
  port: number
  /** Milliseconds until it said that it is ready. */
  startedIn: number
  output(): string
  stop(): Promise<void>
}

export type Command = { args: string[]; cwd: string; env: Record<string, string> }

/** Starts a program with this Node, and resolves when it writes a line with `"msg":"ready"`. `PORT` is chosen here. */
export async function startProgram({ args, cwd, env }: Command): Promise<Program> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    cwd,
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      ...env,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    const hear = (data: Buffer) => {
      output = (output + data.toString()).slice(-20_000)
      if (output.includes('"msg":"ready"')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => reject(new Error(`${args.join(' ')} ended before it was ready:\n${output}`)))
  })
  return {
    pid: child.pid ?? 0,
    port,
    startedIn: performance.now() - began,
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
