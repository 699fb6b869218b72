import fc from 'fast-check'
import { mostCategories, mostSeries, type Chart } from '#src/kernel/chart.ts'

/** Charts of whatever figures, with whatever words for them. */
export function chartOf(words: fc.Arbitrary<string>): fc.Arbitrary<Chart> {
  return fc.integer({ min: 1, max: mostCategories }).chain((count) =>
    fc.record({
      title: words,
      unit: words,
      categories: fc.array(words, { minLength: count, maxLength: count }),
      series: fc.array(
        fc.record({
          name: words,
          values: fc.array(fc.nat(100_000), { minLength: count, maxLength: count }),
          tone: fc.constantFrom('good', 'attention', 'plain'),
        }),
        { minLength: 1, maxLength: mostSeries },
      ),
    }),
  )
}

/** What was finished on two days. */
export const finished: Chart = {
  title: 'Finished in the last week',
  unit: 'tasks',
  categories: ['Mon 2 Mar', 'Tue 3 Mar'],
  series: [
    { name: 'in time', values: [3, 0], tone: 'good' },
    { name: 'late', values: [1, 2], tone: 'attention' },
  ],
}
