/** The middle one; of an even count the mean of the two in the middle. NaN of none. */
export function median(values: number[]): number {
  return quantile(values, 0.5)
}

/** Between two values, in proportion. */
export function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

/** To three digits: more says nothing. */
export function short(value: number): number {
  return Number(value.toPrecision(3))
}
