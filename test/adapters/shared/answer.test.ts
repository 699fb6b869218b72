import { describe, expect, it } from 'vitest'
import { answerDelivery, sayNotUnderstood } from '#adapters/shared/answer.ts'
import type { Responder, Source } from '#adapters/shared/responder.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Form } from '#src/kernel/form.ts'
import type { Answer, Delivery, Origin, Request } from '#src/kernel/request.ts'
import { aCore, aLog, say } from '../core.ts'

const origin: Origin = {
  platform: 'slack',
  channelKind: 'room',
  language: null,
  ...{ place: 'T1', placeName: 'Banyan', channel: 'C1', user: 'U1', userName: 'Asha' },
}
const delivered = (request: Request, source: Source = 'none'): { delivery: Delivery; source: Source } => ({
  ...{ source, delivery: { id: 'd1', origin, request } },
})
const press = (source: Source = 'shared') =>
  delivered({ kind: 'press', action: { press: 'claim', subject: '42', detail: '' } }, source)
const command = delivered({ kind: 'words', command: 'tasks', text: '' })
const opening = delivered({ kind: 'press', action: { press: 'open', subject: '42', detail: 'return' } }, 'shared')
const sent = (source: Source = 'none') =>
  delivered({ kind: 'form', name: 'return', subject: '42', values: {}, people: [], files: [] }, source)

const returning: Form = {
  ...{ name: 'return', subject: '42', title: 'Return #42', submit: 'Return', cancel: 'Cancel' },
  fields: [{ kind: 'text', name: 'why', label: 'Why', required: true, multiline: true, longest: 1000 }],
}
const form: Answer = { kind: 'form', form: returning }
const mend: Answer = { kind: 'mend', form: returning, draft: 'd1', errors: { why: 'Say why.' } }

/** A platform that writes down what was said to the one person; each of `can` is what it is able to, all when left out. */
function aPlatform(can: { open?: boolean; mend?: boolean; takes?: (title: string) => boolean } = {}) {
  const { open = true, mend: beside = true, takes = () => true } = can
  const heard: string[] = []
  const responder: Responder = {
    async say({ title, body }, { replace }) {
      if (!takes([title, body].filter(Boolean).join('|'))) throw new Error('refused')
      heard.push(`${replace ? 'in place: ' : ''}${[title, body].filter(Boolean).join('|')}`)
    },
    async open({ title }) {
      if (open) heard.push(`opened ${title}`)
      return open
    },
    async mend(errors) {
      if (beside) heard.push(`beside ${JSON.stringify(errors)}`)
      return beside
    },
    async defer({ quiet, words }) {
      heard.push(`later${quiet ? ', quietly' : ''}${words ? `: ${words.title}` : ''}`)
    },
  }
  return { responder, heard }
}

type Stage = { core?: Partial<Core>; patience?: number }

function answering(answer: (delivery: Delivery) => Answer | Promise<Answer>, { core, patience = 300_000 }: Stage = {}) {
  const { lines, log } = aLog()
  const times = { patience, patienceForForm: patience, patienceForPromise: 300_000 }
  return { lines, parts: { core: { ...aCore(answer).core, ...core }, log, times } }
}

/** One whose answer comes only once the person was put off. */
async function late(given: ReturnType<typeof delivered>, answer: Answer, core: Partial<Core> = {}, can = {}) {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const { responder, heard } = aPlatform(can)
  const { parts, lines } = answering(() => promise, { core, patience: 0 })
  const defer: Responder['defer'] = async (how) => {
    await responder.defer(how)
    resolve(answer)
  }
  await answerDelivery(parts, { ...responder, defer }, given)
  return { heard, lines }
}

async function inTime(given: ReturnType<typeof delivered>, answer: Answer, can = {}) {
  const { responder, heard } = aPlatform(can)
  const { parts, lines } = answering(() => answer)
  await answerDelivery(parts, responder, given)
  return { heard, lines }
}

const why = '{"why":"Say why."}'

describe('an answer that comes in time', () => {
  it.each([
    ['to a command is said', command, say('Yours', {}, true), {}, ['Yours']],
    ['takes the place of one’s own message', press('own'), say('Page 2', {}, true), {}, ['in place: Page 2']],
    ['never takes the place of what all see', press('shared'), say('#42', {}, true), {}, ['#42']],
    ['opens a form', opening, form, {}, ['opened Return #42']],
    ['offers a form where none can be opened', sent(), form, { open: false }, ['Return #42']],
    ['shows a mistake beside its field', sent(), mend, {}, [`beside ${why}`]],
    ['lists a mistake where the form is gone', sent(), mend, { mend: false }, ['Return #42|Why: Say why.']],
    ['to a mended form takes the card away', sent('mend'), say('Returned'), {}, ['in place: Returned']],
  ])('%s', async (_, given, answer, can, expected) => {
    expect((await inTime(given, answer, can)).heard).toEqual(expected)
  })

  it('is said as its title alone where the platform refuses the rest, since what was done is done', async () => {
    const answer = say('Delegated', { body: 'too much' })

    const { heard, lines } = await inTime(command, answer, { takes: (text: string) => !text.includes('too much') })

    expect(heard).toEqual(['Delegated'])
    expect(lines.map(({ level }) => level)).toEqual(['error'])
  })

  it('that nobody can be shown is logged, and is no fault of the program', async () => {
    const { heard, lines } = await inTime(command, say('Delegated'), { takes: () => false })

    expect(heard).toEqual([])
    expect(lines.map(({ text }) => text)).toEqual(['an answer could not be shown', 'a person could not be answered'])
  })
})

describe('an answer that takes long', () => {
  it('is promised, and comes', async () => {
    expect((await late(command, say('Yours'))).heard).toEqual(['later: Working on it', 'Yours'])
  })

  it('is not promised where that could not be written down', async () => {
    const promise: Core['promise'] = () => ({ written: Promise.resolve(false), kept: async () => {} })

    expect((await late(command, say('Yours'), { promise })).heard).toEqual(['later', 'Yours'])
  })

  it('leaves nothing of waiting where one’s own message was pressed', async () => {
    const { heard } = await late(press('own'), say('Page 2', {}, true))

    expect(heard).toEqual(['later, quietly', 'in place: Page 2'])
  })

  it('offers a form: none can be opened any more', async () => {
    expect((await late(opening, form)).heard).toEqual(['later: Working on it', 'Return #42'])
  })
})

describe('a press among hundreds', () => {
  const crowded = { isCrowded: () => true }

  it('is acknowledged at once and quietly, on what all see too, and answered when it is its turn', async () => {
    let isWritten = false
    const promise: Core['promise'] = () => ({
      written: new Promise(() => (isWritten = true)),
      kept: async () => {},
    })

    const { heard } = await late(press('shared'), say('Claimed'), { ...crowded, promise })

    expect(heard).toEqual(['later, quietly', 'Claimed'])
    expect(isWritten).toBe(true)
  })

  it('waits for its form all the same, which could not be opened later', async () => {
    const { responder, heard } = aPlatform()
    const { parts } = answering(() => form, { core: crowded })

    await answerDelivery(parts, responder, opening)

    expect(heard).toEqual(['opened Return #42'])
  })
})

describe('a fault', () => {
  const broken = () => {
    throw new Error('away')
  }

  it('keeps the form open with all that was typed', async () => {
    const { responder, heard } = aPlatform()
    const { parts, lines } = answering(broken)

    await answerDelivery(parts, responder, sent())

    expect(heard).toEqual([expect.stringMatching(/^beside \{"":"Something went wrong: /u)])
    expect(lines.map(({ text }) => text)).toEqual(['a request could not be carried out'])
  })

  it('is told with its reference, and leaves the card that can be sent again', async () => {
    const { responder, heard } = aPlatform({ mend: false })
    const { parts } = answering(broken)

    await answerDelivery(parts, responder, sent('mend'))

    expect(heard).toEqual([expect.stringMatching(/^Something went wrong\|.+/u)])
  })
})

it('whoever sends what nobody understands is told so, and is not left waiting where that fails', async () => {
  const { responder, heard } = aPlatform({ mend: false })
  const { parts, lines } = answering(() => say('never'))

  await sayNotUnderstood(parts, responder, null)
  await sayNotUnderstood(parts, aPlatform({ mend: false, takes: () => false }).responder, 'en')

  expect(heard).toEqual(['Not understood'])
  expect(lines.map(({ level }) => level)).toEqual(['error'])
})
