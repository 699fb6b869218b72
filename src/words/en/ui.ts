/** What stands in for what does not fit. */
export const ui = {
  details: 'Details',
  more: (n: number) => `… and ${n} more`,
}
