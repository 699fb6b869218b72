/**
 * Gathers what is asked for while the last answer is awaited, and asks for all of it at once: under load many lines share a statement,
 * and alone one waits for nobody.
 */
export function createBatch<In, Out>(askAll: (items: In[]) => Promise<Out[]>): (item: In) => Promise<Out> {
  let waiting: { item: In; answered: PromiseWithResolvers<Out> }[] = []
  let asking = false

  async function ask(): Promise<void> {
    asking = true
    while (waiting.length > 0) {
      const now = waiting
      waiting = []
      try {
        const answers = await askAll(now.map(({ item }) => item))
        for (const [index, answer] of answers.entries()) now[index]?.answered.resolve(answer)
      } catch (error) {
        for (const { answered } of now) answered.reject(error)
      }
    }
    asking = false
  }

  return (item) => {
    const answered = Promise.withResolvers<Out>()
    waiting.push({ item, answered })
    // Not in the same turn: what else comes in it goes along.
    if (!asking) setImmediate(() => asking || void ask())
    return answered.promise
  }
}
