import type { MonthPicture } from '#src/kernel/month.ts'

export const march: MonthPicture = {
  title: 'Acme Textiles · March 2026',
  month: '2026-03',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  days: [
    {
      day: 4,
      lines: [
        { text: '9:00 P7', mark: 'ready' },
        { text: '17:00 empty', mark: 'gap' },
      ],
      rest: '+3',
    },
  ],
  legend: [
    { mark: 'ready', name: 'Approved' },
    { mark: 'done', name: 'Posted' },
  ],
  words: 'Wed 4 Mar: 9:00 P7 (Approved); 17:00 (empty)',
  elsewhere: 'The picture is in your direct message with me.',
}
