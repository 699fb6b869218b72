import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A calendar that somebody published: its name, and where it lies now. */
export type PublicFile = { name: string; file: string }

/** Packages of npm that bring calendars, at the versions that were read. */
export const npmPackages = {
  'cal-parser': '1.0.2',
  'chinese-days': '1.5.7',
  'cozy-ical': '1.1.22',
  ical: '0.8.0',
  icalendar: '0.7.1',
  icalts: '0.0.2',
}
/** Debian's, as they come; and those whose calendars are in the source alone. */
export const debianPackages = [
  'evolution-data-server-tests',
  'golang-github-arran4-golang-ical-dev',
  'php-horde-icalendar',
  'python3-icalendar',
]
export const debianSources = ['libical3', 'libdata-ical-perl', 'libical-parser-perl']

/** Every calendar in them that holds an entry, got into the folder. What cannot be had is said and passed over. */
export function publicFiles(folder: string): PublicFile[] {
  return [...fromNpm(join(folder, 'npm')), ...fromDebian(join(folder, 'debian'))]
    .filter(({ file }) => /^BEGIN:VEVENT/imu.test(readFileSync(file, 'latin1')))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function fromNpm(folder: string): PublicFile[] {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const wanted = Object.entries(npmPackages).map(([name, version]) => `${name}@${version}`)
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error']
  execFileSync('npm', ['install', '--save-exact', ...quiet, ...wanted], { cwd: folder, stdio: 'inherit' })
  return Object.keys(npmPackages).flatMap((name) => calendarsBelow(join(folder, 'node_modules', name), `npm ${name}`))
}

function fromDebian(folder: string): PublicFile[] {
  const unpack = (name: string, get: string[], open: (archive: string, into: string) => void) => {
    const into = join(folder, name)
    mkdirSync(into, { recursive: true })
    try {
      execFileSync('apt-get', ['-q', ...get, name], { cwd: into, stdio: 'ignore' })
    } catch {
      // A part of a source may be missing, and the archive that is wanted be there all the same.
    }
    const archive = readdirSync(into).find((one) => /\.deb$|\.orig\.tar\.\w+$/u.test(one))
    if (archive === undefined) {
      process.stderr.write(`${name} is not to be had here\n`)
      return []
    }
    open(archive, into)
    return calendarsBelow(into, `Debian ${name}`)
  }
  const ofPackage = (archive: string, into: string) => execFileSync('dpkg-deb', ['-x', archive, '.'], { cwd: into })
  const ofSource = (archive: string, into: string) => execFileSync('tar', ['-xf', archive], { cwd: into })
  return [
    ...debianPackages.flatMap((name) => unpack(name, ['download'], ofPackage)),
    ...debianSources.flatMap((name) => unpack(name, ['source', '--download-only'], ofSource)),
  ]
}

function calendarsBelow(folder: string, name: string): PublicFile[] {
  const below = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return below
    .filter((path) => /\.(?:ics|ical|ifb)$/iu.test(path))
    .map((path) => ({ name: `${name} ${path}`, file: join(folder, path) }))
}
