import { listOf } from '#src/words/en/names.ts'
import type { RhythmFault } from '#src/time/reading.ts'

/** Of `commands`, `refusals`, `forms` and so on, what belongs to repeats and templates. */
export const repeatWords = {
  commands: {
    'repeat list': { name: 'list', summary: 'What repeats, and when next', example: '/repeat' },
    'repeat show': { name: 'show', summary: 'Show one repeat, with what you can do now', example: '/repeat show 3' },
    'repeat pause': { name: 'pause', summary: 'Make no more of it until it is resumed', example: '/repeat pause 3' },
    'repeat resume': { name: 'resume', summary: 'Go on with what was paused', example: '/repeat resume 3' },
    'repeat skip': { name: 'skip', summary: 'Leave out the next one', example: '/repeat skip 3' },
    'repeat edit': { name: 'edit', summary: 'Change what repeats, or when, in a form', example: '/repeat edit 3' },
    'repeat end': { name: 'end', summary: 'Stop a repeat for good', example: '/repeat end 3' },
    'template list': { name: 'list', summary: 'Tasks that are kept to be delegated again', example: '/template' },
    'template show': {
      name: 'show',
      summary: 'Show a template: its brief, checklist and questions',
      example: '/template show Month-end books',
    },
    'template edit': {
      name: 'edit',
      summary: 'Change a template in a form',
      example: '/template edit Month-end books',
    },
    'template remove': { name: 'remove', summary: 'Remove a template', example: '/template remove Month-end books' },
  },
  groups: {
    repeat: { name: 'repeat', summary: 'Tasks that make themselves: list, pause, skip, edit, end' },
    template: { name: 'template', summary: 'Tasks to be delegated again: list, show, edit, remove' },
  },
  options: {
    every: { name: 'every', summary: 'How often it repeats: weekday at 9:00, 2 weeks on Monday, month on the 31st' },
    template: { name: 'template', summary: 'The name of a template' },
    repeat: { name: 'repeat', summary: 'Which one: its number' },
  },
  refusals: {
    'rhythm-not-understood': ({ given, why }: { given: string; why?: RhythmFault }) => {
      if (why === 'which-days')
        return `“${given}” does not say on which days, or at what times. For example: every Monday and Thursday at 9:00`
      if (why === 'too-often')
        return `“${given}” is more often than I can make tasks. Name the times of the day, for example: every weekday at 9:00, 13:00 and 17:00`
      if (why === 'until-when')
        return `I do not know on which date “${given}” ends. Write the date, for example: every Monday until 8 November`
      if (why === 'two-meanings')
        return `“${given}” can mean twice in that time or every second time. Which? For example: every 2 weeks on Monday`
      if (why === 'no-such-day') return `There is no such day as in “${given}”. For example: every month on the 31st`
      return `“${given}” does not tell me how often. Try: every weekday at 9:00, every 2 weeks on Monday, last Friday of the month`
    },
    'rhythm-never': ({ given }: { given: string }) =>
      `“${given}” never comes: it ends before it begins. For example: every Monday at 9:00 until 31 December`,
    'rhythm-due-fixed': ({ given }: { given: string }) =>
      `“${given}” is one day alone. Of what repeats the due time is counted from each one: 5pm, tomorrow noon, in 2 business days`,
    'once-or-monthly': ({ given, date }: { given: string; date: number }) =>
      `“${given}”: once, or every month?${date > 28 ? ' In a month without that day it would be the last day.' : ''} Press one, or write “${given} of every month”, or “by” and the day.`,
    'no-such-repeat': ({ given }: { given: string }) =>
      `There is no repeat “${given}” that you can see. /repeat lists what repeats.`,
    'repeat-not-on': ({ number }: { number: number }) =>
      `Repeat ${number} is not on. For example: /repeat resume ${number}`,
    'repeat-is-on': ({ number }: { number: number }) =>
      `Repeat ${number} is on already. Look at it: /repeat show ${number}`,
    'repeat-over': ({ number }: { number: number }) =>
      `Repeat ${number} has no more to come. Give it another end: /repeat edit ${number}`,
    'occurrence-gone': ({ number }: { number: number }) =>
      `That one is over, made or skipped already. Look at it: /repeat show ${number}`,
    'template-asks': ({ name, count }: { name: string; count: number }) =>
      `Before “${name}” is delegated, there ${count === 1 ? 'is a question' : `are ${count} questions`} to answer.`,
    'no-such-template': ({ given, near }: { given: string; near: string[] }) =>
      `There is no template “${given}” that you can use.${near.length ? ` Did you mean ${listOf(near, 'or')}?` : ''} /template lists them.`,
    'template-exists': ({ name }: { name: string }) =>
      `There is a template “${name}” already. Choose another name, or change that one: /template edit ${name}`,
    'too-many-questions': ({ given, limit }: { given: number; limit: number }) =>
      `A template asks at most ${limit} questions, one a line; that was ${given}.`,
    'too-many-items': ({ given, limit }: { given: number; limit: number }) =>
      `A checklist holds at most ${limit} items, one a line; that was ${given}.`,
    'item-gone': ({ number }: { number: number }) =>
      `That is so already, or cannot be ticked off now. Look at it: /task ${number}`,
  },
  forms: {
    repeat: { title: 'What repeats, and when', submit: 'Save' },
    'repeat-fact': { title: 'Change it', submit: 'Save' },
    'save-template': { title: 'Save as a template', submit: 'Save' },
    template: { title: 'Template', submit: 'Save' },
    'template-more': { title: 'More of the template', submit: 'Save' },
    'from-template': { title: 'A few questions first', submit: 'Delegate' },
  },
  fields: {
    every: 'How often',
    everyHint: 'In words: every weekday at 9:00, every 2 weeks on Monday, last Friday of the month',
    repeatDueHint: 'Counted from each one: 5pm, tomorrow noon, in 2 business days',
    template: 'From a template',
    templateHint: 'Its brief, checklist and questions; what you write is added',
    whatAdded: 'What is to be done, or what is to be added?',
    name: 'Name',
    checklist: 'Checklist',
    checklistHint: 'One item a line, 20 at most; the assistant ticks them off',
    questions: 'Questions to whoever delegates it',
    questionsHint: 'One a line, 5 at most; the answers go into the brief',
    usual: 'Usually done by',
    forClient: 'For which client',
    templateDueHint: 'Counted from when it is delegated: 5pm, Friday, in 2 business days',
  },
}
