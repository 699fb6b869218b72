import { z } from 'zod'
import { limits } from './limits.ts'
import { text } from './elements.ts'

const name = text(limits.chartName)
const point = z.strictObject({ label: name, value: z.number() })
const series = z.strictObject({ name, data: z.array(point).min(1).max(limits.chartValues) })
const axis = z.strictObject({
  categories: z.array(name).min(1).max(limits.chartValues),
  x_label: text(limits.chartAxis).optional(),
  y_label: text(limits.chartAxis).optional(),
})

/** Bars, areas and lines: each series has a name of its own, and one value for each category. */
const drawn = z
  .strictObject({
    type: z.enum(['bar', 'area', 'line']),
    series: z.array(series).min(1).max(limits.chartSeries),
    axis_config: axis,
  })
  .refine(({ series: all }) => new Set(all.map((one) => one.name)).size === all.length, {
    error: 'series names must be unique',
  })
  .refine(({ axis_config: { categories } }) => new Set(categories).size === categories.length, {
    error: 'categories must be unique',
  })
  .refine(
    ({ series: all, axis_config: { categories } }) =>
      all.every(
        ({ data }) =>
          data.length === categories.length &&
          categories.every((category) => data.some(({ label }) => label === category)),
      ),
    { error: 'data labels must match the categories' },
  )

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label: name, value: z.number().positive() }))
    .min(1)
    .max(limits.chartSeries),
})

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: text(limits.blockId).optional(),
  title: text(limits.chartTitle),
  chart: z.union([drawn, pie]),
})

export type DataVisualization = z.infer<typeof dataVisualization>

/** The figures, line by line, as whoever points at the chart reads them. */
export function plainChart({ title, chart }: DataVisualization): string {
  if (chart.type === 'pie') return [title, ...chart.segments.map(({ label, value }) => `${label}: ${value}`)].join('\n')
  const lines = chart.axis_config.categories.map((category) => {
    const values = chart.series.map(
      ({ name: of, data }) => `${of} ${data.find(({ label }) => label === category)?.value}`,
    )
    return `${category}: ${values.join(', ')}`
  })
  return [title, ...lines].join('\n')
}
