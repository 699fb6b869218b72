import type { Chart, Series } from '#src/kernel/chart.ts'
import type { Letters } from './letters.ts'

/** The picture is opaque, with an edge: it reads the same where the platform is light and where it is dark. */
const ink = { paper: '#ffffff', edge: '#d5d9de', grid: '#e6e9ec', words: '#1d2126', small: '#4c545d' }

/** Told apart by how light they are too, for whoever does not see the colours. */
const fills: Record<Series['tone'], string> = { good: '#0b7a5c', attention: '#e07a1f', plain: '#4a6fd0' }

const size = { width: 1000, height: 500 }
const plot = { left: 84, right: 970, top: 150, bottom: 430 }
const text = { title: 32, label: 22, value: 20, smallest: 15 }
const mostBar = 56

/** A chart as SVG, with its words as outlines. */
export function drawChart(chart: Chart, letters: Letters): string {
  const { width, height } = size
  const top = topOf(Math.max(1, ...chart.series.flatMap(({ values }) => values)))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect x="1" y="1" width="${width - 2}" height="${height - 2}" rx="18" fill="${ink.paper}" stroke="${ink.edge}" stroke-width="2"/>`,
    heading(chart, letters),
    grid(top, letters),
    columns(chart, top, letters),
    '</svg>',
  ].join('')
}

type Place = { x: number; y: number; align?: 'left' | 'middle' | 'right'; most?: number }

/** Words where they belong, made smaller where they would be too wide. */
function words(
  letters: Letters,
  said: string,
  { x, y, align = 'left', most = size.width }: Place,
  how: { size: number; colour: string; weight?: 'regular' | 'bold' },
): string {
  const wanted = letters(said, how.size, how.weight)
  const fitting = Math.max(text.smallest, (how.size * most) / wanted.width)
  const drawn = wanted.width > most ? letters(said, fitting, how.weight) : wanted
  const left = x - { left: 0, middle: drawn.width / 2, right: drawn.width }[align]
  return `<g fill="${how.colour}" transform="translate(${left} ${y})">${drawn.svg}</g>`
}

function heading({ title, series, unit }: Chart, letters: Letters): string {
  const parts = [
    words(letters, title, { x: 36, y: 58, most: 930 }, { size: text.title, colour: ink.words, weight: 'bold' }),
    words(letters, unit, { x: 964, y: 104, align: 'right', most: 180 }, { size: text.label, colour: ink.small }),
  ]
  let x = 36
  for (const { name, tone } of series) {
    const most = 700 / series.length - 70
    parts.push(`<rect x="${x}" y="86" width="22" height="22" rx="4" fill="${fills[tone]}"/>`)
    parts.push(words(letters, name, { x: x + 32, y: 104, most }, { size: text.label, colour: ink.small }))
    x += Math.min(letters(name, text.label).width, most) + 70
  }
  return parts.join('')
}

/** A round number that all the values are below, of which there are at most five steps. */
function topOf(highest: number): { value: number; step: number } {
  const rough = highest / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    ...[1, 2, 5, 10]
      .filter((round) => round * power >= rough)
      .slice(0, 1)
      .map((round) => round * power),
  )
  return { value: Math.ceil(highest / step) * step, step }
}

const heightOf = (value: number, top: number) => ((plot.bottom - plot.top) * Math.max(0, value)) / top

function grid({ value: top, step }: { value: number; step: number }, letters: Letters): string {
  const lines: string[] = []
  for (let value = 0; value <= top; value += step) {
    const y = plot.bottom - heightOf(value, top)
    lines.push(`<path d="M${plot.left} ${y}H${plot.right}" stroke="${ink.grid}" stroke-width="2"/>`)
    const place: Place = { x: plot.left - 14, y: y + 7, align: 'right', most: 64 }
    lines.push(words(letters, String(value), place, { size: text.value, colour: ink.small }))
  }
  return lines.join('')
}

function columns({ categories, series }: Chart, { value: top }: { value: number }, letters: Letters): string {
  const room = (plot.right - plot.left) / Math.max(1, categories.length)
  const bar = Math.min(mostBar, (room * 0.76) / Math.max(1, series.length))
  // Of many names every second or third is enough.
  const each = Math.ceil(categories.length / 10)
  return categories
    .map((category, index) => {
      const middle = plot.left + room * (index + 0.5)
      const first = middle - (bar * series.length) / 2
      const bars = series.map(({ values, tone }, at) => {
        const value = values[index] ?? 0
        // What is there is seen, however little it is beside the rest.
        const height = Math.max(3, heightOf(value, top))
        const x = first + at * bar
        const y = plot.bottom - height
        const filled = `<rect x="${x + 1.5}" y="${y}" width="${bar - 3}" height="${height}" rx="3" fill="${fills[tone]}"/>`
        const place: Place = { x: x + bar / 2, y: y - 8, align: 'middle', most: bar + 14 }
        return value > 0 ? filled + words(letters, String(value), place, { size: text.value, colour: ink.words }) : ''
      })
      const named =
        index % each === 0
          ? words(
              letters,
              category,
              { x: middle, y: plot.bottom + 36, align: 'middle', most: room * each - 10 },
              { size: text.label, colour: ink.small },
            )
          : ''
      return bars.join('') + named
    })
    .join('')
}
