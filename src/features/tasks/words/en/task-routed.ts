import { listOf } from '#src/words/en/names.ts'

/** How an assistant was found, and why others were not asked. */
export const routed = {
  named: (assistant: string) => `${assistant} was named`,
  primary: (assistant: string, duty: string | null) =>
    duty ? `${assistant} is first for ${duty}` : `${assistant} is first for this client`,
  backup: (assistant: string, duty: string | null) =>
    duty ? `${assistant} is backup for ${duty}` : `${assistant} is backup for this client`,
  rule: (
    { place, client, duty, word }: { place: number; client: boolean; duty: string | null; word: string | null },
    assistant: string | null,
  ) => {
    const of = [...(client ? ['this client'] : []), ...(duty ? [duty] : []), ...(word ? [`“${word}”`] : [])].join(', ')
    return `rule ${place} (${of}) ${assistant === null ? 'says that anyone with the duty may claim it' : `names ${assistant}`}`
  },
  pool: 'nobody is set for this work: whoever claims it first does it',
  poolAfter: (parts: string[]) => `${listOf(parts)}, so anyone with the duty may claim it`,
  manager: (manager: string) => `${manager} chose`,
  skipped: (parts: string[]) => ` (${listOf(parts)})`,
  why: {
    away: (name: string) => `${name} is away`,
    full: (name: string) => `${name}'s hands are full`,
    'not-their-duty': (name: string) => `${name} does not do this`,
    declined: (name: string) => `${name} declined`,
    'no-answer': (name: string) => `${name} did not answer`,
    'not-started': (name: string) => `${name} did not start in time`,
  },
  wasNamed: {
    away: (name: string) => `${name} was named and is away`,
    full: (name: string) => `${name} was named and has no hand free`,
    'not-their-duty': (name: string) => `${name} was named and does not do this`,
    declined: (name: string) => `${name} was named and declined`,
    'no-answer': (name: string) => `${name} was named and did not answer`,
    'not-started': (name: string) => `${name} was named and did not start in time`,
  },
}
