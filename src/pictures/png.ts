/** An SVG without words in it (see `letters.ts`) as a PNG; drawn on a thread of its own. */
export async function drawPng(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const image = await renderAsync(svg, { font: { loadSystemFonts: false } })
  return image.asPng()
}
