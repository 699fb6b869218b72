#!/bin/sh
# drizzle-orm 0.45.4 with @electric-sql/pglite 0.5.16 (npm).
#
# Guessed: a list comes back as it was written: drizzle writes it (`makePgArray`) and reads it (`parsePgArray`) itself.
# Seen: where the driver hands a list over as text (lists of a domain or an enum, and all lists with `fetch_types: false` of postgres.js),
# each backslash of a value is lost on the way back. What is in the database is right; a second save writes the loss down.
#
#   written  C:\books\2026
#   stored   C:\books\2026
#   read     C:books2026
#
# Why it matters: paths, patterns and quoted text change without an error. Exits with 1 when the behaviour has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts drizzle-orm@0.45.4 @electric-sql/pglite@0.5.16
cat > try.mjs <<'END'
import { PGlite } from '@electric-sql/pglite'
import { customType, pgTable } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/pglite'

const client = new PGlite()
await client.exec('create domain place as text; create table kept (places place[])')
const place = customType({ dataType: () => 'place' })
const kept = pgTable('kept', { places: place().array() })
const db = drizzle(client)

const written = String.raw`C:\books\2026`
await db.insert(kept).values({ places: [written] })
const { rows } = await client.query('select places[1] as place from kept')
const [read] = await db.select().from(kept)
console.log(`written  ${written}\nstored   ${rows[0].place}\nread     ${read.places[0]}`)
process.exit(rows[0].place === written && read.places[0] === 'C:books2026' ? 0 : 1)
END
node try.mjs
