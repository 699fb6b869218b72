const tasks = (count: number) => (count === 1 ? '1 task' : `${count} tasks`)

/** Said of several tasks that were changed in one go. */
export const bulk = {
  done: {
    changed: (count: number) => `${tasks(count)} changed`,
    cancelled: (count: number) => `${tasks(count)} cancelled`,
  },
  doneHeading: { changed: 'Changed', cancelled: 'Cancelled' },
  none: { changed: 'None of them was changed', cancelled: 'None of them was cancelled' },
  not: (count: number) => `Left as ${count === 1 ? 'it was' : 'they were'}, and why`,
}
