import { describe, expect, it } from 'vitest'
import { historyRows, historyShown, peopleInHistory, whoIsNamed, type Happened } from '#src/features/tasks/history.ts'
import { plain } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import { at, carol, now, storyTo, viewOf } from './cast.ts'

const reader = readerFor(carol, now)
const { nameOf } = viewOf(storyTo('open').task)
const words = (history: Happened[]) =>
  historyRows(history, nameOf, reader).map(({ text, detail }) => [plain(text), detail && plain(detail)].join(' | '))

function happened(changes: Partial<Happened> = {}): Happened {
  return { type: 'task-claimed', at: now, via: 'discord', who: 'asha', why: null, ...changes }
}

describe('the history of a task', () => {
  it('tells who did what, when, from where and why', () => {
    const history = [
      happened({ type: 'task-delegated', who: 'carol', via: 'slack' }),
      happened({ type: 'task-released', at: at('11:00'), why: 'A fever' }),
      happened({ type: 'lease-ran-out', via: 'clock' }),
    ]

    expect(words(history)).toEqual([
      'History | ',
      'today, 10:00 am (Kolkata) · you delegated it (Slack) | ',
      'today, 11:00 am (Kolkata) · Asha gave it back (Discord) | A fever',
      'today, 10:00 am (Kolkata) · Asha did not start in time | ',
    ])
  })

  it('names the clock where nobody did it', () => {
    expect(words([happened({ type: 'result-accepted', who: null, via: 'clock' })])[1]).toContain(
      'the clock accepted it',
    )
  })

  it('shows the newest of a long one, and counts the rest', () => {
    const long = Array.from({ length: historyShown + 3 }, (_, minute) =>
      happened({ at: at('10:00').add({ minutes: minute }) }),
    )

    const shown = words(long)

    expect(shown).toHaveLength(historyShown + 2)
    expect(shown[1]).toBe('… and 3 more | ')
    expect(shown.at(-1)).toContain('10:10 am')
  })

  it('does not say again what the card says above it, and has all of what is cut there', () => {
    const history = [
      happened({ type: 'question-asked', why: 'Which airline?' }),
      happened({ type: 'question-answered', who: 'carol', why: 'IndiGo' }),
      happened({ type: 'task-released', why: 'A fever, and IndiGo has no seat' }),
    ]
    const above = [{ label: 'Asked and answered', value: 'Asha: Which airline?\nyou: IndiGo' }]

    const details = historyRows(history, nameOf, reader, above).map(({ detail }) => detail ?? null)

    expect(details).toEqual([null, null, null, 'A fever, and IndiGo has no seat'])
  })

  it('is not there when nothing happened', () => {
    expect(words([])).toEqual([])
  })

  it('names the one to whom it happened where the clock or a manager did it', () => {
    expect(whoIsNamed('lease-ran-out', null, 'asha')).toBe('asha')
    expect(whoIsNamed('task-assigned', 'maya', 'asha')).toBe('asha')
    expect(whoIsNamed('task-started', 'asha', null)).toBe('asha')
    expect(peopleInHistory([happened(), happened(), happened({ who: null })])).toEqual(['asha'])
  })
})
