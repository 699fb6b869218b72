/** The number of a task, a repeat or a template as people type it, `42` or `#42`; null where it is none. */
export function numberIn(typed: string): number | null {
  const number = /^#?(\d{1,9})$/u.exec(typed.trim())?.[1]
  return number === undefined ? null : Number(number)
}
