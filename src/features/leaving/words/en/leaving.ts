const some = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

type Holdings = { tasks: number; people: number; clients: number; posts: number; messages: number; files: number }

/** Said when an agency takes its things, or goes. */
export const leaving = {
  holds: 'It holds',
  holdings: ({ tasks, people, clients, posts, messages, files }: Holdings) =>
    [
      some(tasks, 'task'),
      some(people, 'person', 'people'),
      some(clients, 'client'),
      some(posts, 'post'),
      some(messages, 'message'),
      some(files, 'file'),
    ].join(', '),
  exportTitle: 'Everything of this agency, as one file',
  exportAsk:
    'A tar archive: a folder of JSON lines for each kind of thing, with its history, and all files that are kept. Internal notes and what clients wrote are in it. The log room hears that you asked.',
  makeExport: 'Make the file',
  exportMade: 'The file is ready to be downloaded',
  exportHow: 'It is put together while you download it, as things stand then.',
  exportUntil: (when: string) => `Whoever has this address can read everything until ${when}. Pass it on to nobody.`,
  download: 'Download',
  deleteTitle: (name: string) => `Delete ${name} and all that it holds`,
  deleteAsk:
    'All of it is deleted a day after you confirm: people, clients, tasks with their histories, posts, files, settings. Until then any owner can stop it. Messages that stand in Slack and Discord stay there: they are yours.',
  exportFirst: 'Export first',
  deleteIt: 'Delete…',
  deleteIntro: 'A day from now all of it is deleted, and nobody can bring it back.',
  typeName: (name: string) => `Type the name: ${name}`,
  ending: (name: string, when: string) => `${name} is deleted ${when}`,
  endingHow: 'Until then everything goes on as before, and any owner can stop it.',
  keep: 'Keep the agency',
  kept: (name: string) => `${name} is kept`,
  news: {
    exported: (who: string, when: string) => `${who} asked for everything of this agency as a file, ${when}`,
    ending: (who: string, when: string) => `${who} wants this agency deleted: it will be, ${when}`,
    kept: (who: string) => `${who} has stopped it: this agency is kept`,
  },
  newsEnding: 'An owner can stop it until then: /agency delete',
}
