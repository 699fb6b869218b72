/** `npm run heard`: the set, heard by us and by others in one run; the table goes into docs/heard.md. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { libraries, othersIn } from './others.ts'
import { hear } from './ours.ts'
import { pageOf } from './page.ts'
import { judgeAll } from './report.ts'
import { readRows } from './rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'heard-'))
try {
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const packages = Object.entries(libraries).map(([name, version]) => `${name}@${version}`)
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--save-exact', '--ignore-scripts', ...packages], {
    cwd: folder,
    stdio: 'inherit',
  })

  const rows = readRows()
  const compared = rows.filter(({ use, setting }) => (use === 'due' || use === 'remind') && setting.language === 'en')
  const others = Object.entries(othersIn(folder)).map(([name, read]) => ({
    name,
    judged: judgeAll(compared, read, { strict: false }),
  }))
  const page = pageOf(judgeAll(rows, hear, { strict: true }), others)
  writeFileSync(new URL('../../docs/heard.md', import.meta.url), page)
  process.stdout.write(page)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
