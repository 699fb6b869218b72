import { formatDays } from '#src/time/hours.ts'
import { formatInstant, formatZone } from '#src/time/words.ts'
import type { Button, Card, Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { detailsButtons } from '#src/features/details.ts'
import type { Account } from './network.ts'
import type { Approvals } from './post.ts'
import { nextAt, nextThree } from '#src/time/recurrence.ts'
import type { Slot } from './slot.ts'
import { accountLabel } from './view.ts'

export type Accounts = {
  client: { name: string; zone: string }
  approvals: Approvals
  accounts: { account: Account; slots: Slot[] }[]
  /** Whether its reader may end slots. */
  manages: boolean
}

/** A client's accounts with their slots, each of which can be ended here. */
export function accountsCard({ client, approvals, accounts, manages }: Accounts, reader: Reader): Card {
  const { social, approvalsNames } = reader.words
  return {
    title: social.accounts.title(client.name),
    tone: 'plain',
    status: social.accounts.approvals(approvalsNames[approvals]),
    ...(accounts.length === 0 ? { body: social.calendar.noAccounts } : {}),
    list: accounts.flatMap(({ account, slots }): Row[] => [
      { text: accountLabel(account, reader), heading: true },
      ...(slots.length === 0 ? [{ text: social.accounts.noSlots }] : []),
      ...slots.map((slot): Row => ({
        text: slotWords(slot, reader),
        ...(manages ? { button: endButton(slot, reader) } : {}),
      })),
    ]),
    note: social.accounts.zone(formatZone(client.zone, reader.language)),
  }
}

function endButton({ id: subject }: Slot, { words }: Reader): Button {
  return { label: words.social.buttons.endSlot, style: 'plain', action: { press: 'slot-end', subject, detail: '' } }
}

export function slotWords({ times, days }: Slot, { words }: Reader): string {
  return `${formatDays(days, words.dayNames, words.everyDay)} ${times.join(', ')}`
}

/** A new slot says its next three times, and what a clock that jumps and a bot that is down do to them. */
export function slotCard(slot: Slot, account: Account, zone: string, reader: Reader): Card {
  const { social } = reader.words
  const next = nextThree(reader.now, (after) => nextAt(slot, zone, after))
  return {
    title: social.slots.added(
      accountLabel(account, reader),
      slotWords(slot, reader),
      formatZone(zone, reader.language),
    ),
    tone: 'good',
    body: social.slots.nextThree(next.map((at) => formatInstant(at, zone, reader.language, reader.now))),
    buttons: detailsButtons('slot', next, zone, reader.words),
  }
}
