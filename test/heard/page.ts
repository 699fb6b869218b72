import { inWords, type Judged, tally, type Tally } from './report.ts'
import { libraries } from './others.ts'

type Named = { name: string; judged: Judged[] }

/** docs/heard.md: what was heard by whom. */
export function pageOf(ours: Judged[], others: Named[]): string {
  const ids = new Set(others.flatMap(({ judged }) => judged.map(({ row }) => row.id)))
  const compared = [{ name: '**Sahayak**', judged: ours.filter(({ row }) => ids.has(row.id)) }, ...others]
  const versions = Object.entries(libraries).map(([name, version]) => `\`${name}\` ${version}`)
  return `${head(ours.length)}
## By us

${table(kinds.map(({ name, holds }) => ({ name, judged: ours.filter((one) => holds(one)) })))}

${failures(ours)}
What was not right was mended, so the table says how the readers do on phrases that they were mended by. How they do on others: of the last 600,
each written before it was tried, 573 (95 %) were right at once, 17 were missed, 1 was asked about without need, 3 were heard as another time, and
in 6 a day was taken that is only spoken of.

## Whatever is typed

\`test/heard/fuzz.test.ts\` gives all readers texts of words of time, marks and signs: never a fault, never more than 50 ms of the
processor, each brief kept to the letter. Its long form is \`HEARD_TEXTS=1000000 npx vitest run test/heard/fuzz.test.ts\`; of a million
that were read so on 1 December 2026, in 22 minutes at the lowest priority, none failed. What a line of 20,000 characters costs is measured by \`npm run bench -- words\`.

## Beside others

The phrases in English that say when something is due, or when to be reminded, and the briefs in English that say no such
thing: heard by all in one run. ${versions.join(', ')}.

${table(compared)}

They are judged kindly: whatever they find in a text is tried, and the best of it counts; of a day its date is enough; where there are
two readings either will do, though they do not say which they took; and finding nothing counts as asking wherever asking is
right. Two things are not theirs to know: which of the times in a brief is its due time, and so the right half of the table says
only what would come of trusting them with it; and Hindi, in which none of them hears anything. What they make of repeats as such
is no date, so those are left out.

Of each a few that were wrong without a word:

${others.map(({ name, judged }) => `- **${name}**\n${examples(judged)}`).join('\n')}
`
}

function head(rows: number): string {
  return `# Heard right

What people type about time, ${rows.toLocaleString('en-US')} phrases, with what a careful human assistant would understand: written
by hand in \`test/heard/set/\`, each value held against the calendar by \`test/heard/set.test.ts\`. English as in the US and
in the UK, Hindi in Devanagari and in Latin letters; New York, Los Angeles, London, Kolkata, Sydney and Auckland; a Wednesday in March, the night
of a clock change, a year's end. In about half of them no time is meant.

This page is written by \`npm run heard\`. \`test/heard/heard.test.ts\` holds what it says about us.

- **right**: what was meant, whole. Where it was right to ask, asked.
- **asked**: a question about what could have been understood.
- **missed**: nothing was heard where a time was meant.
- **wrong**: another time than was meant, without a word.
- **left alone**, **asked**, **taken**: of those in which no time is meant.
`
}

const kinds: { name: string; holds: (one: Judged) => boolean }[] = [
  {
    name: 'a line, English',
    holds: ({ row }) => row.use === 'due' && row.place === 'line' && !isHindi(row.say) && row.setting.language === 'en',
  },
  { name: 'a line, Hindi', holds: ({ row }) => row.use === 'due' && row.place === 'line' && isHindi(row.say) },
  {
    name: 'a line, Hindi in Latin letters',
    holds: ({ row }) => row.use === 'due' && row.place === 'line' && !isHindi(row.say) && row.setting.language === 'hi',
  },
  {
    name: 'a field, English',
    holds: ({ row }) => row.use === 'due' && row.place === 'field' && row.setting.language === 'en',
  },
  {
    name: 'a field, Hindi both ways',
    holds: ({ row }) => row.use === 'due' && row.place === 'field' && row.setting.language === 'hi',
  },
  { name: 'a reminder', holds: ({ row }) => row.use === 'remind' },
  { name: 'a repeat', holds: ({ row }) => row.use === 'repeat' },
  { name: 'hours and days away', holds: ({ row }) => row.use === 'hours' || row.use === 'away' },
  { name: '**all**', holds: () => true },
]

function isHindi(text: string): boolean {
  return /\p{Script=Devanagari}/u.test(text)
}

function table(all: Named[]): string {
  return [
    '| | mean a time | right | asked | missed | wrong | mean none | left alone | asked | taken |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...all.map(({ name, judged }) => `| ${[name, ...cells(tally(judged))].join(' | ')} |`),
  ].join('\n')
}

function cells({ meant, right, asked, missed, wrong, none, alone, needless, taken }: Tally): (string | number)[] {
  const share = meant === 0 ? '–' : `${right} (${((100 * right) / meant).toFixed(1)} %)`
  return [meant, share, asked, missed, wrong, none, alone, needless, taken]
}

/** Ours that are not right, one by one. */
function failures(ours: Judged[]): string {
  const all = ours.filter(({ verdict }) => verdict !== 'right')
  if (all.length === 0) return ''
  return `Not right yet, or asked about:\n\n${all.map((one) => `- ${escaped(inWords(one))}`).join('\n')}\n`
}

function examples(judged: Judged[]): string {
  const wrong = judged.filter(({ row, verdict }) => verdict === 'wrong' && row.wanted[0]?.is !== 'asked')
  const every = Math.max(1, Math.floor(wrong.length / 6))
  return wrong
    .filter((_, index) => index % every === 0)
    .slice(0, 6)
    .map((one) => `  - ${escaped(inWords(one))}`)
    .join('\n')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_<>|[\]]/gu, String.raw`\$&`)
}
