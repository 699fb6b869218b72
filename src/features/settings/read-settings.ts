import type { SettingName } from '#src/kernel/setting.ts'

const starts: Record<SettingName, readonly string[]> = {
  zone: ['zone', 'timezone', 'समयक्षेत्र', 'क्षेत्र'],
  language: ['language', 'भाषा'],
  response: ['response', 'respond', 'answer', 'जवाब'],
  lease: ['lease', 'start', 'शुरू'],
  review: ['review', 'silence', 'समीक्षा', 'जाँच'],
}

/** What stands before the first setting, what stands behind each, and one that nothing stands behind. */
type SettingsLine = { head: string; settings: Record<string, string>; empty: SettingName | null }

/** `acme zone New York review 3 days language:hi`, where these settings can be meant. */
export function readSettingsWords(words: string[], names: readonly SettingName[]): SettingsLine {
  const head: string[] = []
  const read = new Map<SettingName, string[]>()
  let into: string[] = head
  for (const word of words.flatMap((one) => apart(one, names))) {
    const small = word.toLowerCase().normalize('NFC').replace(/:$/u, '')
    const next = names.find((name) => starts[name].some((start) => start.normalize('NFC') === small))
    if (!next) {
      into.push(word)
      continue
    }
    into = read.get(next) ?? []
    read.set(next, into)
  }
  return {
    head: head
      .join(' ')
      .replace(/^client:/iu, '')
      .replaceAll(/["“”]/gu, ''),
    settings: Object.fromEntries([...read].map(([name, said]) => [name, said.join(' ').replaceAll(/["“”]/gu, '')])),
    empty: [...read].find(([, said]) => said.length === 0)?.[0] ?? null,
  }
}

/** `language:hi`, as Discord shows it, is two words. */
function apart(word: string, names: readonly SettingName[]): string[] {
  const at = word.indexOf(':')
  const name = word.slice(0, at).toLowerCase().normalize('NFC')
  const isSetting = at > 0 && names.some((one) => starts[one].some((start) => start.normalize('NFC') === name))
  return isSetting && at + 1 < word.length ? [name, word.slice(at + 1)] : [word]
}
