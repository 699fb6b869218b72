/** What a floor is told by the bench that starts it. */
export function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: this program is started by npm run bench`)
  return value
}

/** The line that the bench waits for, as the bot's own log writes it. */
export function ready(): void {
  process.stdout.write(`${JSON.stringify({ msg: 'ready' })}\n`)
}
