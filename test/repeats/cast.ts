import type { Repeat, RepeatFacts } from '#src/features/repeats/repeat.ts'
import type { Template } from '#src/features/templates/template.ts'
import type { Rhythm } from '#src/time/rhythm.ts'

export function aRhythm(days: Rhythm['days'] = { unit: 'week', on: [5] }, changes: Partial<Rhythm> = {}): Rhythm {
  return { every: 1, days, times: ['09:00'], zone: null, from: null, until: null, count: null, ...changes }
}

/** Every Friday at nine in Kolkata, as of Wednesday, 4 March 2026. */
export const friday = {
  slot: '2026-03-06T09:00',
  at: Temporal.PlainDateTime.from('2026-03-06T09:00').toZonedDateTime('Asia/Kolkata').toInstant(),
}

export function aRepeat(changes: Partial<RepeatFacts> = {}): Extract<Repeat, { state: 'on' }> {
  return {
    id: 'repeat-1',
    number: 3,
    client: 'acme',
    owner: 'carol',
    brief: 'Send the report',
    duty: 'travel',
    priority: 'normal',
    assistant: null,
    due: null,
    checklist: [],
    wording: 'every Friday at 9:00',
    line: 'Send the report every Friday at 9:00',
    rhythm: aRhythm(),
    first: '2026-03-06',
    left: null,
    refused: 0,
    ...changes,
    state: 'on',
    why: null,
    next: friday,
  }
}

export function aTemplate(changes: Partial<Template> = {}): Template {
  return {
    id: 'template-1',
    number: 7,
    name: 'Month-end books',
    client: 'acme',
    brief: 'Close the books',
    duty: 'bookkeeping',
    priority: 'normal',
    due: null,
    checklist: [],
    questions: [],
    assistant: null,
    ...changes,
  }
}
