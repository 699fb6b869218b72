/** A shared calendar with these entries, each as its lines. */
export function aCalendar(...entries: string[][]): string {
  const events = entries.flatMap((lines, index) => [
    'BEGIN:VEVENT',
    ...(lines.some((line) => line.startsWith('UID:')) ? [] : [`UID:${index}`]),
    ...lines,
    'END:VEVENT',
  ])
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...events, 'END:VCALENDAR', ''].join('\r\n')
}

export const republicDay = ['DTSTART;VALUE=DATE:20260126', 'SUMMARY:Republic Day']
