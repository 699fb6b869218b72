#!/bin/sh
# compromise-dates 3.9.0 with compromise 14.17.0 (npm), said on Wednesday, 4 March 2026, 10:00 in New York.
#
# Guessed, and written down before: "by Friday 5pm" ends on Friday at 17:00; "Feb 30" is no date.
# Seen: with "by" the time of day is dropped and the end is the last millisecond of the day BEFORE, so a deadline is some
# seventeen hours early; "due Friday 5pm" is right. 30 February becomes the 28th. Seen beside it, with no guess before:
# 31 April becomes the 30th, 25:00 becomes 23:00, and "every Friday at 5pm" is the Wednesday on which it was said.
#
#   by Friday 5pm        -> end 2026-03-05T23:59:59.999-05:00
#   by 5pm tomorrow      -> end 2026-03-04T23:59:59.999-05:00
#   due Friday 5pm       -> start 2026-03-06T17:00:00.000-05:00
#   Feb 30               -> start 2027-02-28T00:00:00.000-05:00
#   April 31             -> start 2026-04-30T00:00:00.000-04:00
#   25:00                -> start 2026-03-04T23:00:00.000-05:00
#   every Friday at 5pm  -> start 2026-03-04T17:00:00.000-05:00
#
# Why it matters: each is a plausible date with nothing beside it that says that it was bent. Exits with 1 when the behaviour has
# changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts compromise@14.17.0 compromise-dates@3.9.0
cat > try.cjs <<'END'
const nlp = require('compromise')
nlp.plugin(require('compromise-dates'))
const expected = {
  'by Friday 5pm': ['end', '2026-03-05T23:59:59.999-05:00'],
  'by 5pm tomorrow': ['end', '2026-03-04T23:59:59.999-05:00'],
  'due Friday 5pm': ['start', '2026-03-06T17:00:00.000-05:00'],
  'Feb 30': ['start', '2027-02-28T00:00:00.000-05:00'],
  'April 31': ['start', '2026-04-30T00:00:00.000-04:00'],
  '25:00': ['start', '2026-03-04T23:00:00.000-05:00'],
  'every Friday at 5pm': ['start', '2026-03-04T17:00:00.000-05:00'],
}
let isAsSeen = true
for (const [say, [which, value]] of Object.entries(expected)) {
  const [found] = nlp(say).dates({ timezone: 'America/New_York', today: '2026-03-04T10:00:00' }).get()
  console.log(`${say.padEnd(20)} -> ${which} ${found[which]}`)
  if (found[which] !== value) isAsSeen = false
}
process.exit(isAsSeen ? 0 : 1)
END
node try.cjs
