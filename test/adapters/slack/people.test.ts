import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import { readPersonEvent } from '#adapters/slack/people.ts'
import type { Noticed } from '#src/kernel/core.ts'
import { aCore, say } from '../core.ts'
import { aWorkspace, closeAll, start } from './stage.ts'

afterEach(closeAll)

async function listening(over: 'socket' | 'http') {
  const workspace = await aWorkspace()
  const heard: Noticed[] = []
  const { core } = aCore(() => say('Done'))
  const adapter = await start(workspace, {
    over,
    core: { ...core, noticed: async (person) => void heard.push(person) },
  })
  const notices = async (count: number) => {
    await eventually(
      () => heard.length,
      (found) => found >= count,
      { on: [workspace.slack] },
    )
    return heard
  }
  return { ...workspace, adapter, notices }
}

describe('somebody in a Slack workspace', () => {
  it.each(['socket', 'http'] as const)('is heard of when their name or zone changes, over %s', async (over) => {
    const { slack, asha, team, notices } = await listening(over)

    await slack.changeUser(asha.id, { realName: 'Asha Patil-Rao', tz: 'Asia/Tokyo' })

    expect(await notices(1)).toEqual([
      {
        ...{ platform: 'slack', place: team, user: asha.id },
        seen: { name: 'Asha Patil-Rao', zone: 'Asia/Tokyo', language: 'en', picture: null },
      },
    ])
  })

  it('is heard of when they are deactivated, and found to have left by whoever asks', async () => {
    const { slack, asha, team, notices, adapter } = await listening('socket')

    await slack.changeUser(asha.id, { deleted: true })

    expect(await notices(1)).toMatchObject([{ user: asha.id, seen: 'left' }])
    expect(await adapter.chat.check(team, asha.id)).toBe('left')
    expect(await adapter.chat.fetchProfile(team, asha.id)).toBeNull()
    expect(await adapter.chat.direct(team, asha.id)).toBeNull()
  })

  it('is heard of in the workspace by which we hear of it, whichever is theirs', () => {
    const event = { type: 'user_change', user: { id: 'U1', team_id: 'T2', real_name: 'Zoe Kerr', tz: 'Europe/Berlin' } }
    const body = { type: 'event_callback', team_id: 'T2', authorizations: [{ team_id: 'T1' }], event }

    expect(readPersonEvent(body)).toMatchObject({ place: 'T1', user: 'U1', seen: { name: 'Zoe Kerr' } })
  })
})
