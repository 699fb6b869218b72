import type { Chart } from '#src/ui/chart.ts'
import { drawChart } from './draw-chart.ts'
import { openLetters } from './letters.ts'
import { drawPng } from './png.ts'

/**
 * A chart as a PNG. Null where none can be drawn: there is nothing to draw with for every machine, and whoever is to read
 * the figures gets them in words then. What is drawn with is loaded when it is first needed.
 */
export async function pictureOf(chart: Chart): Promise<Uint8Array | null> {
  try {
    return await drawPng(drawChart(chart, await openLetters()))
  } catch {
    return null
  }
}
