import type { Judged, Verdict } from './judge.ts'
import { debianPackages, debianSources, npmPackages } from './public-files.ts'

/** What was read of one kind, or of one package. */
export type Group = { name: string; isMade: boolean; rows: (Judged & { id: string })[] }

const verdicts: Verdict[] = ['same', 'without', 'named', 'unreadable', 'differs']

const head = `# Shared calendars, read beside another

This page is written by \`npm run calendars\`, which needs Debian's python3-icalendar and python3-recurring-ical-events
(\`apt-get install\`) and reaches for packages of npm and Debian; a \`deb-src\` line among apt's sources brings the calendars that lie in
sources alone. It fails where the two readers differ and \`test/calendars/beside/exceptions.ts\` does not say why.

Each calendar is read day by day, for 2026 and 2027; a published one also for the two years with which it begins, since most were
written long ago. Which day an entry falls on, how it repeats and what is taken out of it is the other reader's word alone. What counts as
a day off are our rules on both sides: whole days, or midnight to midnight (or to a minute before it) other than in UTC; the first
31 days of an entry; nothing that was cancelled, and no working day of Apple's.

- **same**: the same days, by the same names.
- **none**: neither names a day off, such as in a calendar of meetings.
- **named**: they differ, and below is why.
- **unreadable**: the other cannot read the file at all.
- **differ**: they differ, and nobody knows why. A run with one of these fails.
`

export function pageOf(groups: readonly Group[], versions: string): string {
  const made = groups.filter(({ isMade }) => isMade)
  const found = groups.filter(({ isMade }) => !isMade)
  const packages = Object.entries(npmPackages).map(([name, version]) => `${name} ${version}`)
  return [
    head,
    `The other reader: ${versions}. Its pattern for weekdays knows ordinals of one digit and drops the rule of \`BYDAY=20MO\`; it was given that of later versions.\n`,
    '## Made by chance, the same each time\n',
    table(made),
    '## Published\n',
    `npm: ${packages.join(', ')}. Debian: ${debianPackages.join(', ')}; sources of ${debianSources.join(', ')}. A file counts once for each of its two spans.\n`,
    table(found),
    '## Where they differ, and why\n',
    ...list(groups, 'named'),
    ...list(groups, 'differs'),
    '',
    '## What the other cannot read\n',
    ...unreadable(groups),
    '',
  ].join('\n')
}

function table(groups: readonly Group[]): string {
  const line = (name: string, rows: Group['rows']) => {
    const counts = verdicts.map((verdict) => rows.filter((row) => row.verdict === verdict).length)
    const days = rows.reduce((sum, row) => sum + row.days, 0)
    return `| ${[name, rows.length, days, ...counts].join(' | ')} |`
  }
  return [
    '| | read | days off | same | none | named | unreadable | differ |',
    '| --- | --: | --: | --: | --: | --: | --: | --: |',
    ...groups.map(({ name, rows }) => line(name, rows)),
    line(
      '**all**',
      groups.flatMap(({ rows }) => rows),
    ),
    '',
  ].join('\n')
}

function list(groups: readonly Group[], wanted: Verdict): string[] {
  const rows = groups.flatMap((group) => group.rows).filter(({ verdict }) => verdict === wanted)
  return rows.map(({ id, detail }) => `- ${id}: ${detail}`)
}

/** By what it says of them, since of some reasons there are many. */
function unreadable(groups: readonly Group[]): string[] {
  const rows = groups.flatMap((group) => group.rows).filter(({ verdict }) => verdict === 'unreadable')
  const byReason = Map.groupBy(rows, ({ detail }) =>
    detail
      .replaceAll(/[`\n\r]/gu, ' ')
      .replaceAll(/b?'[^']*'|\d+/gu, '…')
      .slice(0, 90),
  )
  return [...byReason].map(([reason, { length }]) => `- ${length}: \`${reason.trim()}\``)
}
