#!/bin/sh
# @microsoft/recognizers-text-date-time 1.3.2 (npm, JavaScript), English.
#
# Guessed: "in 1.5 hours" and "in an hour and a half", said at 10:00, are 11:30; "tmrw 4pm" is tomorrow at 16:00.
# Seen: the whole phrase is matched, and its value is 11:00: what is behind the hour is dropped. "tmrw 4pm" is matched whole too,
# and its value is today at 16:00. Nothing in the result says that part of the match did not count.
#
#   in 1.5 hours            -> [in 1.5 hours] 2026-03-04 11:00:00
#   in an hour and a half   -> [in an hour and a half] 2026-03-04 11:00:00
#   in 90 minutes           -> [in 90 minutes] 2026-03-04 11:30:00
#   tmrw 4pm                -> [tmrw 4pm] 2026-03-04 16:00:00
#   tomorrow 4pm            -> [tomorrow 4pm] 2026-03-05 16:00:00
#
# Why it matters: who takes "all of the text was matched" for "all of it was understood" is half an hour, or a day, early
# without a word. Exits with 1 when the behaviour has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @microsoft/recognizers-text-date-time@1.3.2
cat > try.cjs <<'END'
const { recognizeDateTime } = require('@microsoft/recognizers-text-date-time')
const now = new Date(2026, 2, 4, 10, 0)
const seen = {}
for (const say of ['in 1.5 hours', 'in an hour and a half', 'in 90 minutes', 'tmrw 4pm', 'tomorrow 4pm']) {
  const [found] = recognizeDateTime(say, 'en-us', 0, now)
  seen[say] = found.resolution.values.at(-1).value
  console.log(`${say.padEnd(23)} -> [${found.text}] ${seen[say]}`)
}
const isAsSeen =
  seen['in 1.5 hours'] === '2026-03-04 11:00:00' &&
  seen['in an hour and a half'] === '2026-03-04 11:00:00' &&
  seen['in 90 minutes'] === '2026-03-04 11:30:00' &&
  seen['tmrw 4pm'] === '2026-03-04 16:00:00'
process.exit(isAsSeen ? 0 : 1)
END
node try.cjs
