import ICAL from 'ical.js'

/** What of iCalendar (RFC 5545) a text does not keep to, as far as a published feed of events must. */
export function problemsOf(text: string): string[] {
  return [...lineProblems(text), ...calendarProblems(text)]
}

function lineProblems(text: string): string[] {
  const problems: string[] = []
  if (!text.endsWith('\r\n')) problems.push('the last line does not end (3.1)')
  if (/(?<!\r)\n|\r(?!\n)/u.test(text)) problems.push('a line does not end with CRLF (3.1)')
  for (const line of text.split('\r\n')) {
    if (Buffer.byteLength(line) > 75) problems.push(`longer than 75 octets (3.1): ${line}`)
    if (line.includes('\u{fffd}') || !line.isWellFormed()) problems.push(`a letter is cut in two: ${line}`)
  }
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n')
  for (const line of unfolded) {
    if (/^(?:SUMMARY|DESCRIPTION|NAME|X-WR-CALNAME):.*(?<!\\)(?:\\\\)*[,;]/u.test(line)) {
      problems.push(`a comma or a semicolon in a text is not escaped (3.3.11): ${line}`)
    }
    if (line !== '' && !/^[A-Z][A-Z0-9-]*[:;]/u.test(line)) problems.push(`not a content line: ${line}`)
  }
  return problems
}

function calendarProblems(text: string): string[] {
  const calendar = ICAL.Component.fromString(text)
  const required = (component: ICAL.Component, names: string[]) =>
    names
      .filter((name) => component.getAllProperties(name).length !== 1)
      .map((name) => `${component.name} needs one ${name} (3.6)`)
  const events = calendar.getAllSubcomponents('vevent')
  const uids = events.map((event) => String(event.getFirstPropertyValue('uid')))
  return [
    ...required(calendar, ['version', 'prodid']),
    ...events.flatMap((event) => required(event, ['uid', 'dtstamp', 'dtstart', 'dtend', 'summary', 'sequence'])),
    ...events.flatMap(timeProblems),
    ...(new Set(uids).size === uids.length ? [] : ['a UID is there twice']),
  ]
}

function timeProblems(event: ICAL.Component): string[] {
  const { startDate, endDate } = new ICAL.Event(event)
  const moments = [startDate, endDate].filter(({ isDate }) => !isDate)
  return [
    ...(startDate.isDate === endDate.isDate ? [] : ['begins as a day and ends as a time, or the reverse']),
    ...(startDate.compare(endDate) < 0 ? [] : ['ends before it begins (3.8.2.2)']),
    ...moments.filter(({ zone }) => zone !== ICAL.Timezone.utcTimezone).map(String),
  ]
}
