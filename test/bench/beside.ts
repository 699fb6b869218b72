import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './contenders.ts'

/** A build of another day, in a folder of its own, with the packages of this one. `remove` takes it away. */
export function checkOut(revision: string): { folder: string; remove(): void } {
  const above = mkdtempSync(join(tmpdir(), 'sahayak-beside-'))
  const folder = join(above, 'build')
  git('worktree', 'add', '--detach', folder, revision)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return {
    folder,
    remove() {
      git('worktree', 'remove', '--force', folder)
      rmSync(above, { recursive: true, force: true })
    },
  }
}

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
}
