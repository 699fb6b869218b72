import type { Card, Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { routedBy } from '#src/features/tasks/routed-said.ts'
import type { Route } from '#src/features/routing/route.ts'
import { whyNotRule, type RoutingRule, type Ruled } from '#src/features/routing/rule.ts'
import type { Refusal } from '#src/kernel/refusal.ts'

/** Rules with the names that their ids stand for. `isAssistant`: whoever is no assistant any more is passed over. */
export type RuleNames = { clientOf(id: string): string; nameOf(id: string): string; isAssistant(id: string): boolean }

/** `Acme Textiles, travel, with “visa” or “permit”`. */
function whenWords({ client, duty, words }: RoutingRule, names: RuleNames, { words: { rules } }: Reader): string {
  return [
    ...(client === null ? [] : [names.clientOf(client)]),
    ...(duty === null ? [] : [duty]),
    ...(words.length === 0 ? [] : [rules.words(words)]),
  ].join(', ')
}

function thenWords({ assistant }: RoutingRule, names: RuleNames, { words: { rules } }: Reader): string {
  return assistant === null ? rules.pool : names.nameOf(assistant)
}

/** All of them, in the order in which they are asked. */
export function rulesCard(rules: RoutingRule[], names: RuleNames, reader: Reader): Card {
  const said = reader.words.rules
  const list = rules.map((rule, index): Row => {
    const gone = rule.assistant !== null && !names.isAssistant(rule.assistant)
    return {
      text: said.line(index + 1, whenWords(rule, names, reader), thenWords(rule, names, reader)),
      ...(gone ? { detail: said.gone(thenWords(rule, names, reader)) } : {}),
    }
  })
  return {
    title: said.title,
    tone: 'plain',
    ...(rules.length === 0 ? { body: said.none } : { list }),
    note: said.asked,
  }
}

/** Where a task would go, and what each rule says of it. */
export function triedCard(
  found: Exclude<Route, { refused: Refusal }>,
  tried: { task: Ruled; title: string; client: string; rules: RoutingRule[] },
  names: RuleNames,
  reader: Reader,
): Card {
  const said = reader.words.rules
  const { task, rules, client, title } = tried
  const assistant = found.to === 'assistant' ? found.assistant.id : null
  const decides = found.routed.by === 'rule' ? found.routed.rule.place : null
  return {
    title: assistant === null ? said.wouldOpen : said.wouldGo(names.nameOf(assistant)),
    tone: 'plain',
    status: `${title} · ${client} · ${task.duty}`,
    body: `${reader.words.tasks.facts.routed}: ${routedBy(found.routed, assistant, names.nameOf, reader)}`,
    list: rules.map((rule, index) => ({
      text: said.line(index + 1, whenWords(rule, names, reader), thenWords(rule, names, reader)),
      detail: triedWords(whyNotRule(rule, task), index + 1, decides, said),
    })),
    note: said.nothingMade,
  }
}

function triedWords(
  why: ReturnType<typeof whyNotRule>,
  place: number,
  decides: number | null,
  said: Reader['words']['rules'],
): string {
  if (why !== null) return said.fitsNot[why]
  if (place === decides) return said.fits
  return decides !== null && place > decides ? said.notAsked : said.cannot
}
