import type { Button, Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { SecretKind } from './secrets.ts'

/** Asks its writer what is to become of it. `subject`: by what it is found again. None of it is shown. */
export function askingCard(subject: string, kinds: readonly SecretKind[], { words: { guard } }: Reader): Card {
  const button = (detail: keyof typeof guard.buttons, style: 'primary' | 'plain'): Button => ({
    label: guard.buttons[detail],
    style,
    action: { press: 'held', subject, detail },
  })
  return {
    title: guard.title,
    tone: 'waiting',
    body: guard.body(kinds.map((kind) => guard.kinds[kind])),
    buttons: [button('masked', 'primary'), button('as-is', 'plain'), button('drop', 'plain')],
    note: guard.note,
  }
}

/** What became of it. */
export function heldCard(did: 'masked' | 'as-is' | 'drop', { words: { guard } }: Reader): Card {
  return { title: guard.did[did], tone: did === 'drop' ? 'plain' : 'good' }
}
