/** Of `commands`, `groups`, `options` and `refusals`, what belongs to rules. */
export const ruleWords = {
  commands: {
    'agency rule add': {
      name: 'add',
      summary: 'Say where tasks go first: by client, duty and words, to whom',
      example: '/agency rule add if client:acme duty:travel words:visa then @meera',
    },
    'agency rule list': {
      name: 'list',
      summary: 'The rules, in the order in which they are asked',
      example: '/agency rule list',
    },
    'agency rule move': { name: 'move', summary: 'Ask a rule earlier or later', example: '/agency rule move 3 1' },
    'agency rule remove': { name: 'remove', summary: 'Remove a rule', example: '/agency rule remove 2' },
    'agency rule try': {
      name: 'try',
      summary: 'Where a task would go, and why; nothing is made',
      example: '/agency rule try client:acme #travel A visa for Pune',
    },
  },
  groups: {
    'agency rule': { name: 'rule', summary: 'Where tasks go first: add, list, move, remove, try' },
  },
  options: {
    words: { name: 'words', summary: 'Words of which one stands in the task: visa, work permit' },
    place: { name: 'place', summary: 'Which one: its place in the list' },
    to: { name: 'to', summary: 'Its new place in the list' },
    sample: { name: 'sample', summary: 'A task, as you would delegate it' },
  },
  refusals: {
    'rule-says-nothing': () =>
      'A rule needs to say of which tasks: a client, a duty or words. For example: /agency rule add if duty:travel words:visa then @meera',
    'no-such-rule': ({ given, count }: { given: string; count: number }) =>
      count === 0
        ? 'There is no rule yet. For example: /agency rule add if duty:travel words:visa then @meera'
        : `There is no rule number “${given}”: they are numbered from 1 to ${count}. See them with /agency rule list`,
    'too-many-rules': ({ limit }: { limit: number }) =>
      `There are ${limit} rules already, which is as many as can be kept. Remove one first: /agency rule remove ${limit}`,
  },
}
