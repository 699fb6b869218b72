export const targets = {
  title: 'Targets',
  none: 'There is no target yet. A manager sets one: /agency target "Acme Textiles" urgent respond 1h done 8h',
  all: 'every other priority',
  line: (client: string, priority: string) => `${client}: ${priority}`,
  respond: (time: string) => `answered within ${time}`,
  done: (time: string) => `done within ${time}`,
  counted: 'Counted in the working hours of whoever is waited for. Take one away with none in place of the times.',
  fact: 'Target',
  set: (client: string, priority: string) => `Target for ${client}, ${priority}`,
  removed: (client: string, priority: string) => `${client} has no target any more for ${priority}`,
}
