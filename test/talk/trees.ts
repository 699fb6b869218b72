import fc from 'fast-check'
import { joined, marks, type Block, type Item, type Mark, type Span } from '#src/features/talk/markup.ts'

/** Words as people type them: signs that only look like formatting among them, no space at the edges. */
const word = fc.oneof(
  fc.stringMatching(/^[a-z]{1,8}$/u),
  fc.constantFrom(
    'snake_case',
    '2*3*4',
    '~5',
    '<3',
    'a|b',
    'Tom & Jerry',
    '10:30:',
    'कल',
    '日本',
    '👨‍👩‍👧',
    '#tag',
    '>x',
    '`',
    '*',
    '_x',
    'C:\\d',
    '[v2]',
    '&amp;',
    '$5*2',
  ),
)
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '))
const address = fc.constantFrom(
  'https://acme.example/a_b',
  'https://acme.example/?a=1&b=2',
  'https://en.example/Pune_(city)',
)
const someMarks = (from: readonly Mark[]) =>
  fc.subarray([...from], { maxLength: 3 }).map((chosen): Mark[] => marks.filter((mark) => chosen.includes(mark)))

/** Pieces with a space between, as marks begin and end at words. */
function line(from: readonly Mark[]): fc.Arbitrary<Span[]> {
  const plainText = words.map((text) => ({ kind: 'text', text, link: null }) as const)
  const linked = fc
    .tuple(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8})?$/u), address)
    .map(([text, link]) => ({ kind: 'text', text, link }) as const)
  const bare = address.map((link) => ({ kind: 'text', text: link, link }) as const)
  const code = fc
    .stringMatching(/^[a-z*_~<>&. ]{0,6}[a-z]$/u)
    .map((text) => ({ kind: 'code', text: text.trim(), link: null }) as const)
  const date = fc
    .constantFrom('t', 'T', 'd', 'D', 'f', 'F', 'R' as const)
    .map((style) => ({ kind: 'date', at: 1_700_000_000, style, words: '2023-11-14 22:13 UTC', link: null }) as const)
  const piece = fc
    .tuple(fc.oneof(plainText, linked, bare, code, date), someMarks(from))
    .map(([what, own]): Span => ({ ...what, marks: what.kind === 'date' ? [] : own }))
  return fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => {
    const space: Span = { kind: 'text', text: ' ', marks: [], link: null }
    return joined(pieces.flatMap((one, index) => (index === 0 ? [one] : [space, one])))
  })
}

const codeText = fc
  .array(fc.stringMatching(/^[a-z*_#>{} -]{0,12}[a-z]$/u), { minLength: 1, maxLength: 4 })
  .map((lines) => lines.join('\n'))
const code = fc
  .tuple(codeText, fc.constantFrom(null, 'js', 'c++'))
  .map(([text, language]): Block => ({ kind: 'code', language, text }))

function list(from: readonly Mark[]): fc.Arbitrary<Block> {
  return fc.array(fc.tuple(fc.nat(3), fc.boolean(), line(from)), { minLength: 1, maxLength: 5 }).map((points) => {
    const items: Item[] = []
    for (const [depth, counts, of] of points) {
      const last = items.at(-1)
      const indent = last ? Math.min(depth, last.indent + 1) : 0
      const before = items.findLast((item) => item.indent <= indent)
      const number = counts ? (before?.indent === indent ? (before.number ?? 0) : 0) + 1 : null
      items.push({ indent, number, of })
    }
    return { kind: 'list', items }
  })
}

/** Trees that a platform can hold: one block is not followed by its like, which would be the same block. */
export function tree(from: readonly Mark[], headings: boolean): fc.Arbitrary<Block[]> {
  const lines = line(from).map((of): Block => ({ kind: 'lines', of }))
  const heading = fc
    .tuple(fc.constantFrom(1, 2, 3 as const), line(from))
    .map(([level, of]): Block => ({ kind: 'heading', level, of }))
  const inner = fc.oneof(lines, code, list(from))
  const quote = fc.array(inner, { minLength: 1, maxLength: 3 }).map((of): Block => ({ kind: 'quote', of: apart(of) }))
  const any = headings ? fc.oneof(lines, code, list(from), quote, heading) : fc.oneof(lines, code, list(from), quote)
  return fc.array(any, { minLength: 1, maxLength: 5 }).map((blocks) => apart(blocks))
}

function apart(blocks: readonly Block[]): Block[] {
  return blocks.filter(
    (block, index) => block.kind === 'heading' || block.kind === 'code' || block.kind !== blocks[index - 1]?.kind,
  )
}
