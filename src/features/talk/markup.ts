/** How a piece of a line looks. */
export const marks = ['bold', 'italic', 'underline', 'strike', 'spoiler'] as const
export type Mark = (typeof marks)[number]

/** How a moment is worded by a reader's own platform: by Discord's letters, which say it shortest. */
export const dateStyles = ['t', 'T', 'd', 'D', 'f', 'F', 'R'] as const
export type DateStyle = (typeof dateStyles)[number]

type What =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  /** `sign`: the emoji itself; null for one that a workspace made for itself. `name` without colons. */
  | { kind: 'emoji'; name: string; sign: string | null }
  /** Seconds since 1970. `words`: for where no platform words it. */
  | { kind: 'date'; at: number; style: DateStyle; words: string }
  /** Somebody, a room or a group by name, without its sign; `everyone` calls all and is never to be carried over as a call. */
  | { kind: 'mention'; of: 'person' | 'room' | 'group' | 'everyone'; name: string }

/** A piece of a line. `marks` in the order of `marks`; `link`: where it leads. A bare address leads to itself. */
export type Span = What & { marks: readonly Mark[]; link: string | null }

/** One point of a list: how deep it lies (0 to 8), and its number, where the list counts. */
export type Item = { indent: number; number: number | null; of: Span[] }

/**
 * A message on no platform in particular. Marks lie on the pieces and not around them, as editors keep them: one platform lets them
 * overlap and the other nests them. Line breaks are in the text.
 */
export type Block =
  | { kind: 'lines'; of: Span[] }
  | { kind: 'heading'; level: 1 | 2 | 3; of: Span[] }
  | { kind: 'list'; items: Item[] }
  | { kind: 'code'; language: string | null; text: string }
  | { kind: 'quote'; of: Block[] }

/** Names in place of ids; what is not known is for the caller to name. */
export type Names = Record<'person' | 'room' | 'group', (id: string) => string>

export function text(words: string, own: readonly Mark[] = [], link: string | null = null): Span {
  return { kind: 'text', text: words, marks: own, link }
}

/** With marks besides its own, in their order. */
export function marked(span: Span, more: readonly Mark[]): Span {
  return { ...span, marks: marks.filter((mark) => span.marks.includes(mark) || more.includes(mark)) }
}

/** Text that looks the same and stands together is one piece; empty text is none. */
export function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  let run: string[] = []
  const end = () => {
    const last = all.at(-1)
    if (last?.kind === 'text' && run.length > 1) all[all.length - 1] = { ...last, text: run.join('') }
    run = []
  }
  for (const span of spans) {
    if (span.kind === 'text' && span.text === '') continue
    const last = all.at(-1)
    if (span.kind === 'text' && last?.kind === 'text' && looksLike(span, last)) {
      run.push(span.text)
      continue
    }
    end()
    all.push(span)
    if (span.kind === 'text') run.push(span.text)
  }
  end()
  return all
}

function looksLike(a: Span, b: Span): boolean {
  return a.link === b.link && a.marks.length === b.marks.length && a.marks.every((mark, at) => mark === b.marks[at])
}

/** What a span says where nothing can be drawn. */
export function plain(span: Span): string {
  switch (span.kind) {
    case 'text':
    case 'code':
      return span.link === null || span.link === span.text ? span.text : `${span.text} (${span.link})`
    case 'emoji':
      return span.sign ?? `:${span.name}:`
    case 'date':
      return span.words
    case 'mention':
      return `${span.of === 'room' ? '#' : '@'}${span.name}`
  }
}
