/** Of `commands`, `options`, `forms`, `fields` and `refusals`, what belongs to changing several tasks. */
export const bulkWords = {
  commands: {
    bulk: {
      name: 'bulk',
      summary: 'Change several tasks together: assign, due time, duty, priority, cancel',
      example: '/bulk 42 43 45-47 assign @meera due Friday 5pm',
    },
  },
  options: {
    numbers: { name: 'numbers', summary: 'Which tasks, by number: 42 43 45-47' },
    cancel: { name: 'cancel', summary: 'Cancel them; say why' },
  },
  forms: { bulk: { title: 'Change several tasks', submit: 'Change them' } },
  fields: {
    bulkTasks: 'Which tasks',
    bulkOthers: 'Others, by number',
    bulkOthersHint: 'Such as 42 43 45-47',
    bulkCancel: 'Or cancel them: why?',
    bulkCancelHint: 'Only if they are to be cancelled; leave all else empty then',
  },
  refusals: {
    'which-tasks': () => 'Which tasks? Name them by number. For example: /bulk 42 43 45-47 assign @meera',
    'not-task-numbers': ({ given }: { given: string }) =>
      `“${given}” is not the number of a task. For example: /bulk 42 43 45-47 assign @meera`,
    'too-many-tasks': ({ count, limit }: { count: number; limit: number }) =>
      `These are ${count} tasks; ${limit} can be changed in one go. Take them in parts, for example: /bulk 42-60 due Friday`,
    'nothing-to-change': () =>
      'What is to become of them? Say an assistant, a due time, a duty or a priority, or cancel. For example: /bulk 42 43 due Friday 5pm',
    'cancel-or-change': () =>
      'Either cancel them or change them, not both. For example: /bulk 42 43 cancel The client has left',
  },
}
