import type { ModalView, WebClient } from '@slack/web-api'
import type { Log } from '#src/kernel/log.ts'
import { withoutPicture, type Card } from '#src/kernel/card.ts'
import type { Form } from '#src/kernel/form.ts'
import { times } from './limits.ts'
import { renderForm, type Opened } from './modal.ts'
import { errorSaid, neverLeft, whyOf } from './outcome.ts'
import type { Source } from './parse.ts'
import { sendFiles, sendMonth } from './picture.ts'
import { renderCard, type Rendered } from './render.ts'
import { withoutPreviews } from './send.ts'
import type { Share } from './share.ts'
import { cut } from './text.ts'
import type { Ticket } from './ticket.ts'

/** What Slack waits three seconds for; once. With a command it takes a message, with a form what becomes of it. */
export type Acknowledge = {
  done(): Promise<void>
  message?(message: Rendered & { response_type: 'ephemeral' }): Promise<void>
  view?(
    answer:
      | { response_action: 'errors'; errors: Record<string, string> }
      | { response_action: 'update'; view: ModalView },
  ): Promise<void>
}

/** Speaks to the one person who asked, in whatever way Slack allows at that moment. */
export type Voice = {
  /** Only to them. `replace`: in place of their own message, on which they pressed. */
  say(card: Card, how: { replace: boolean }): Promise<void>
  open(form: Form): Promise<void>
  /** Shows mistakes beside the fields of the form that was sent, which stays open. False: it is gone, or was none. */
  mend(errors: Record<string, string>): Promise<boolean>
  /** Nobody waits any more; what is said now comes when it can. */
  putOff(card: Card | null): Promise<void>
}

type Speaking = { client: WebClient; share: Share; log: Log }

/** A sentence beside a field; Slack names no limit, and shows more than this badly. */
const longestError = 500

export function createVoice(speaking: Speaking, acknowledge: Acknowledge, ticket: Ticket, source: Source): Voice {
  const { client, log } = speaking
  let acknowledged = false

  /** Whoever could not be told in time sees that something went wrong; it was carried out all the same. */
  async function inFirst(acknowledging: () => Promise<void>): Promise<boolean> {
    if (acknowledged) return false
    acknowledged = true
    try {
      await acknowledging()
      return true
    } catch (error) {
      log.warn({ why: whyOf(error), user: ticket.user }, 'Slack could not be told that we heard')
      return false
    }
  }

  const tell = (message: Rendered, replace: boolean) => deliver(speaking, ticket, message, replace)

  /** Where Slack refuses the chart, and with it all of it, the figures are said in words. */
  async function tellChart(card: Card, replace: boolean): Promise<void> {
    try {
      await tell(renderCard(card), replace)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await tell(renderCard(withoutPicture(card)), replace)
    }
  }

  return {
    async say(said, { replace }) {
      // Pictures and files take longer than Slack waits.
      if (said.month || said.handOver) await inFirst(acknowledge.done)
      const shown = said.month ? await sendMonth(speaking, ticket.user, said) : said
      const card = await sendFiles(speaking, ticket.user, shown)
      const message = renderCard(card)
      // Of what comes with an acknowledgement nobody hears whether Slack refused it.
      const takes = card.chart ? undefined : acknowledge.message
      if (takes && (await inFirst(() => takes({ ...message, response_type: 'ephemeral' })))) return
      await inFirst(acknowledge.done)
      await (card.chart ? tellChart(card, replace) : tell(message, replace))
    },
    async open(form) {
      const where: Opened = { channel: ticket.channel, url: ticket.url, source }
      const view = renderForm(form, where)
      // As with messages: where Slack may refuse it, somebody is to hear of that.
      const takes = asksForFiles(form) ? undefined : acknowledge.view
      if (takes && (await inFirst(() => takes({ response_action: 'update', view })))) return
      await inFirst(acknowledge.done)
      const { trigger } = ticket
      if (trigger === null) throw new Error('there is nothing to open a form with')
      const opening = client.views.open({ trigger_id: trigger, view })
      await opening.catch(async (error: unknown) => {
        if (!asksForFiles(form) || errorSaid(error) === null) throw error
        log.warn({ why: whyOf(error), form: form.name }, 'a form is opened without its files')
        await client.views.open({ trigger_id: trigger, view: renderForm(withoutFiles(form), where) })
      })
    },
    async mend(errors) {
      const { view: takes } = acknowledge
      const [first] = ticket.inputs
      if (!takes || first === undefined) return false
      // Beside a field that is not there Slack shows nothing, and the person only that there was trouble.
      const placed = Object.entries(errors).map(([name, words]): [string, string] => [
        ticket.inputs.includes(name) ? name : first,
        cut(words, longestError),
      ])
      if (placed.length === 0) return false
      return inFirst(() => takes({ response_action: 'errors', errors: Object.fromEntries(placed) }))
    },
    async putOff(card) {
      const { message: takes } = acknowledge
      const heard = await inFirst(() =>
        card && takes ? takes({ ...renderCard(card), response_type: 'ephemeral' }) : acknowledge.done(),
      )
      if (!card || (takes && heard)) return
      // Whatever becomes of this, the answer itself is still to come.
      await tell(renderCard(card), false).catch((error: unknown) =>
        log.warn({ why: whyOf(error), user: ticket.user }, 'nobody could be told that it takes longer'),
      )
    },
  }
}

/**
 * Slack takes a field for files from an app with `files:read` alone, and does not document what it answers to others. An
 * app that was installed before it asked for that is to have its forms all the same.
 *
 * https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
 */
function asksForFiles({ fields }: Form): boolean {
  return fields.some(({ kind }) => kind === 'files')
}

function withoutFiles(form: Form): Form {
  return { ...form, fields: form.fields.filter(({ kind }) => kind !== 'files') }
}

/** Thrown for what Slack cannot show: the message is at fault, and no other way would serve it better. */
class Refused extends Error {}

/**
 * To one person: by the address that came with what they did, else where they did it, else directly. The address is good for
 * half an hour and five answers, and also where the bot is no member.
 */
async function deliver(
  { client, log }: Speaking,
  { url, channel, user }: Ticket,
  message: Rendered,
  replace: boolean,
): Promise<void> {
  const ways = [
    ...(url && replace ? [() => post(url, { ...message, response_type: 'ephemeral', replace_original: true })] : []),
    ...(url ? [() => post(url, { ...message, response_type: 'ephemeral', replace_original: false })] : []),
    ...(channel ? [() => client.chat.postEphemeral({ channel, user, ...message })] : []),
    () => client.chat.postMessage({ channel: user, ...message, ...withoutPreviews }),
  ]
  const problems: string[] = []
  for (const way of ways) {
    try {
      await way()
      return
    } catch (error) {
      if (error instanceof Refused) throw error
      problems.push(whyOf(error))
    }
  }
  log.info({ user, problems }, 'an answer came too late to be shown')
}

/** Tried twice when the line broke: whoever pressed rather reads an answer twice than never. */
async function post(url: string, body: object): Promise<void> {
  const send = () =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(times.request),
    })
  const response = await send().catch((error: unknown) => {
    if (neverLeft(error)) throw error
    return send()
  })
  if (response.ok) return
  const said = (await response.text()).slice(0, 300)
  if (response.status === 400) throw new Refused(`Slack cannot show an answer: ${said}`)
  throw new Error(`${response.status} ${said}`)
}
