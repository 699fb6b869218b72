import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export type Running = {
  child: ChildProcessByStdio<Writable, Readable, Readable>
  /** Everything that it has said so far, line by line. */
  lines: string[]
  complaints(): string
  /** Resolves once it has said as many lines; rejects when it ends before. */
  said(count: number): Promise<void>
  /** Its exit code; null when it was killed. */
  ended: Promise<number | null>
}

/** Starts one of the programs in this folder as a process of its own. */
export function startProcess(name: 'migrate' | 'embedded' | 'lead', argument: string): Running {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, [file, argument], { stdio: ['pipe', 'pipe', 'pipe'] })
  const lines: string[] = []
  let complaints = ''
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    child.emit('line')
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  let over = false
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    over = true
    child.emit('line')
    return code ?? null
  })

  return {
    child,
    lines,
    complaints: () => complaints,
    ended,
    async said(count) {
      while (lines.length < count) {
        if (over) throw new Error(`${name} ended: ${complaints}`)
        await once(child, 'line')
      }
    },
  }
}
