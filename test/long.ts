/**
 * Whether what has a short form and a long one is to take the long one, as `npm run faults -- years` has it. In `npm test` it is the short
 * one, which breaks by the same rules.
 */
export const isLong = process.env['LONG_FORMS'] === 'yes'
