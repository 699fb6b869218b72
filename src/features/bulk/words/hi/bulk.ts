import type { Words } from '#src/words/words.ts'

export const bulk: Words['bulk'] = {
  done: {
    changed: (count) => `${count} टास्क बदले गए`,
    cancelled: (count) => `${count} टास्क रद्द किए गए`,
  },
  doneHeading: { changed: 'बदले गए', cancelled: 'रद्द किए गए' },
  none: { changed: 'इनमें से कोई टास्क नहीं बदला', cancelled: 'इनमें से कोई टास्क रद्द नहीं हुआ' },
  not: () => 'जैसे थे वैसे ही रहे, और क्यों',
}
