/** Whether a task, a post or the like can have that number at all: what is larger than its column can hold nobody has. */
export function isNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= 2_147_483_647
}
