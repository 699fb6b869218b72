const either = (words: string[]) => words.map((word) => `“${word}”`).join(' or ')

export const rules = {
  title: 'Where tasks go first',
  none: 'There is no rule yet. For example: /agency rule add if client:"Acme Textiles" duty:travel words:visa then @meera',
  line: (place: number, when: string, then: string) => `${place}. ${when} → ${then}`,
  words: (words: string[]) => `with the word${words.length > 1 ? 's' : ''} ${either(words)}`,
  pool: 'the pool',
  gone: (name: string) => `${name} is no assistant here any more: this rule is passed over`,
  asked:
    'Asked in this order, before who is assigned to the client; the first that fits decides. Whoever is away or full is passed over. See what would happen: /agency rule try client:"Acme Textiles" #travel A visa for Pune',
  changed: {
    added: (place: number) => `Added as number ${place}`,
    removed: (place: number) => `Number ${place} is removed`,
    moved: (place: number) => `Moved to place ${place}`,
  },
  wouldGo: (name: string) => `Would go to ${name}`,
  wouldOpen: 'Would go to the pool',
  fits: 'Fits, and decides',
  fitsNot: { client: 'Another client', duty: 'Another duty', words: 'None of its words stands in the task' },
  cannot: 'Fits, but cannot take it now',
  notAsked: 'Fits too, but an earlier one decides',
  nothingMade: 'Nothing was made. A due time and a repeat make no difference here.',
}
