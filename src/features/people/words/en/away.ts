import { tasksOf } from './removed.ts'

/** As many tasks as are named; of the others there is the number. */
const some = (numbers: number[]) => tasksOf(numbers.slice(0, 10), Math.max(0, numbers.length - 10))
const counted = (n: number) => (n === 1 ? '1 task' : `${n} tasks`)

export const away = {
  days: (days: string) => `You are away: ${days}.`,
  laterNone: (days: string) => `You will be away: ${days}. As things stand, nothing has to be handed over.`,
  later: (days: string, from: string, numbers: number[]) =>
    `You will be away: ${days}. As things stand, ${counted(numbers.length)} cannot wait until you are back and will be handed over when ${from} begins: ${some(numbers)}.`,
  nowNone: (days: string) => `You are away: ${days}. Nothing has to be handed over.`,
  given: (numbers: number[]) => `Handed over to others: ${some(numbers)}.`,
  opened: (numbers: number[]) => `Open to anyone with the duty: ${some(numbers)}.`,
  left: (numbers: number[]) => `Nobody could take over ${some(numbers)}: still with you, and a manager is told.`,

  isAway: (name: string, days: string) => `${name} is away: ${days}`,
  nobodyTook: (numbers: number[]) => `Nobody could take over ${some(numbers)}.`,
  inPool: (numbers: number[]) => `Had been offered, and is now open to anyone with the duty: ${some(numbers)}.`,
}
