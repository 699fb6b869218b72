import fc from 'fast-check'
import type { Button, Card, Text } from '#src/kernel/card.ts'
import { chartOf } from '../charts.ts'
import { pressNames } from '#src/features/actions.ts'

/** What people write, and what could be taken for more than words. */
const bits = [
  ...['word', ' ', '\n', '\n\n', 'a longer word-that-goes-on', 'नमस्ते दुनिया', '😀', '👩‍👩‍👧', 'é'],
  ...[
    '@everyone',
    '@here',
    '<@1140000000000000012>',
    '<#1>',
    '<@&1>',
    '<t:1:F>',
    '**',
    '__',
    '~~',
    '||',
    '`',
    '```',
    '\\',
  ],
  ...[
    '# ',
    '- ',
    '> ',
    '1. ',
    '-# ',
    '[a](http://b.example)',
    'https://acme.example/a_b_c?d=*e*',
    '_',
    '*',
    '<',
    '>',
    '|',
  ],
]

export const words = (longest: number) =>
  fc
    .oneof(
      fc.array(fc.constantFrom(...bits), { maxLength: 12 }).map((parts) => parts.join('')),
      fc
        .tuple(fc.constantFrom(...bits), fc.integer({ min: 1, max: longest }))
        .map(([bit, times]) => bit.repeat(Math.ceil(times / bit.length)).slice(0, longest)),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    )
    .map((text) => text.toWellFormed())

const said = words(5_000).filter((text) => text.trim() !== '')

const moment = fc.record({
  at: fc
    .integer({ min: 0, max: 4_000_000_000 })
    .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)),
  words: fc.constant('Friday 17:00'),
})

const text: fc.Arbitrary<Text> = fc.oneof(said, fc.array(fc.oneof(words(800), moment), { minLength: 1, maxLength: 8 }))

const part = fc.stringMatching(/^[a-z0-9.%-]{0,70}$/u)

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({
    label: said,
    style: fc.constantFrom('primary', 'danger', 'plain'),
    action: fc.record({ press: fc.constantFrom(...pressNames), subject: part, detail: part }),
  }),
  fc.record({
    label: said,
    url: fc.oneof(
      fc.webUrl(),
      fc.constant('javascript:alert(1)'),
      fc.constant(`https://acme.example/${'x'.repeat(600)}`),
    ),
  }),
)

const row = fc.record({ text, detail: text, button }, { requiredKeys: ['text'] })

export const card: fc.Arbitrary<Card> = fc.record(
  {
    title: said,
    tone: fc.constantFrom('plain', 'waiting', 'good', 'attention', 'closed'),
    status: text,
    body: words(25_000),
    code: words(6_000),
    facts: fc.array(fc.record({ label: said, value: text }), { maxLength: 20 }),
    list: fc.array(row, { maxLength: 60 }),
    buttons: fc.array(button, { maxLength: 30 }),
    note: said,
    chart: chartOf(said),
  },
  { requiredKeys: ['title', 'tone'] },
)
