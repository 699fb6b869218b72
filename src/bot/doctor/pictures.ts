import type { Finding } from '#src/kernel/finding.ts'
import { whyOf } from '#src/kernel/clock-skew.ts'
import { openLetters } from '#src/pictures/letters.ts'
import { drawPng } from '#src/pictures/png.ts'

const size = 16
const svgOf = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${inside}</svg>`

/** Whether charts and months can be drawn, tried with a small picture that has a letter in it. */
export async function checkPictures(): Promise<Finding> {
  const what = 'Pictures of charts and months can be drawn'
  const todo = await whyNone(async () => drawPng(svgOf((await openLetters())('अ', size).svg)))
  return todo === null ? { ok: true, what } : { ok: false, what, todo }
}

/** Why no picture can be drawn, and what to do; null when one can. Without letters: they are in every installation. */
export function whyNoPictures(): Promise<string | null> {
  return whyNone(() => drawPng(svgOf('')))
}

/** Where none can be drawn, people get what would be in it in words, and nobody else would notice. */
async function whyNone(draw: () => Promise<unknown>): Promise<string | null> {
  try {
    await draw()
    return null
  } catch (error) {
    // Of a package that is missing Node lists all that asked for it.
    const [why = ''] = whyOf(error).split('\n')
    return (
      `Charts and months are told in words alone: ${why}. What draws them is a package for each kind of machine, ` +
      'which npm leaves out with --omit=optional: install again without that (npm ci --omit=dev).'
    )
  }
}
