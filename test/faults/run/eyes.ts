import type { Sandbox } from '#sandbox/index.ts'
import type { Dweller } from './town.ts'

/** What one person sees. `mine`: they alone do, since it answers them; `direct`: in a direct message. */
export type Seen = { id: string; plain: string; buttons: string[]; mine: boolean; direct: boolean; thinking: boolean }

export function seenBy({ slack, discord }: Sandbox, { platform, id: who }: Dweller): Seen[] {
  if (platform === 'slack') {
    const view = slack.view(who)
    const of = (channels: typeof view.channels, direct: boolean) =>
      channels.flatMap(({ messages }) =>
        messages.map(({ ts, plain, buttons, ephemeral }) => ({
          ...{ id: ts, plain, buttons, mine: ephemeral, direct, thinking: false },
        })),
      )
    return [...of(view.channels, false), ...of(view.dms, true)]
  }
  const view = discord.view(who)
  const guilds = view.guilds.flatMap(({ channels, threads }) => [...channels, ...threads])
  const of = (rooms: typeof guilds, direct: boolean) =>
    rooms.flatMap(({ messages }) =>
      messages.map(({ id, plain, buttons, ephemeral, thinking }) => ({
        ...{ id, plain, buttons: buttons.map(({ label }) => label), mine: ephemeral, direct, thinking },
      })),
    )
  return [...of(guilds, false), ...of(view.dms, true)]
}

export function hasForm({ slack, discord }: Sandbox, { platform, id }: Dweller): boolean {
  return platform === 'slack' ? slack.view(id).modals.length > 0 : discord.view(id).modal !== undefined
}

const isWaiting = ({ plain, thinking }: Seen) => thinking || /Working on it…/u.test(plain)
/** What is said, where it can be, to whoever was told to wait by a process that is no more. */
const isEnd = ({ plain }: Seen) => /I was interrupted/u.test(plain)

/** What a person read of what they did since then: what is new, or says something else. */
export function heardSince(before: Map<string, string>, now: Seen[]): { waits: boolean; ends: string[] } {
  const news = now.filter(({ id, plain, mine, direct }) => (mine || direct) && before.get(id) !== plain)
  return {
    waits: news.some(isWaiting),
    ends: news.filter((each) => !isWaiting(each) && (each.mine || isEnd(each))).map(({ plain }) => plain),
  }
}

export function readNow(seen: Seen[]): Map<string, string> {
  return new Map(seen.filter(({ mine, direct }) => mine || direct).map(({ id, plain }) => [id, plain]))
}
