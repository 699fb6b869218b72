import type { Words } from '#src/words/words.ts'

export const bulk: Words['bulk'] = {
  done: {
    changed: (count) => `${count} काम बदले गए`,
    cancelled: (count) => `${count} काम रद्द किए गए`,
  },
  doneHeading: { changed: 'बदले गए', cancelled: 'रद्द किए गए' },
  none: { changed: 'इनमें से कोई काम नहीं बदला', cancelled: 'इनमें से कोई काम रद्द नहीं हुआ' },
  not: () => 'जैसे थे वैसे ही रहे, और क्यों',
}
