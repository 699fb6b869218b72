import { randomUUIDv7 } from 'node:crypto'
import type { Chat } from '#src/kernel/chat.ts'
import { startPump } from '#src/bot/pump.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { Office } from '#test/handle/office.ts'

/** All is told that can be told now, by a process of its own. */
export async function tellAll({ db, house, clock }: Office, chats: Chat[]): Promise<void> {
  const pump = await startPump({
    ...{ db, log: house.log, now: () => clock.now, newId: () => randomUUIDv7(), chance: () => 0.5 },
    chats: new Map<Platform, Chat>(chats.map((chat) => [chat.platform, chat])),
  })
  await pump.settled()
  await pump.stop()
}
