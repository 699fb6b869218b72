/** What stands in for what does not fit. */
export const ui = {
  more: (n: number) => `… and ${n} more`,
}
