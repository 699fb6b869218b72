#!/bin/sh
# slackify-markdown 5.0.0 (npm).
#
# Guessed: brackets with something behind them that is no address of the web stay as they were typed, or at least keep all
# of their letters.
# Seen: what is in the round brackets is gone, and the square ones with it.
#
#   arr[0](x)              -> arr0
#   [notes](file.txt)      -> notes
#
# Why it matters: code and names of files that people write lose letters on their way to Slack, without an error. Exits with 1 when the
# behaviour has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts slackify-markdown@5.0.0
cat > try.mjs <<'END'
import { slackifyMarkdown } from 'slackify-markdown'
const expected = {
  'arr[0](x)': 'arr0',
  '[notes](file.txt)': 'notes',
}
let isAsSeen = true
for (const [typed, value] of Object.entries(expected)) {
  const made = slackifyMarkdown(typed).trimEnd()
  console.log(`${typed.padEnd(22)} -> ${made}`)
  if (made !== value) isAsSeen = false
}
process.exit(isAsSeen ? 0 : 1)
END
node try.mjs
