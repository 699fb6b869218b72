import type { Bot } from '#src/bot/main.ts'
import type { Sandbox } from '#sandbox/index.ts'
import { WentWrong, type Hands, type Seen } from './hands.ts'

export type Stage = { hands: Hands; sandbox: Sandbox; bot: Bot; tell(text: string): void }

export type Assistant = 'asha' | 'jun'

/** As soon as what is found has that button. */
export async function withButton(find: () => Promise<Seen>, label: string): Promise<Seen> {
  for (let tries = 0; tries < 200; tries++) {
    const seen = await find()
    if (seen.buttons.includes(label)) return seen
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new WentWrong(`there is no button "${label}" on:\n${(await find()).plain}`)
}

export function expect(so: boolean, otherwise: string): void {
  if (!so) throw new WentWrong(otherwise)
}

export function nameOf(name: string): string {
  return (name[0] ?? '').toUpperCase() + name.slice(1)
}

export function says(tell: (text: string) => void, who: string, text: string): void {
  tell(`\n${who}:\n${indent(text, '    > ')}`)
}

export function show(tell: (text: string) => void, title: string, { plain }: Seen): void {
  tell(`${title}:\n${indent(plain, '    | ')}`)
}

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => by + line)
    .join('\n')
}
