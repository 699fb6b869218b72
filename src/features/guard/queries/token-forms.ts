import type { Found } from '#src/features/guard/secrets.ts'

/** What is shorter, or holds no digit, is no service's token. */
const mayBeToken = /[\w+./=:~-]{20}/u

type Lint = (text: string) => Promise<Found[]>
let loading: Promise<Lint> | null = null

/** The tokens of services whose form is known; read only where something as long stands in it. */
export async function tokensOfServices(text: string): Promise<Found[]> {
  if (!mayBeToken.test(text) || !/\d/u.test(text)) return []
  loading ??= load()
  return (await loading)(text)
}

/** Loaded at the first use: most messages hold nothing that it would have to look at. */
async function load(): Promise<Lint> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ])
  // A comment in the text must not turn it off: that is meant for files.
  const silent = { id: '@secretlint/secretlint-rule-filter-comments', disabled: true }
  const config = {
    rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, rules: [silent] }],
  }
  return async (content) => {
    const source = { filePath: 'message.txt', ext: '.txt', contentType: 'text' as const, content }
    const { messages } = await lintSource({ source, options: { config } })
    return messages.map(({ range: [from, to] }) => ({ kind: 'token', from, to }))
  }
}
