import type { MonthLine, MonthMark, MonthPicture } from '#src/kernel/month.ts'
import type { Letters } from './letters.ts'

const width = 1_500
const margin = 24
const head = 96
const foot = 52
const cell = { width: (width - 2 * margin) / 7, height: 150 }
const line = 22

/** The picture is opaque, with an edge: it reads the same where the platform is light and where it is dark. */
const ink = { paper: '#ffffff', edge: '#d5d9de', weekend: '#f5f7f9', words: '#1d2126', small: '#4c545d' }

const colours: Record<MonthMark, string> = {
  ...{ open: '#6a737d', waiting: '#1f6feb', ready: '#1a7f4b', now: '#b3600d', done: '#0b6b50' },
  ...{ missed: '#c02c3a', gap: '#c02c3a' },
}

/** A month as SVG, Monday first, with its words as outlines. */
export function drawMonth({ month: written, title, weekdays, days, legend }: MonthPicture, letters: Letters): string {
  const month = Temporal.PlainYearMonth.from(written)
  const before = month.toPlainDate({ day: 1 }).dayOfWeek - 1
  const height = head + Math.ceil((before + month.daysInMonth) / 7) * cell.height + foot
  const cells = Array.from({ length: month.daysInMonth }, (_, index) => {
    const at = before + index
    const place = { x: margin + (at % 7) * cell.width, y: head + Math.floor(at / 7) * cell.height }
    const { lines = [], rest = null } = days.find(({ day }) => day === index + 1) ?? {}
    return drawDay({ ...place, day: index + 1, weekend: at % 7 > 4, lines, rest }, letters)
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect x="1" y="1" width="${width - 2}" height="${height - 2}" rx="18" fill="${ink.paper}" stroke="${ink.edge}" stroke-width="2"/>`,
    write(letters, { x: margin, y: 46 }, title, { size: 28, weight: 'bold', room: width - 2 * margin }),
    ...weekdays
      .slice(0, 7)
      .map((name, index) =>
        write(letters, { x: margin + index * cell.width + 8, y: head - 12 }, name, { size: 16, colour: ink.small }),
      ),
    ...cells,
    drawLegend(legend, height - 18, letters),
    '</svg>',
  ].join('\n')
}

type Cell = { x: number; y: number; day: number; weekend: boolean; lines: MonthLine[]; rest: string | null }

function drawDay({ x, y, day, weekend, lines, rest }: Cell, letters: Letters): string {
  const room = cell.width - 28
  const shade = weekend ? ink.weekend : ink.paper
  return [
    `<rect x="${x}" y="${y}" width="${cell.width}" height="${cell.height}" fill="${shade}" stroke="${ink.edge}"/>`,
    write(letters, { x: x + 8, y: y + 24 }, String(day), { size: 16, weight: 'bold' }),
    ...lines.map(({ text, mark }, index) => {
      const base = y + 48 + index * line
      const colour = mark === 'gap' ? colours.gap : ink.words
      return drawMark(x + 13, base - 5, mark) + write(letters, { x: x + 22, y: base }, text, { size: 14, room, colour })
    }),
    ...(rest === null
      ? []
      : [write(letters, { x: x + 22, y: y + 48 + lines.length * line }, rest, { size: 14, room, colour: ink.small })]),
  ].join('\n')
}

/** Filled for what is over or at hand, a ring for what is to come: told apart without the colours too. */
function drawMark(x: number, y: number, mark: MonthMark): string {
  const isAtHand = mark === 'now' || mark === 'done' || mark === 'missed'
  const look = isAtHand ? `fill="${colours[mark]}"` : `fill="none" stroke="${colours[mark]}" stroke-width="2"`
  return `<circle cx="${x}" cy="${y}" r="4.5" ${look}/>`
}

function drawLegend(legend: MonthPicture['legend'], y: number, letters: Letters): string {
  let x = margin
  return legend
    .map(({ mark, name }) => {
      const at = x
      x += 44 + letters(name, 14).width
      return drawMark(at + 6, y - 5, mark) + write(letters, { x: at + 18, y }, name, { size: 14, colour: ink.small })
    })
    .join('\n')
}

type Style = { size: number; colour?: string; weight?: 'regular' | 'bold'; room?: number }

function write(
  letters: Letters,
  { x, y }: { x: number; y: number },
  text: string,
  { size, colour = ink.words, weight = 'regular', room = Infinity }: Style,
): string {
  const fitting = fit(text, room, (shorter) => letters(shorter, size, weight).width)
  return `<g transform="translate(${x} ${y})" fill="${colour}">${letters(fitting, size, weight).svg}</g>`
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
