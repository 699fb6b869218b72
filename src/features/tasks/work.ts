import { longestOption } from '#src/kernel/question.ts'
import { accept, refuse, type Decision } from '#src/kernel/decision.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { candidateNamed, stamp, type Asked } from './context.ts'
import { firstPromise, promiseAfterAnswer, reviewEnd, workingHoursOn } from './promise.ts'
import { notNow } from './next.ts'
import { longestBrief, type Question, type TaskEvent } from './task.ts'
import { tooLong } from './words.ts'

export const longestQuestion = 1_000
export const mostOptions = 4
/** What a button holds on both platforms. */

/**
 * An assistant takes an open task.
 *
 * Two may press in the same second. The row is locked before we are asked, so the second decides on what the first left
 * behind and is told who has it (`next.ts`), not shown an error.
 */
export function claim({ task, command, by, now, context }: Asked<'claim'>): Decision<TaskEvent> {
  const self = candidateNamed(by.id, context)
  if (!self) return refuse({ code: 'not-yours-to-do', needs: ['assistant'] })
  if (self.inHand >= self.capacity) return refuse({ code: 'hands-full', inHand: self.inHand, capacity: self.capacity })
  const { promise: promised } = command
  if (promised && Temporal.Instant.compare(promised, now) <= 0) {
    return refuse({ code: 'time-past', given: promised.toString(), at: promised })
  }

  const promise = promised ?? firstPromise(task, now)
  const actBy = workingHoursOn(now, context.leaseHours, self)
  return accept({ type: 'task-claimed', assistant: by.id, promise, actBy, ...stamp(by, now, context) })
}

/** The assistant to whom it was offered says yes. */
export function takeOn({ task, by, now, context }: Asked<'accept'>): Decision<TaskEvent> {
  const self = candidateNamed(by.id, context)
  if (!self) return refuse({ code: 'not-yours-to-do', needs: ['assistant'] })
  if (self.inHand >= self.capacity) return refuse({ code: 'hands-full', inHand: self.inHand, capacity: self.capacity })

  const promise = firstPromise(task, now)
  const actBy = workingHoursOn(now, context.leaseHours, self)
  return accept({ type: 'assignment-accepted', promise, actBy, ...stamp(by, now, context) })
}

/** By when it will be done: only its assistant can say. Made once more, it takes the place of the one before. */
export function promise({ task, command, by, now, context }: Asked<'promise'>): Decision<TaskEvent> {
  const { promise: at } = command
  if (Temporal.Instant.compare(at, now) <= 0) return refuse({ code: 'time-past', given: at.toString(), at })
  return accept({ type: 'task-promised', promise: at, was: task.promise, ...stamp(by, now, context) })
}

export function start({ by, now, context }: Asked<'start'>): Decision<TaskEvent> {
  return accept({ type: 'task-started', ...stamp(by, now, context) })
}

export function ask({ command, by, now, context }: Asked<'ask'>): Decision<TaskEvent> {
  const text = command.text.trim()
  const options = [...new Set(command.options.map((option) => option.trim()).filter((option) => option !== ''))]
  if (text === '') return refuse({ code: 'question-needed' })
  if (options.length > mostOptions) return refuse({ code: 'too-many-options', given: options.length })
  const longOption = options.map((option) => tooLong(option, longestOption, 'options')).find(Boolean)
  const long = tooLong(text, longestQuestion) ?? longOption
  if (long) return refuse(long)

  return accept({ type: 'question-asked', text, options, ...stamp(by, now, context) })
}

export function answer({ task, command, by, now, context }: Asked<'answer'>): Decision<TaskEvent> {
  if (task.status !== 'waiting') return refuse(notNow(task, command.type))
  const given = answerIn(command, task.question)
  if (typeof given !== 'string') return refuse(given)

  const promise = promiseAfterAnswer(task, now, candidateNamed(task.assistant, context))
  return accept({ type: 'question-answered', text: given, promise, ...stamp(by, now, context) })
}

/** The option that was tapped, the words that were written, or both. */
function answerIn({ text, option }: { text: string; option?: number }, { options }: Question): string | Refusal {
  const chosen = option === undefined ? '' : options[option]
  if (chosen === undefined) return { code: 'option-gone' }
  const given = [chosen, text.trim()].filter((part) => part !== '').join('\n')
  return given === '' ? { code: 'answer-needed' } : (tooLong(given, longestBrief) ?? given)
}

export function submit({ command, by, now, context }: Asked<'submit'>): Decision<TaskEvent> {
  const text = command.text.trim()
  const links = [...new Set(command.links.map((link) => link.trim()).filter((link) => link !== ''))]
  if (text === '' && links.length === 0) return refuse({ code: 'result-needed' })
  const wrong = links.find((link) => !isLink(link))
  if (wrong !== undefined) return refuse({ code: 'link-not-understood', given: wrong })
  const long = tooLong(`${text}${links.join('')}`, longestBrief)
  if (long) return refuse(long)

  const actBy = reviewEnd(now, context.reviewDays, context.requester)
  return accept({ type: 'result-submitted', text, links, actBy, ...stamp(by, now, context) })
}

/** `javascript:` and the like would be pressed by whoever trusts the card. */
function isLink(text: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(text) && !/[\s<>]/.test(text) && URL.canParse(text)
}
