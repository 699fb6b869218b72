import { cardsOf } from '../cards.ts'

/** What Slack could take for a mention, a mark, a picture or a link. */
const marks = [
  ...[
    '<!channel>',
    '<!here|here>',
    '<!everyone>',
    '<@U0ASHA>',
    '<@U0ASHA|asha>',
    '<#C0ACME|acme>',
    '<!subteam^S1|@ops>',
  ],
  ...['<!date^1^{date}|x>', '<https://evil.example|https://bank.example>', '<mailto:a@b.example|a>', '#acme', '@asha'],
  ...['&', '<', '>', '&lt;', '&amp;', '&gt;!', '|', '*', '_', '~', '`', '```', '> ', ':tada:', ':', '*bold*', '_a_'],
  ...['https://acme.example/a_b_c?d=*e*&f=1', '[a](http://b.example)', '- ', '1. ', '# '],
]

export const { words, card } = cardsOf(marks)
