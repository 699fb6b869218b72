/** What is said of a message that was written on the other platform, where its words alone do not say it. `place`: the platform's name. */
export const relay = {
  file: (name: string, place: string) => `${name} is in ${place}`,
  /** To whoever sent the file. */
  leftBehind: {
    'too-big': (name: string) => `${name} did not get across: it is larger than 10 MB. Send a link to it instead.`,
    'too-many': (name: string) =>
      `${name} did not get across: one message carries ten files, and 20 MB together. Send it in another message.`,
    barred: (name: string) => `${name} did not get across: I may not open it there. Send it from your own device.`,
    gone: (name: string) => `${name} did not get across: it is not there any more. Send it again.`,
  },
  wordsArrived: 'All else of your message got across.',
  notArrived: (number: number) =>
    `Your message did not get across. /talk ${number} says what is missing and sends it again.`,
  check: {
    ask: 'Did all messages arrive?',
    requester: 'From the client’s side',
    assistant: 'From the assistant’s side',
    count: (messages: number, files: number) =>
      `${messages} ${messages === 1 ? 'message' : 'messages'}, ${files} ${files === 1 ? 'file' : 'files'}`,
    all: 'All of it is on the other side.',
    missing: (count: number) =>
      count === 1 ? 'One message is not on the other side.' : `${count} messages are not on the other side.`,
    why: {
      'nobody-there': 'waits until somebody takes the task on',
      'on-its-way': 'is on its way',
      failed: 'could not be sent',
      files: 'its words arrived, and not all of its files',
    },
    held: (count: number) =>
      count === 1
        ? 'One message is held back, since it looks as if it held something secret: its writer has been asked what is to become of it.'
        : `${count} messages are held back, since they look as if they held something secret: their writers have been asked.`,
    more: (count: number) => `and ${count} more`,
    sendAgain: 'Send again',
  },
  reply: {
    button: 'Reply',
    field: 'What do you want to say?',
    sent: (number: number) => `Said about #${number}`,
    waits: (number: number) => `Kept for whoever takes #${number} on`,
    note: (number: number) => `Your note on #${number} is for assistants and managers only`,
  },
  sticker: (name: string, place: string) => `A sticker, “${name}”, is in ${place}`,
  poll: (question: string, place: string) => `A poll is in ${place}: “${question}”`,
  voice: (place: string) => `A voice message is in ${place}`,
  forwarded: (text: string) => `Forwarded: ${text}`,
}
