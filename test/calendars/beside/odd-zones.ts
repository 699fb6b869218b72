import type { Chance } from './chance.ts'

/** A zone that a calendar brings along; `like`: the real one whose clocks it has. */
type OddZone = { id: string; lines: string[]; like: string }

const part = (name: string, from: string, to: string, lines: string[]) => [
  `BEGIN:${name}`,
  ...lines,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  `END:${name}`,
]

const newYork = (id: string): OddZone => ({
  id,
  like: 'America/New_York',
  lines: [
    'BEGIN:VTIMEZONE',
    `TZID:${id}`,
    ...part('STANDARD', '-0400', '-0500', ['DTSTART:20071104T020000', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU']),
    ...part('DAYLIGHT', '-0500', '-0400', ['DTSTART:20070311T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU']),
    'END:VTIMEZONE',
  ],
})

const india = (id: string): OddZone => ({
  id,
  like: 'Asia/Kolkata',
  lines: [
    'BEGIN:VTIMEZONE',
    `TZID:${id}`,
    ...part('STANDARD', '+0530', '+0530', ['DTSTART:16010101T000000']),
    'END:VTIMEZONE',
  ],
})

/** As Outlook, Exchange, Evolution and Lightning name them, and as people do. */
export function oddZone({ of }: Chance): OddZone {
  return of(
    newYork('Eastern Standard Time'),
    newYork('Our Office'),
    newYork('/softwarestudio.org/Olson_20011030_5/America/New_York'),
    newYork('US-Eastern'),
    india('India Standard Time'),
    india('Head Office'),
    india('/freeassociation.sourceforge.net/Asia/Kolkata'),
  )
}
