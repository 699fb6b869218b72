import type { Element, Part } from '#src/features/talk/rich-text.ts'

type Style = NonNullable<Element['style']>

const t = (text: string, style?: Style): Element => ({ type: 'text', text, ...(style ? { style } : {}) })
const link = (url: string, text?: string, style?: Style): Element => ({
  type: 'link',
  url,
  ...(text === undefined ? {} : { text }),
  ...(style ? { style } : {}),
})
const user = (style?: Style): Element => ({ type: 'user', user_id: 'U01MEERA', ...(style ? { style } : {}) })
const channel: Element = { type: 'channel', channel_id: 'C01OPS' }
const group: Element = { type: 'usergroup', usergroup_id: 'S01DESK' }
const all = (range: string): Element => ({ type: 'broadcast', range })
const emoji = (name: string, unicode?: string): Element => ({ type: 'emoji', name, ...(unicode ? { unicode } : {}) })
const date = (format: string, url?: string): Element => ({
  type: 'date',
  timestamp: 1_700_000_000,
  format,
  fallback: 'that day',
  ...(url ? { url } : {}),
})
const line = (...elements: Element[]): Part => ({ type: 'rich_text_section', elements })
const quote = (...elements: Element[]): Part => ({ type: 'rich_text_quote', elements })
const pre = (text: string, more: { border?: number; language?: string } = {}): Part => ({
  type: 'rich_text_preformatted',
  elements: [t(text)],
  ...more,
})
const list = (
  style: 'bullet' | 'ordered',
  points: Element[][],
  more: { indent?: number; offset?: number; border?: number } = {},
): Part => ({
  type: 'rich_text_list',
  style,
  elements: points.map((elements) => ({ type: 'rich_text_section', elements })),
  ...more,
})
const ul = (...points: string[]) =>
  list(
    'bullet',
    points.map((point) => [t(point)]),
  )
const ol = (...points: string[]) =>
  list(
    'ordered',
    points.map((point) => [t(point)]),
  )

const b = { bold: true }
const i = { italic: true }
const s = { strike: true }
const u = { underline: true }
const c = { code: true }
const acme = 'https://acme.example/a_b'

/** What Slack's editor sends, and what Discord must be sent, so that it shows the same. Written by hand. */
export const rich: [came: Part[], wanted: string][] = [
  [[line(t('Can you call '), t('today', b), t('?'))], 'Can you call **today**?'],
  [[line(t('Nothing', i), t(' is urgent'))], '_Nothing_ is urgent'],
  [[line(t('Cancel', s), t(' it'))], '~~Cancel~~ it'],
  [[line(t('Read this', u))], '__Read this__'],
  [[line(t('npm test', c), t(' first'))], '`npm test` first'],
  [[line(t('Both', { ...b, ...i }))], '**_Both_**'],
  [[line(t('All', { ...b, ...i, ...s, ...u }))], '__~~**_All_**~~__'],
  [[line(t('bold ', b), t('and italic', { ...b, ...i }), t(' in it', b))], '**bold _and italic_ in it**'],
  [[line(t('over', b), t('lap', { ...b, ...i }), t('ping', i))], '**over*lap***_ping_'],
  [[line(t('bold ', b), t('plain'))], '**bold** plain'],
  [[line(t('plain'), t(' bold', b))], 'plain **bold**'],
  [[line(t('un'), t('believ', b), t('able'))], 'un**believ**able'],
  [[line(t('un'), t('believ', i), t('able'))], 'un*believ*able'],
  [[line(t('  ', b), t('words'))], '  words'],
  [[line(t('*typed*'))], String.raw`\*typed\*`],
  [[line(t('snake_case_name'))], String.raw`snake\_case\_name`],
  [[line(t('2*3*4'))], String.raw`2\*3\*4`],
  [[line(t('Tom & Jerry < 3 > 2'))], String.raw`Tom & Jerry \< 3 > 2`],
  [[line(t('&amp; as typed'))], '&amp; as typed'],
  [[line(t('<@U01MEERA> as typed'))], String.raw`\<@U01MEERA> as typed`],
  [[line(t('||bars|| as typed'))], String.raw`\|\|bars\|\| as typed`],
  [[line(t('# as typed'))], String.raw`\# as typed`],
  [[line(t('> as typed'))], String.raw`\> as typed`],
  [[line(t('>>> as typed'))], String.raw`\>>> as typed`],
  [[line(t('- as typed\n- twice'))], '\\- as typed\n\\- twice'],
  [[line(t('1. as typed'))], String.raw`1\. as typed`],
  [[line(t('-# as typed'))], String.raw`\-# as typed`],
  [[line(t('[a](https://acme.example)'))], String.raw`\[a\](https://acme.example)`],
  [[line(t('```as typed```'))], '\\`\\`\\`as typed\\`\\`\\`'],
  [[line(t('~~as typed~~'))], String.raw`\~\~as typed\~\~`],
  [[line(t('@everyone as typed'))], '@\u200beveryone as typed'],
  [[line(all('channel'), t(' read'))], '@channel read'],
  [[line(all('here'), t(' lunch'))], '@\u200bhere lunch'],
  [[line(all('everyone'))], '@\u200beveryone'],
  [[line(user(), t(' please'))], '@Meera please'],
  [[line(user(b))], '**@Meera**'],
  [[line(t('in '), channel)], 'in #ops-room'],
  [[line(group, t(' knows'))], '@front-desk knows'],
  [[line(emoji('wave', '1f44b'), t(' hi'))], '👋 hi'],
  [[line(emoji('wave', '1f44b-1f3fd'))], '👋🏽'],
  [[line(emoji('flag-in', '1f1ee-1f1f3'))], '🇮🇳'],
  [[line(emoji('party_parrot'))], ':party_parrot:'],
  [[line(link(acme))], acme],
  [[line(link(acme, acme))], acme],
  [[line(link(acme, 'the sheet'))], `[the sheet](<${acme}>)`],
  [[line(link(acme, 'the sheet', b))], `**[the sheet](<${acme}>)**`],
  [[line(link('http://acme.example', 'acme.example'))], 'http://acme.example'],
  [[line(link(acme), t('s are here'))], `<${acme}>s are here`],
  [[line(link(acme), t('. Next'))], `${acme}. Next`],
  [[line(link(acme, '[v2] of *it*'))], String.raw`[\[v2\] of \*it\*](<${acme}>)`],
  [[line(link('mailto:meera@acme.example', 'meera@acme.example'))], 'meera@acme.example'],
  [[line(link('tel:+911234567890', '+911234567890'))], '+911234567890'],
  [[line(link('slack://open', 'Open'))], 'Open'],
  [[line(link('https://evil.example', 'https://bank.example'))], 'https://bank.example (<https://evil.example>)'],
  [[pre('a', { language: 'js\n@everyone' })], '```\na\n```'],
  [[line(link('https://acme.example/@everyone'))], 'https://acme.example/%40everyone'],
  [[line(date('{date_num}'))], '<t:1700000000:d>'],
  [[line(t('due '), date('{date_long} at {time}'))], 'due <t:1700000000:F>'],
  [[line(date('by {time} sharp'))], 'by <t:1700000000:t> sharp'],
  [[line({ type: 'color', value: '#ff0000' })], String.raw`#ff0000`],
  [[line(t('code `tick`', c))], '`` code `tick` ``'],
  [[line(t('a\nb'))], 'a\nb'],
  [[line(t('a\n\nb', b))], '**a\n\nb**'],
  [[ul('one', 'two')], '- one\n- two'],
  [[ol('one', 'two')], '1. one\n2. two'],
  [[list('ordered', [[t('three')], [t('four')]], { offset: 2 })], '3. three\n4. four'],
  [[ul('one'), list('bullet', [[t('in it')]], { indent: 1 }), ul('two')], '- one\n  - in it\n- two'],
  [[ul('one'), list('ordered', [[t('first')], [t('second')]], { indent: 1 })], '- one\n  1. first\n  2. second'],
  [[list('bullet', [[t('bold', b), t(' point')]])], '- **bold** point'],
  [[list('bullet', [[user(), t(' calls')]])], '- @Meera calls'],
  [[line(t('To do:\n')), ul('one'), line(t('Thanks'))], 'To do:\n- one\nThanks'],
  [[quote(t('quoted')), line(t('\nanswer'))], '> quoted\n\nanswer'],
  [[quote(t('one\ntwo'))], '> one\n> two'],
  [[quote(t('bold', b))], '> **bold**'],
  [[list('bullet', [[t('quoted')]], { border: 1 })], '> - quoted'],
  [[pre('x = 1\ny = 2')], '```\nx = 1\ny = 2\n```'],
  [[pre('const a = 1', { language: 'js' })], '```js\nconst a = 1\n```'],
  [[pre('a_b *c* <d>')], '```\na_b *c* <d>\n```'],
  [[pre('quoted', { border: 1 })], '> ```\n> quoted\n> ```'],
  [[pre('a ``` b')], '```\na `\u200b`\u200b` b\n```'],
  [[line(t('before\n')), pre('code'), line(t('after'))], 'before\n```\ncode\n```\nafter'],
]
