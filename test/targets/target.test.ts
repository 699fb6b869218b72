import { describe, expect, it } from 'vitest'
import { readTargetWords } from '#src/features/targets/read-target.ts'
import { targetOf, type Target } from '#src/features/targets/target.ts'

const of = (changes: Partial<Target>): Target => ({
  client: 'acme',
  priority: '*',
  respond: null,
  done: null,
  ...changes,
})

describe('the target of a task', () => {
  const targets = [
    of({ respond: 240, done: 960 }),
    of({ priority: 'urgent', respond: 60 }),
    of({ client: 'globex', priority: 'low', done: 1 }),
  ]

  it.each([
    ['its own priority before all priorities, each time by itself', 'acme', 'urgent', { respond: 60, done: 960 }],
    ['what holds for every priority', 'acme', 'low', { respond: 240, done: 960 }],
    ['only what is said', 'globex', 'low', { respond: null, done: 1 }],
    ['none, where none is said', 'globex', 'high', null],
    ['never that of another client', 'hooli', 'urgent', null],
  ] as const)('is %s', (_, client, priority, times) => {
    expect(targetOf(targets, { client, priority })).toEqual(times)
  })
})

describe('the words of /agency target', () => {
  it.each([
    ['acme urgent respond 1h done 8h', { client: 'acme', priority: 'urgent', respond: '1h', done: '8h' }],
    ['Acme Textiles respond 1 hour', { client: 'Acme Textiles', respond: '1 hour' }],
    ['acme !high done 2 days respond 30 min', { client: 'acme', priority: 'high', done: '2 days', respond: '30 min' }],
    ['acme urgent none', { client: 'acme', priority: 'urgent', respond: 'none', done: 'none' }],
    ['acme respond none', { client: 'acme', respond: 'none' }],
    ['respond 1h', { respond: '1h' }],
    ['urgent respond 1h', { priority: 'urgent', respond: '1h' }],
    ['acme', { client: 'acme' }],
    ['acme respond', { client: 'acme', respond: '?' }],
    ['acme urgent जवाब 1 घंटा पूरा 8 घंटे', { client: 'acme', priority: 'urgent', respond: '1 घंटा', done: '8 घंटे' }],
    ['', {}],
  ])('are a client, a priority and times: %s', (line, read) => {
    expect(readTargetWords(line.split(' ').filter(Boolean))).toEqual(read)
  })
})
