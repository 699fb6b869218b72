/** What is said where something looks like a secret. */
export const guard = {
  title: 'Not sent yet: there is something secret in it',
  body: (kinds: string[]) =>
    `It looks like ${kinds.join(' and ')}. Whatever is sent stays in the task’s history, for all who may see it. How shall I send it?`,
  note: 'I keep it encrypted for an hour, and then forget it.',
  kinds: { password: 'a password', token: 'a token', key: 'a private key', card: 'a card number' },
  buttons: { masked: 'Send it masked', 'as-is': 'Send it as it is', drop: 'Don’t send' },
  did: {
    masked: 'Sent, with dots in place of the secret',
    'as-is': 'Sent as it is',
    drop: 'Not sent',
  },
}
