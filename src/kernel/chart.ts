/** Figures shown as a picture: for each category a column per series, beside one another. Plain text, as on a card. */
export type Chart = {
  title: string
  /** What the columns stand for, in order, each once. */
  categories: string[]
  series: Series[]
  /** What is counted, such as “tasks”. */
  unit: string
}

/** `values` has one for each category. `tone` says which colour it has, where we choose the colour. */
export type Series = { name: string; values: number[]; tone: 'good' | 'attention' | 'plain' }

/** As many as there are tones, and as Slack's own charts hold values. */
export const mostSeries = 3
export const mostCategories = 20

/** All the figures in words: for whoever cannot see the picture, and where none can be shown. */
export function chartInWords({ title, categories, series, unit }: Chart): string {
  const lines = categories.map((category, index) => {
    const values = series.map(({ name, values }) => `${name} ${values[index] ?? 0}`)
    return `${category}: ${values.join(', ')}`
  })
  return `${title} (${unit})\n${lines.join('\n')}`
}
