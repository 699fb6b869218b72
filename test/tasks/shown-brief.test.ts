import { describe, expect, it } from 'vitest'
import { shownBrief } from '#src/features/tasks/shown-brief.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { at, taskIn, viewOf } from './cast.ts'

type Facts = Partial<Pick<Task, 'title' | 'due' | 'priority'>>

describe('a card', () => {
  const taken = taskIn('claimed')
  const shown = (brief: string, more: Facts = {}) => {
    const facts = { title: 'Book a hotel', duty: 'travel', priority: 'high', due: at('17:00'), ...more } as const
    return shownBrief({
      ...viewOf(taken),
      client: 'Acme',
      nameOf: () => 'Asha Patil',
      task: { ...taken, ...facts, brief },
    })
  }

  it.each<[string, string, Facts?]>([
    ['Book a hotel #travel by Friday 5pm !high @Asha Patil', ''],
    ['Book a hotel for Acme, please', ''],
    ['URGENT: Book a hotel #travel', '', { priority: 'urgent' }],
    ['Book a hotel by Friday. Two nights, sea view.', 'Two nights, sea view.'],
    ['Book a hotel. Two nights, sea view. #travel by Friday', 'Two nights, sea view.'],
    ['Book a hotel\n- sea view\n- two nights\n#travel !high', '- sea view\n- two nights'],
    ['होटल बुक करें #travel शुक्रवार तक', '', { title: 'होटल बुक करें' }],
  ])('does not say again what stands on it as a fact: %j', (brief, rest, more) => {
    expect(shown(brief, more)).toBe(rest)
  })

  it.each<[string, string, Facts?]>([
    ['Book a hotel #writing', '… #writing'],
    ['Book a hotel !low', '… !low'],
    ['Book a hotel by Friday', '… by Friday', { due: null }],
    ['Book a hotel @Ben Ito', '… @Ben Ito'],
    ['Book a hotel for Globex', '… for Globex'],
  ])('keeps what is no fact of the task: %j', (brief, rest, more) => {
    expect(shown(brief, more)).toBe(rest)
  })
})
