import { wordsOf } from './dates.ts'
import { emphasized, type Signs, type Token } from './emphasis.ts'
import { dateStyles, text, type Names, type Span } from './markup.ts'
import { codeAt, isWord, scanned, signRun, type Rule } from './scan.ts'

const signs: Signs = {
  '**': 'bold',
  '*': 'italic',
  _: 'italic',
  __: 'underline',
  '~~': 'strike',
  '||': 'spoiler',
}

/** A paragraph of Discord's markdown (https://support.discord.com/hc/en-us/articles/210298617) as pieces. */
export function discordLine(line: string, names: Names): Span[] {
  return emphasized(scanned(line, /[\\`<[*_~|@]/u, ruleFor(names)), signs)
}

function ruleFor(names: Names): Rule {
  // Looked for once: a text of ten thousand backticks without a partner must not be searched ten thousand times.
  const missing = new Set<string>()
  return (line, at) => {
    const sign = line[at] ?? ''
    switch (sign) {
      case '\\':
        return escaped(line, at)
      case '`': {
        let end = at
        while (line[end] === '`') end += 1
        const run = line.slice(at, end)
        const code = run.length > 2 || missing.has(run) ? null : codeAt(line, at, 2)
        if (code) return { tokens: [code.span], end: code.end }
        if (!line.includes(run, at + run.length)) missing.add(run)
        return { tokens: [text(run)], end: at + run.length }
      }
      case '<':
        return pointed(line, at, names)
      case '[':
        if (missing.has('](')) return null
        if (!line.includes('](', at)) missing.add('](')
        return labelled(line, at, names)
      case '@':
        return called(line, at)
      default: {
        const { end, ...run } = signRun(line, at)
        const within = run.sign === '**' && isLetter(line[at - 1]) && isLetter(line[end])
        return { tokens: [{ kind: 'sign', ...run, opens: run.opens || within, closes: run.closes || within }], end }
      }
    }
  }
}

/** Bold may begin and end within a word; between digits it is arithmetic: 2**8. */
const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{M}]/u.test(letter)

function escaped(line: string, at: number): { tokens: Token[]; end: number } | null {
  const next = line[at + 1]
  if (next === undefined || !/[\\`*_~|<>[\](){}#+\-.!@:]/u.test(next)) return null
  return { tokens: [text(next)], end: at + 2 }
}

const pointedAt =
  /<(?:@!?(?<person>\d{5,20})|@&(?<group>\d{5,20})|#(?<room>\d{5,20})|a?:(?<emoji>\w{2,32}):\d{5,20}|t:(?<at>-?\d{1,13})(?::(?<style>[tTdDfFR]))?|(?<command>\/[^:<>\n]{1,100}):\d{5,20}|(?<link>https?:\/\/[^\s<>]{1,2000}))>/uy

function pointed(line: string, at: number, names: Names): { tokens: Token[]; end: number } | null {
  pointedAt.lastIndex = at
  const found = pointedAt.exec(line)
  if (!found) return null
  const { person, group, room, emoji, at: moment, style, command, link } = found.groups ?? {}
  const base = { marks: [], link: null }
  const end = pointedAt.lastIndex
  if (person !== undefined)
    return { tokens: [{ kind: 'mention', of: 'person', name: names.person(person), ...base }], end }
  if (group !== undefined) return { tokens: [{ kind: 'mention', of: 'group', name: names.group(group), ...base }], end }
  if (room !== undefined) return { tokens: [{ kind: 'mention', of: 'room', name: names.room(room), ...base }], end }
  if (emoji !== undefined) return { tokens: [{ kind: 'emoji', name: emoji, sign: null, ...base }], end }
  if (command !== undefined) return { tokens: [text(command)], end }
  if (link !== undefined) return { tokens: [text(link, [], link)], end }
  const seconds = Number(moment)
  const words = wordsOf(seconds)
  if (words === null) return null
  const letter = dateStyles.find((one) => one === style) ?? 'f'
  return { tokens: [{ kind: 'date', at: seconds, style: letter, words, ...base }], end }
}

const labelledAt =
  /\[(?<label>(?:\\.|[^\\[\]\n]|\[[^[\]\n]{0,200}\]){1,1000}?)\]\((?:<(?<pointed>https?:\/\/[^\s<>]{1,2000})>|(?<bare>https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\)){1,2000}))(?:\s+"[^"\n]{0,200}")?\)/uy

function labelled(line: string, at: number, names: Names): { tokens: Token[]; end: number } | null {
  // Without this a text of brackets would be searched from each of them.
  const close = line.indexOf('](', at)
  if (close === -1 || close - at > 1001) return null
  labelledAt.lastIndex = at
  const found = labelledAt.exec(line)
  const { label = '', pointed: inPoints, bare } = found?.groups ?? {}
  const link = inPoints ?? bare
  if (!found || link === undefined) return null
  // Discord shows both, lest somebody be led elsewhere than it says.
  if (/https?:\/\//iu.test(label)) {
    const both = [text('['), ...discordLine(label, names), text(']('), text(link, [], link), text(')')]
    return { tokens: both, end: labelledAt.lastIndex }
  }
  const inside = discordLine(label, names).map((span): Span => ({ ...span, link }))
  return { tokens: inside, end: labelledAt.lastIndex }
}

function called(line: string, at: number): { tokens: Token[]; end: number } | null {
  const name = /^@(everyone|here)(?![\p{L}\p{N}_])/u.exec(line.slice(at, at + 10))?.[1]
  if (name === undefined || isWord(line[at - 1])) return null
  return { tokens: [{ kind: 'mention', of: 'everyone', name, marks: [], link: null }], end: at + 1 + name.length }
}
