/** What is said of a message that was written on the other platform, where its words alone do not say it. `place`: the platform's name. */
export const relay = {
  file: (name: string, place: string) => `${name} is in ${place}`,
  sticker: (name: string, place: string) => `A sticker, “${name}”, is in ${place}`,
  poll: (question: string, place: string) => `A poll is in ${place}: “${question}”`,
  voice: (place: string) => `A voice message is in ${place}`,
  forwarded: (text: string) => `Forwarded: ${text}`,
}
