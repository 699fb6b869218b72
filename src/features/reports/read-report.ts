import { groupings, reportPeriods, type Grouping, type Period } from './report.ts'
import type { Query } from './cards.ts'

/** As Discord shows the options: what stands behind them says by itself what it is. */
const labels: ReadonlySet<string> = new Set(['period:', 'by:', 'client:', 'अवधि:', 'क्लाइंट:'])

/** `week`, `last month by assistant`, `by duty client:"Acme"`: a period, a grouping, and whatever is left is a client. */
export function readReportWords(words: string[]): Record<string, string> {
  const read: Record<string, string> = {}
  const client: string[] = []
  for (let at = 0; at < words.length; at++) {
    const small = (words[at] ?? '').toLowerCase()
    if (labels.has(small)) continue
    const pair = `${small}-${(words[at + 1] ?? '').toLowerCase()}`
    const [two, one] = [periodNamed(pair), periodNamed(small)]
    if (two) at++
    if (two || one) read.period = two ?? one ?? ''
    else if (groupingNamed(small)) read.by = small
    else if (small !== 'by') client.push(words[at] ?? '')
  }
  if (client.length > 0)
    read.client = client
      .join(' ')
      .replace(/^client:/iu, '')
      .replaceAll(/["“”]/gu, '')
  return read
}

export function periodNamed(typed: string): Period | null {
  return reportPeriods.find((known) => known === typed.toLowerCase()) ?? null
}

export function groupingNamed(typed: string): Grouping | null {
  return groupings.find((known) => known === typed.toLowerCase()) ?? null
}

/** What a button asks for. An old one's words that mean nothing any more are read as the usual. */
export function readReportQuery(detail: string): Query {
  const [period = '', by = '', client = ''] = detail.split('.')
  return { period: periodNamed(period) ?? 'week', by: groupingNamed(by) ?? 'client', client: client || null }
}
