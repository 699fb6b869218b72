import { schema, variables, type Variable, type VariableName } from '#src/bot/variables.ts'

const names = Object.keys(variables).filter((name): name is VariableName => name in variables)

/** Every variable that is read, for the README. */
export function variablesTable(): string {
  const rows = names.map((name) => {
    const { wants, example }: Variable = variables[name]
    const usual = defaultOf(name)
    return `| \`${name}\` | ${wants} | ${usual === '' ? '' : `\`${usual}\``} | \`${example}\` |`
  })
  return ['| Variable | Wants | When left out | Example |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}

/** A file to be copied to `.env`. Nothing in it is set: an empty value counts as none. */
export function environmentExample(): string {
  const entries = names.flatMap((name) => {
    const { wants, example }: Variable = variables[name]
    return ['', `# ${wants}`, `# for example: ${example}`, `#${name}=${defaultOf(name)}`]
  })
  return ['# Copy this to .env and fill in what you need. `npm run doctor` checks it.', ...entries, ''].join('\n')
}

function defaultOf(name: VariableName): string {
  const read = schema.shape[name].safeParse(undefined)
  return read.success && read.data !== undefined ? String(read.data) : ''
}
