/** `at:"Fri 9am"`, right behind the account: what stands further on belongs to the post. */
const when = /^at:(?:"([^"]*)"|“([^”]*)”|(\S+))\s*/iu

/** `/social draft instagram at:"Fri 9am" The text`, as its options. Line breaks of the text stay. */
export function readDraftLine(line: string): Record<string, string> {
  const [account = ''] = /^\S*/u.exec(line) ?? []
  const rest = line.slice(account.length).trim()
  const found = when.exec(rest)
  const text = found ? rest.slice(found[0].length) : rest
  const time = found?.[1] ?? found?.[2] ?? found?.[3] ?? ''
  return {
    ...(account === '' ? {} : { account }),
    ...(time.trim() === '' ? {} : { when: time.trim() }),
    ...(text === '' ? {} : { text }),
  }
}
