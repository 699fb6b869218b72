import type { Refusal } from '#src/kernel/refusal.ts'
import { longestBrief } from '#src/features/tasks/task.ts'
import { charactersIn } from '#src/features/tasks/title.ts'
import { tooLong } from '#src/features/tasks/words.ts'
import type { Priority } from '#src/kernel/priority.ts'

/** A task to be delegated again, with what belongs to it. */
export type Template = {
  id: string
  number: number
  name: string
  /** `null`: for all clients of the agency. */
  client: string | null
  brief: string
  duty: string
  priority: Priority
  /** The due time in words, read when it is delegated. */
  due: string | null
  checklist: string[]
  /** Asked of whoever delegates it; what they answer goes into the brief. */
  questions: string[]
  /** Who usually does it, by id. */
  assistant: string | null
}

/** What became of one, as whoever did it is told. */
export type TemplateSaid = 'saved' | 'changed' | 'removed' | 'restored'

export const longestName = 60
/** Discord's forms hold five fields. */
export const mostQuestions = 5
export const longestQuestion = 100

/** What the form to delegate is about, when it is opened for a template. */
export function fromTemplate(number: number): string {
  return `template~${number}`
}

export function templateIn(subject: string): number | null {
  const number = /^template~(\d{1,9})$/u.exec(subject)?.[1]
  return number === undefined ? null : Number(number)
}

/** Why it cannot be kept as it is. */
export function whyNotTemplate({ name, brief, questions }: Template): Refusal | null {
  const longName = tooLong(name, longestName, 'name')
  if (longName) return longName
  if (charactersIn(brief) === 0) return { code: 'nothing-to-delegate' }
  if (charactersIn(brief) > longestBrief)
    return { code: 'brief-too-long', length: charactersIn(brief), limit: longestBrief }
  if (questions.length > mostQuestions)
    return { code: 'too-many-questions', given: questions.length, limit: mostQuestions }
  return questions.map((question) => tooLong(question, longestQuestion, 'questions')).find(Boolean) ?? null
}

/** The brief of a task that is made from it: its own, what was added, and each question with its answer. */
export function briefFrom({ brief, questions }: Template, added: string, answers: string[]): string {
  const answered = questions.flatMap((question, index) => {
    const answer = answers[index]?.trim() ?? ''
    return answer === '' ? [] : [`${question} ${answer}`]
  })
  return [brief, added, answered.join('\n')].filter((part) => part.trim() !== '').join('\n\n')
}
