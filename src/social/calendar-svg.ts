import type { PostStatus } from './post.ts'

/** What the picture shows of one post, or of a slot without one (`status` null), on a day of its month. */
export type PicturePost = { day: number; time: string; account: string; number: string; status: PostStatus | null }

export type PictureWords = {
  /** `Acme Textiles · March 2026`. */
  title: string
  /** Monday first. */
  weekdays: readonly string[]
  gap: string
  more(n: number): string
  /** For the line below that says what the colours mean. */
  statuses: Record<PostStatus, string>
}

export type PictureTheme = 'light' | 'dark'

/**
 * Draws words from the left end of their base line, in the colour of what is around them, and says how wide they are. Whoever
 * makes an image of the picture gives one that knows a font: words left to `<text>` are shaped by whatever draws them.
 */
export type Letters = (text: string, size: number, weight?: 'regular' | 'bold') => { svg: string; width: number }

const width = 1_400
const margin = 24
const head = 96
const foot = 52
const cell = { width: (width - 2 * margin) / 7, height: 150 }
const line = 22
/** Lines below the day's number that fit a cell. */
const mostLines = 5

const colours = {
  light: { paper: '#ffffff', ink: '#1b1f24', faint: '#6a737d', rule: '#d5dae0', weekend: '#f5f7f9' },
  dark: { paper: '#1e2126', ink: '#e8eaed', faint: '#9aa2ac', rule: '#3a4048', weekend: '#24282e' },
} as const

const marks: Record<PictureTheme, Record<PostStatus | 'gap', string>> = {
  light: {
    ...{ idea: '#6a737d', draft: '#6a737d', approval: '#1f6feb', approved: '#1a7f4b', due: '#b3600d' },
    ...{ posted: '#0b6b50', missed: '#c02c3a', cancelled: '#9aa2ac', gap: '#c02c3a' },
  },
  dark: {
    ...{ idea: '#9aa2ac', draft: '#9aa2ac', approval: '#6ea8ff', approved: '#4cc38a', due: '#f0a34a' },
    ...{ posted: '#34b48a', missed: '#ff7b84', cancelled: '#6a737d', gap: '#ff7b84' },
  },
}

/** The statuses that the line below explains; a cancelled post is not in the picture. */
const explained = ['draft', 'approval', 'approved', 'due', 'posted', 'missed'] as const

/**
 * A month as a picture: a cell a day, Monday first, each post with its time, its account and a mark in the colour of its
 * state.
 */
export function calendarSvg(
  month: Temporal.PlainYearMonth,
  posts: readonly PicturePost[],
  words: PictureWords,
  theme: PictureTheme,
  letters: Letters = plainLetters,
): string {
  const pen: Pen = { words, theme, letters }
  const { paper, ink, faint } = colours[theme]
  const before = month.toPlainDate({ day: 1 }).dayOfWeek - 1
  const rows = Math.ceil((before + month.daysInMonth) / 7)
  const height = head + rows * cell.height + foot
  const days = Array.from({ length: month.daysInMonth }, (_, index) => {
    const at = before + index
    const place = { x: margin + (at % 7) * cell.width, y: head + Math.floor(at / 7) * cell.height }
    const day = index + 1
    return dayCell(
      { ...place, day, weekend: at % 7 > 4 },
      posts.filter((post) => post.day === day),
      pen,
    )
  })
  const weekdays = words.weekdays.slice(0, 7)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${paper}"/>`,
    write(pen, margin, 46, words.title, { size: 28, fill: ink, weight: 'bold', room: width - 2 * margin }),
    ...weekdays.map((name, index) =>
      write(pen, margin + index * cell.width + 8, head - 12, name, { size: 16, fill: faint }),
    ),
    ...days,
    legend(height - 18, pen),
    '</svg>',
  ].join('\n')
}

type Pen = { words: PictureWords; theme: PictureTheme; letters: Letters }
type Cell = { x: number; y: number; day: number; weekend: boolean }

function dayCell({ x, y, day, weekend }: Cell, posts: readonly PicturePost[], pen: Pen): string {
  const { paper, rule, weekend: shade, ink, faint } = colours[pen.theme]
  const shown = posts.length > mostLines ? posts.slice(0, mostLines - 1) : posts
  const rest = posts.length - shown.length
  const lines = shown.map((post, index) => postLine(post, x, y + 48 + index * line, pen))
  const more = pen.words.more(rest)
  return [
    `<rect x="${x}" y="${y}" width="${cell.width}" height="${cell.height}" fill="${weekend ? shade : paper}" stroke="${rule}"/>`,
    write(pen, x + 8, y + 24, String(day), { size: 16, fill: ink, weight: 'bold' }),
    ...lines,
    ...(rest > 0 ? [write(pen, x + 22, y + 48 + shown.length * line, more, { size: 14, fill: faint })] : []),
  ].join('\n')
}

function postLine({ time, account, number, status }: PicturePost, x: number, y: number, pen: Pen): string {
  const { ink, faint } = colours[pen.theme]
  // What tells posts apart comes first: a long account is cut.
  const text = `${time} ${status === null ? pen.words.gap : number} · ${account}`
  const fill = status === null ? marks[pen.theme].gap : status === 'cancelled' ? faint : ink
  return [
    mark(x + 13, y - 5, status, pen.theme),
    write(pen, x + 22, y, text, { size: 14, fill, room: cell.width - 28 }),
  ].join('\n')
}

/** Filled for what is over or at hand, a ring for what is to come: told apart without the colours too. */
function mark(x: number, y: number, status: PostStatus | null, theme: PictureTheme): string {
  const colour = marks[theme][status ?? 'gap']
  const isAtHand = status === 'due' || status === 'posted' || status === 'missed' || status === 'cancelled'
  const look = isAtHand ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="2"`
  return `<circle cx="${x}" cy="${y}" r="4.5" ${look}/>`
}

function legend(y: number, pen: Pen): string {
  const { faint } = colours[pen.theme]
  let x = margin
  return explained
    .map((status) => {
      const at = x
      const name = pen.words.statuses[status]
      x += 44 + pen.letters(name, 14).width
      return `${mark(at + 6, y - 5, status, pen.theme)}${write(pen, at + 18, y, name, { size: 14, fill: faint })}`
    })
    .join('\n')
}

type Style = { size: number; fill: string; weight?: 'regular' | 'bold'; room?: number }

function write(
  { letters }: Pen,
  x: number,
  y: number,
  text: string,
  { size, fill, weight = 'regular', room = Infinity }: Style,
): string {
  const { svg } = letters(
    fit(text, room, (shorter) => letters(shorter, size, weight).width),
    size,
    weight,
  )
  return `<g transform="translate(${x} ${y})" fill="${fill}" color="${fill}">${svg}</g>`
}

const segmenter = new Intl.Segmenter()

/** As many whole letters as there is room for. */
function fit(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text
  let kept = ''
  for (const { segment } of segmenter.segment(text)) {
    if (widthOf(`${kept}${segment}…`) > room) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** Words as text, for whatever draws it to shape; their width is guessed, and rather too much. */
function plainLetters(
  text: string,
  size: number,
  weight: 'regular' | 'bold' = 'regular',
): { svg: string; width: number } {
  const bold = weight === 'bold' ? ' font-weight="700"' : ''
  const family = `'Noto Sans Devanagari', 'Noto Sans', sans-serif`
  const svg = `<text font-family="${family}" font-size="${size}"${bold}>${escapeXml(text)}</text>`
  const parts = [...segmenter.segment(text)].map(({ segment }) => widthOfLetter(segment))
  return { svg, width: parts.reduce((sum, each) => sum + each, 0) * size }
}

/** In parts of the height of a line. */
function widthOfLetter(letter: string): number {
  if (/^[\p{Script=Han}\p{RGI_Emoji}]$/v.test(letter)) return 1.1
  if (/^[ .,:;|il'’!]$/u.test(letter)) return 0.32
  return /^(?:\p{Lu}|[mwMW@])$/u.test(letter) ? 0.78 : 0.6
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
}
