#!/bin/sh
# chrono-node 2.10.3 (npm), English, said on Wednesday, 4 March 2026, `forwardDate: true`.
#
# Guessed: "Friday the 13th" and "Friday the 20th" are 13 and 20 March: one result each.
# Seen: one result, "Friday", which is 6 March; "the 13th" is left over, though "Friday 13 March" and "the 13th of March" are
# understood. "a week from Tuesday" is two results, neither of which is Tuesday week.
#
#   Friday the 13th      -> [Friday] 2026-03-06
#   Friday the 20th      -> [Friday] 2026-03-06
#   Friday 13 March      -> [Friday 13 March] 2026-03-13
#   a week from Tuesday  -> [a week] 2026-03-11, [Tuesday] 2026-03-10
#
# Why it matters: who takes the first result of parseDate() is one or two weeks early without a word. Exits with 1 when the
# behaviour has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3
cat > try.cjs <<'END'
const chrono = require('chrono-node')
const now = { instant: new Date('2026-03-04T15:00:00Z'), timezone: -300 }
const expected = {
  'Friday the 13th': '[Friday] 2026-03-06',
  'Friday the 20th': '[Friday] 2026-03-06',
  'Friday 13 March': '[Friday 13 March] 2026-03-13',
  'a week from Tuesday': '[a week] 2026-03-11, [Tuesday] 2026-03-10',
}
let isAsSeen = true
for (const [say, value] of Object.entries(expected)) {
  const found = chrono
    .parse(say, now, { forwardDate: true })
    .map(({ text, start }) => `[${text}] ${start.date().toISOString().slice(0, 10)}`)
    .join(', ')
  console.log(`${say.padEnd(20)} -> ${found}`)
  if (found !== value) isAsSeen = false
}
process.exit(isAsSeen ? 0 : 1)
END
node try.cjs
