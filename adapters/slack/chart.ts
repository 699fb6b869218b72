import { cut } from '#adapters/shared/cut.ts'
import type { Chart } from '#src/kernel/chart.ts'
import { limits } from './limits.ts'
import { inOneLine } from './text.ts'

/** Slack's own chart, which its library has no type for: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export type ChartBlock = {
  type: 'data_visualization'
  title: string
  chart: {
    type: 'bar'
    series: { name: string; data: { label: string; value: number }[] }[]
    axis_config: { categories: string[]; y_label: string }
  }
}

export function chartBlock({ title, categories, series, unit }: Chart): ChartBlock {
  // Slack knows series and values by their names, so no two may be cut to the same.
  const labels = apart(categories)
  const names = apart(series.map(({ name }) => name))
  return {
    type: 'data_visualization',
    title: cut(inOneLine(title), limits.chartTitle) || '·',
    chart: {
      type: 'bar',
      series: series.map(({ values }, index) => ({
        name: names[index] ?? '',
        data: labels.map((label, at) => ({ label, value: values[at] ?? 0 })),
      })),
      axis_config: { categories: labels, y_label: cut(inOneLine(unit), limits.chartLabel) || '·' },
    },
  }
}

function apart(words: string[]): string[] {
  const taken = new Set<string>()
  return words.map((word) => {
    const short = cut(inOneLine(word), limits.chartName) || '·'
    const free = taken.has(short) ? `${cut(short, limits.chartName - 3)} ${taken.size + 1}` : short
    taken.add(free)
    return free
  })
}

/** What its words take of a message's. */
export function chartLength(blocks: ChartBlock[]): number {
  return blocks.reduce((sum, block) => sum + JSON.stringify(block).length, 0)
}
