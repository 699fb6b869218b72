import { drawPng } from '#src/pictures/png.ts'

const side = 240
const threads = 12
const blues = ['#1d3557', '#274c77', '#3a6ea5', '#6096ba']
const wefts = ['#f1e3c6', '#e2c391', '#f7f1e3']

/** A woven cloth, as a picture that a client's post might have; null where nothing can be drawn. */
export async function drawCloth(): Promise<Uint8Array | null> {
  const width = side / threads
  const cells = Array.from({ length: threads * threads }, (_, index) => {
    const [x, y] = [index % threads, Math.floor(index / threads)]
    // A twill: every third thread lies above, one further in each row.
    const colours = (x + y) % 3 === 0 ? wefts : blues
    const colour = colours[(x * 2 + y) % colours.length]
    return `<rect x="${x * width}" y="${y * width}" width="${width - 2}" height="${width - 2}" fill="${colour}"/>`
  })
  const cloth = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="${side}" height="${side}" fill="#14213d"/>${cells.join('')}</svg>`
  return drawPng(cloth).catch(() => null)
}
