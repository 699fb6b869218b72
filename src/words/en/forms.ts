import type { FormName } from '#src/kernel/action-id.ts'
import { repeatWords } from '#src/features/repeats/words/en/repeats-tables.ts'
import { socialFormWords } from '#src/features/social/words/en/social-lists.ts'

type FormWords = { title: string; submit: string; intro?: string }

/** Titles hold 24 characters on Slack and 45 on Discord. */
export const forms: Record<FormName, FormWords> = {
  delegate: { title: 'Delegate a task', submit: 'Delegate' },
  ask: { title: 'Ask the client', submit: 'Ask' },
  answer: { title: 'Answer', submit: 'Answer' },
  submit: { title: 'Hand in the result', submit: 'Submit' },
  return: { title: 'Return the result', submit: 'Return' },
  decline: { title: 'Decline the task', submit: 'Decline' },
  release: { title: 'Release the task', submit: 'Release' },
  cancel: { title: 'Cancel the task', submit: 'Cancel task' },
  reopen: { title: 'Reopen the task', submit: 'Reopen' },
  assign: { title: 'Assign the task', submit: 'Assign' },
  profile: { title: 'Your profile', submit: 'Save' },
  assignment: { title: 'Who serves a client', submit: 'Save' },
  remind: { title: 'Remind me', submit: 'Remind me' },
  'remind-again': { title: 'Remind me again', submit: 'Remind me' },
  snooze: { title: 'Remind me again', submit: 'Remind me' },
  ...socialFormWords,
  ...repeatWords.forms,
}

export const fields = {
  close: 'Close',
  what: 'What is to be done?',
  whatHint: 'Context, limits and the result you expect. The first line becomes the title.',
  duty: 'Kind of work',
  due: 'Due',
  dueHint: 'In words: tomorrow 5pm, Friday, in 2 business days',
  priority: 'Priority',
  assistant: 'Assistant',
  assistantHint: 'Leave empty and it goes to the right one',
  client: 'Client',
  question: 'Your question',
  options: 'Answers to choose from',
  optionsHint: 'Up to four, one a line. Leave empty for an answer in words.',
  answer: 'Your answer',
  result: 'What you did',
  links: 'Links',
  linksHint: 'One a line, each beginning with https://',
  reason: 'Why?',
  zone: 'Time zone',
  language: 'Language',
  hours: 'Working hours',
  hoursHint: 'Such as Mon-Fri 9:00-18:00, Sat 10-14',
  duties: 'Duties',
  dutiesHint: 'Separated by commas',
  capacity: 'Tasks at once',
  primary: 'Primary assistant',
  backups: 'Backups, in order',
  backupsHint: 'Names separated by commas',
  allDuties: 'all duties',
  anyone: 'Anyone with the duty',
  remindWhat: 'Of what?',
  remindWhatHint: "In your own words; a task's number, such as #42, makes it about that task",
  remindTime: 'When?',
  ...repeatWords.fields,
}
