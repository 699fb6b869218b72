/** As much of an element of the page as is read here. */
type PageElement = {
  tagName: string
  className: unknown
  textContent: string
  parentElement: PageElement | null
  childNodes: Iterable<{ nodeType: number; textContent: string }>
  ownerDocument: {
    defaultView: { getComputedStyle(element: PageElement): { color: string; backgroundColor: string } }
  }
  checkVisibility(): boolean
  closest(selector: string): unknown
}

/**
 * Runs in the page, so it stands on its own: which words of these elements stand out too little from what is behind
 * them. https://www.w3.org/TR/WCAG21/#contrast-minimum asks for 4.5 to 1.
 */
export const tooFaint = (elements: PageElement[]): string[] => {
  type Colour = [number, number, number, number]
  const style = (element: PageElement) => element.ownerDocument.defaultView.getComputedStyle(element)
  const read = (colour: string): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+(?:e-\d+)?/gu) ?? []).map(Number)
    const scale = colour.startsWith('color(') ? 255 : 1
    return [red * scale, green * scale, blue * scale, alpha]
  }
  const over = ([red, green, blue, alpha]: Colour, below: Colour): Colour => [
    red * alpha + below[0] * (1 - alpha),
    green * alpha + below[1] * (1 - alpha),
    blue * alpha + below[2] * (1 - alpha),
    1,
  ]
  const light = (part: number) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4)
  const brightness = ([red, green, blue]: Colour) => 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)
  const behind = (element: PageElement | null): Colour => {
    if (!element) return [255, 255, 255, 1]
    const own = read(style(element).backgroundColor)
    return own[3] === 1 ? own : over(own, behind(element.parentElement))
  }
  const hasWords = (element: PageElement) =>
    [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent.trim() !== '') &&
    element.checkVisibility() &&
    !element.closest('[inert], .visually-hidden, :disabled')

  return elements.filter(hasWords).flatMap((element) => {
    const paper = behind(element)
    const ink = over(read(style(element).color), paper)
    const [dark = 0, bright = 0] = [brightness(ink), brightness(paper)].sort((a, b) => a - b)
    const ratio = (bright + 0.05) / (dark + 0.05)
    return ratio < 4.5
      ? [`${ratio.toFixed(2)}: ${element.tagName} ${String(element.className)} "${element.textContent}"`]
      : []
  })
}
