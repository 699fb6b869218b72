import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export type Drawn = {
  /** SVG that begins at the left end of the base line, in the colour of what is around it. */
  svg: string
  width: number
}

/** Words as outlines. `size` is the height of a line's letters in the picture's own units. */
export type Letters = (text: string, size: number, weight?: Weight) => Drawn

type Weight = 'regular' | 'bold'

const files: Record<Weight, string> = {
  regular: '400Regular/NotoSansDevanagari_400Regular.ttf',
  bold: '700Bold/NotoSansDevanagari_700Bold.ttf',
}

/** What is written in one script; spaces and digits go with what stands before them. */
const run = /(?:[\p{Script=Devanagari}\p{M}।॥]|\u200c|\u200d)+|[^\p{Script=Devanagari}]+/gu

let opened: Promise<Letters> | null = null

/** Latin and Devanagari, from the font that comes with the program: whatever is installed on the machine is left alone. */
export function openLetters(): Promise<Letters> {
  opened ??= open().catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}

/**
 * Shaped by HarfBuzz and not by the program that makes the picture: resvg 2.6 gives a syllable the width of its widest
 * part, so that the vowels of Hindi stand on top of the next letter.
 */
async function open(): Promise<Letters> {
  const harfbuzz = await import('harfbuzzjs')
  const fonts = { regular: await fontOf('regular'), bold: await fontOf('bold') }

  async function fontOf(weight: Weight) {
    const place = import.meta.resolve(`@expo-google-fonts/noto-sans-devanagari/${files[weight]}`)
    const bytes = await readFile(fileURLToPath(place))
    const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const face = new harfbuzz.Face(new harfbuzz.Blob(data), 0)
    return { font: new harfbuzz.Font(face), upem: face.upem }
  }

  return (text, size, weight = 'regular') => {
    const { font, upem } = fonts[weight]
    let x = 0
    const glyphs: string[] = []
    for (const [part] of text.matchAll(run)) {
      const buffer = new harfbuzz.Buffer()
      buffer.addText(part)
      buffer.guessSegmentProperties()
      harfbuzz.shape(font, buffer)
      for (const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } of buffer.getGlyphInfosAndPositions()) {
        const outline = font.glyphToPath(codepoint)
        if (outline) glyphs.push(`<path transform="translate(${x + xOffset} ${yOffset})" d="${outline}"/>`)
        x += xAdvance
      }
    }
    const scale = size / upem
    return { svg: `<g transform="scale(${scale} ${-scale})">${glyphs.join('')}</g>`, width: x * scale }
  }
}
