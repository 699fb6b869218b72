import { optionsOf, type CommandOption } from '#src/kernel/command.ts'
import { commandNames, defaults, isCommand, rootNames, specOf, type CommandName } from '#src/features/commands.ts'
import { near } from '#src/kernel/near.ts'
import { labelsIn } from './labels.ts'
import { readSettingsWords } from '#src/features/settings/read-settings.ts'
import { readReportWords } from '#src/features/reports/read-report.ts'
import { readBulkLine } from '#src/features/bulk/read-bulk.ts'
import { readRuleLine } from '#src/features/rules/read-rule.ts'
import { readTargetWords } from '#src/features/targets/read-target.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { readDraftLine } from '#src/features/social/draft-text.ts'
import { lists, sorts } from '#src/features/tasks/commands.ts'
import { settingNames } from '#src/kernel/setting.ts'

/** A command and its options, still as they were typed. */
export type Understood = { name: CommandName; options: Record<string, string> }

type Reading = { ok: true; understood: Understood } | { ok: false; reason: Refusal }

/** Reads a command that was typed as one line: which of our commands it is, and which words are which option. */
export function understand(root: string, text: string): Reading {
  const words = split(text)
  const found = findCommand(root, words)
  if (!found)
    return {
      ok: false,
      reason: {
        code: 'unknown-command',
        given: [root, ...words.slice(0, 2)].join(' '),
        near: nearCommands(root, words),
      },
    }

  const { name, used } = found
  const rest = labelsApart(name, after(text, words, used))
  if (name === 'remind') return readRemind(rest)
  if (name === 'delegate') return { ok: true, understood: { name, options: rest === '' ? {} : { what: rest } } }
  if (name === 'social draft') return { ok: true, understood: { name, options: readDraftLine(rest) } }
  if (name === 'tasks') return { ok: true, understood: { name, options: readTasks(split(rest)) } }
  if (name === 'task') return readTask(rest)
  if (name === 'report') return { ok: true, understood: { name, options: readReportWords(split(rest)) } }
  if (name === 'agency target') return { ok: true, understood: { name, options: readTargetWords(split(rest)) } }
  if (name === 'bulk') return { ok: true, understood: { name, options: readBulkLine(rest) } }
  if (name === 'agency rule add') return readRule(rest)
  if (name === 'agency client edit' || name === 'agency settings') return readSettings(name, rest)
  return readOptions(name, optionsOf(specOf(name)), rest)
}

/** Of commands whose words say by themselves what they are: what Discord shows before them. */
const labels: Partial<Record<CommandName, RegExp>> = {
  tasks: /(?<!\S)(list|sort|by|search|सूची|क्रम|खोज|क्लाइंट):(?=\S)/giu,
  report: /(?<!\S)(period|by|अवधि|क्लाइंट):(?=\S)/giu,
  'agency target': /(?<!\S)(priority|respond|response|done|प्राथमिकता|जवाब|पूरा|क्लाइंट):(?=\S)/giu,
  task: /(?<!\S)(edit|note|template):(?=\S)/giu,
}
/** A label before all else that says no more than the place does. */
const firstLabel: Partial<Record<CommandName, RegExp>> = {
  task: /^number:\s*/iu,
  remind: /^what:\s*/iu,
  bulk: /^numbers:\s*/iu,
}

/** `period:last-month by:client`, typed without a space, as `period: last-month by: client`. */
function labelsApart(name: CommandName, rest: string): string {
  const known = labels[name]
  const first = firstLabel[name]
  const text = first ? rest.replace(first, '') : rest
  return known ? text.replaceAll(known, '$1: ') : text
}

/** What stands in none of a rule's parts is no rule. */
function readRule(rest: string): Reading {
  const { options, over } = readRuleLine(rest)
  if (over !== '') return { ok: false, reason: { code: 'too-many-words', rest: over, command: 'agency rule add' } }
  if (!options['assistant'])
    return { ok: false, reason: { code: 'missing', option: 'assistant', command: 'agency rule add' } }
  return { ok: true, understood: { name: 'agency rule add', options: quoted(options) } }
}

/** A client's name stands in quotes or not. */
function quoted({ client, ...options }: Record<string, string>): Record<string, string> {
  return client === undefined ? options : { ...options, client: unquote(client) }
}

/** What stands before the first setting is a client, and where none is asked for it is a word too many. */
function readSettings(name: 'agency client edit' | 'agency settings', rest: string): Reading {
  const known = optionsOf(specOf(name)).map((option) => option.name)
  const { head, settings, empty } = readSettingsWords(
    split(rest),
    settingNames.filter((setting) => known.includes(setting)),
  )
  if (empty) return { ok: false, reason: { code: 'missing', option: empty, command: name } }
  if (head === '') return { ok: true, understood: { name, options: settings } }
  return name === 'agency settings'
    ? { ok: false, reason: { code: 'too-many-words', rest: head, command: name } }
    : { ok: true, understood: { name, options: { client: head, ...settings } } }
}

/** What is to be said and when are told apart later; `list` is what it is called elsewhere. */
function readRemind(rest: string): Reading {
  if (/^list$/iu.test(rest)) return { ok: true, understood: { name: 'reminders', options: {} } }
  return { ok: true, understood: { name: 'remind', options: rest === '' ? {} : { what: rest } } }
}

/** The longest command whose words these begin with; for a first word alone what it usually means. */
function findCommand(root: string, words: string[]): { name: CommandName; used: number } | null {
  for (let used = Math.min(2, words.length); used >= 0; used--) {
    const name = [root, ...words.slice(0, used).map((word) => word.toLowerCase())].join(' ')
    if (isCommand(name)) return { name, used }
  }
  const list = listMeant(root, words)
  if (list) return { name: list, used: 1 }
  const meant = words.length === 0 && Object.hasOwn(defaults, root) ? defaults[root] : undefined
  return meant ? { name: meant, used: 0 } : null
}

/** `/agency clients`, `/calendar holidays`: all of them. */
function listMeant(root: string, [word = '', ...rest]: string[]): CommandName | null {
  if (rest.length > 0 || !/\p{L}s$/iu.test(word)) return null
  const several = `${root} ${word.toLowerCase()}`
  return [`${several} list`, `${several.slice(0, -1)} list`].find(isCommand) ?? null
}

function nearCommands(root: string, words: string[]): string[] {
  const below = commandNames.filter((name) => name.startsWith(`${root} `)).map((name) => name.slice(root.length + 1))
  if (below.length === 0) return near(root, rootNames)
  // Of "client ad Acme" two words are the command, of "peopel now" one.
  const close = [2, 1].map((count) => near(words.slice(0, count).join(' '), below)).find((found) => found.length > 0)
  return (close ?? below.slice(0, 3)).map((rest) => `${root} ${rest}`)
}

/** Phones put curly quotes where straight ones were typed. */
const word = /"([^"]*)"|“([^”]*)”|client:(?:"[^"]*"|“[^”]*”)|<@[^>]*>|\S+/giu

/** Words; what stands in quotes is one, and so is a mention. */
export function split(text: string): string[] {
  return [...text.matchAll(word)].map((match) => match[1] ?? match[2] ?? match[0])
}

/** What is left of the line after its first words, as it was typed: line breaks and quotes stay. */
function after(text: string, words: string[], used: number): string {
  if (used === 0) return text.trim()
  const matches = [...text.matchAll(word)]
  const last = matches[used - 1]
  return last ? text.slice(last.index + last[0].length).trim() : words.slice(used).join(' ')
}

/** In their order, or behind their labels: `acme travel @asha`, `duty: travel client: acme primary: @asha`. */
function readOptions(name: CommandName, options: CommandOption[], rest: string): Reading {
  const read: Record<string, string> = {}
  let left = rest
  let open = options
  while (left !== '' && open.length > 0) {
    const names = open.map((option) => option.name)
    const [label, next] = labelsIn(left, names)
    const isLabelled = label?.from === 0
    const option = open.find((one) => isLabelled && one.name === label.name) ?? open[0]
    if (!option) break
    const text = isLabelled ? left.slice(label.to) : left
    const until = isLabelled && next ? next.from - label.to : null
    const value = until === null ? valueOf(text, option) : text.slice(0, until)
    left = text.slice(value.length).trim()
    const typed = unquote(value.trim().replace(/,$/u, ''))
    if (typed === '') break
    read[option.name] = option.kind === 'client' ? clientIn(typed) : typed
    open = open.filter((one) => one !== option)
  }
  if (left !== '') return { ok: false, reason: { code: 'too-many-words', rest: left, command: name } }
  const missing = options.find((option) => option.required && !read[option.name])
  const opensForm = specOf(name).opens !== undefined && Object.keys(read).length === 0
  if (missing && !opensForm) return { ok: false, reason: { code: 'missing', option: missing.name, command: name } }
  return { ok: true, understood: { name, options: read } }
}

/** One word of it, or what stands in quotes; all that is left where the option takes it. */
function valueOf(text: string, option: CommandOption): string {
  if (option.rest) return text
  const [first] = text.matchAll(word)
  return first ? text.slice(0, first.index + first[0].length) : text
}

/** `/task 42`, `/task 42 template "Month-end books"`, `/task 42 edit due Friday 5pm`, `/task 42 note The blue folder`. */
function readTask(rest: string): Reading {
  const found = /^(\S+)\s+template:?(?:\s+|(?=["“]))(.+)$/isu.exec(rest)
  const [, number, template] = found ?? []
  if (number !== undefined && template !== undefined) {
    return { ok: true, understood: { name: 'task', options: { number, template: unquote(template.trim()) } } }
  }
  const change = /^(\S+)\s+(edit|note):?\s+(.+)$/isu.exec(rest)
  if (change?.[1] !== undefined && change[3] !== undefined) {
    const option = change[2]?.toLowerCase() === 'note' ? 'note' : 'edit'
    return { ok: true, understood: { name: 'task', options: { number: change[1], [option]: change[3].trim() } } }
  }
  return readOptions('task', optionsOf(specOf('task')).slice(0, 1), rest)
}

function unquote(text: string): string {
  const whole = /^(?:"([^"]*)"|“([^”]*)”)$/u.exec(text)
  return whole ? (whole[1] ?? whole[2] ?? text) : text
}

/** `client:"Acme"`, as it is written in a line of `/delegate`, is understood wherever a client is named. */
function clientIn(typed: string): string {
  return typed.replace(/^client:/iu, '').replace(/^["“]|["”]$/gu, '')
}

/** As Discord shows the options; what stands behind them says by itself what it is. */
const plainLabels: ReadonlySet<string> = new Set(['list:', 'sort:', 'search:', 'सूची:', 'क्रम:', 'खोज:'])

/**
 * `/tasks late`, `/tasks client:"Acme" flights`, `/tasks client: globex late`, `/tasks by priority`, `/tasks search flights`: a list, a client, an order, and
 * words to look for. A client among these words is found later, by who asks.
 */
function readTasks(words: string[]): Record<string, string> {
  const read: Record<string, string> = {}
  const search: string[] = []
  const client: string[] = []
  // Behind "client: " it goes on to the next label, list or order.
  let into = search
  for (let at = 0; at < words.length; at++) {
    const typed = words[at] ?? ''
    const small = typed.toLowerCase()
    const list = lists.find((known) => known === small)
    const sort =
      small === 'by' || small === 'by:' || small === 'sort:'
        ? sorts.find((known) => known === words[at + 1]?.toLowerCase())
        : undefined
    if (small === 'client:' || small === 'क्लाइंट:') into = client
    else if (small.startsWith('client:')) read.client = clientIn(typed)
    else if (!sort && plainLabels.has(small)) into = search
    else if (sort) {
      read.sort = sort
      at++
      into = search
    } else if (list && !read.list) [read.list, into] = [list, search]
    else into.push(typed)
  }
  if (client.length > 0) read.client = client.join(' ')
  if (search.length > 0) read.search = search.join(' ')
  return read
}
