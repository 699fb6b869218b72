import type { Chart } from '#src/kernel/chart.ts'
import type { MonthPicture } from '#src/kernel/month.ts'
import { drawChart } from './draw-chart.ts'
import { drawMonth } from './draw-month.ts'
import { openLetters, type Letters } from './letters.ts'
import { drawPng } from './png.ts'

/** A chart as a PNG; null where none can be drawn. */
export function pictureOfChart(chart: Chart): Promise<Uint8Array | null> {
  return draw((letters) => drawChart(chart, letters))
}

/** A month as a PNG; null where none can be drawn. */
export function pictureOfMonth(month: MonthPicture): Promise<Uint8Array | null> {
  return draw((letters) => drawMonth(month, letters))
}

/**
 * There is nothing to draw with for every machine: whoever was to see the picture gets what is in it in words then. What is
 * drawn with is loaded when it is first needed.
 */
async function draw(drawing: (letters: Letters) => string): Promise<Uint8Array | null> {
  try {
    return await drawPng(drawing(await openLetters()))
  } catch {
    return null
  }
}
