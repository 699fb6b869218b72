import type { ModalView, WebClient } from '@slack/web-api'
import { cut } from '#adapters/shared/cut.ts'
import type { Deferring, Responder, Source } from '#adapters/shared/responder.ts'
import type { Log } from '#src/kernel/log.ts'
import { withoutPicture, type Card } from '#src/kernel/card.ts'
import type { Form } from '#src/kernel/form.ts'
import { deliver, Refused } from './deliver.ts'
import { renderForm, type Opened } from './modal.ts'
import { errorSaid, isTooLong, whyOf } from './outcome.ts'
import { sendFiles, sendMonth } from './picture.ts'
import { renderCard, type Rendered } from './render.ts'
import type { Share } from './share.ts'
import type { ReplyTarget } from './reply-target.ts'

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

export type Speaking = { client: WebClient; share: Share; log: Log }

/** One person's answer on its way. `inFirst` answers whether this was what Slack waited for, and came. */
type Way = Speaking & {
  replyTarget: ReplyTarget
  source: Source
  acknowledge: Acknowledge
  inFirst(acknowledging: () => Promise<void>): Promise<boolean>
}

/** A sentence beside a field; Slack names no limit, and shows more than this badly. */
const longestError = 500

export function createResponder(
  speaking: Speaking,
  acknowledge: Acknowledge,
  replyTarget: ReplyTarget,
  source: Source,
): Responder {
  let acknowledged = false
  const way: Way = {
    ...speaking,
    ...{ acknowledge, replyTarget, source },
    /** Whoever could not be told in time sees that something went wrong; it was carried out all the same. */
    async inFirst(acknowledging) {
      if (acknowledged) return false
      acknowledged = true
      try {
        await acknowledging()
        return true
      } catch (error) {
        speaking.log.warn({ why: whyOf(error), user: replyTarget.user }, 'Slack could not be told that we heard')
        return false
      }
    },
  }
  return {
    say: (card, { replace }) => say(way, card, replace),
    open: (form) => open(way, form),
    mend: (errors) => mend(way, errors),
    defer: (how) => defer(way, how),
  }
}

async function say(way: Way, said: Card, replace: boolean): Promise<void> {
  const { acknowledge, inFirst, replyTarget } = way
  // Pictures and files take longer than Slack waits.
  if (said.month || said.handOver) await inFirst(acknowledge.done)
  const shown = said.month ? await sendMonth(way, replyTarget.user, said) : said
  const card = await sendFiles(way, replyTarget.user, shown)
  // Of what comes with an acknowledgement nobody hears whether Slack refused it.
  const takes = card.chart ? undefined : acknowledge.message
  if (takes && (await inFirst(() => takes({ ...renderCard(card), response_type: 'ephemeral' })))) return
  await inFirst(acknowledge.done)
  await tellCard(way, card, replace)
}

/** Where Slack refuses the chart, and with it all of it, the figures are said in words; what is too long is said shorter. */
async function tellCard(way: Way, card: Card, replace: boolean): Promise<void> {
  try {
    await deliver(way, way.replyTarget, renderCard(card), replace)
  } catch (error) {
    const tight = isTooLong(whyOf(error))
    if (!(error instanceof Refused) || !(card.chart || tight)) throw error
    await deliver(way, way.replyTarget, renderCard(withoutPicture(card), { tight }), replace)
  }
}

async function open({ acknowledge, inFirst, replyTarget, source, client, log }: Way, form: Form): Promise<boolean> {
  const where: Opened = { channel: replyTarget.channel, url: replyTarget.url, source }
  const view = renderForm(form, where)
  // As with messages: where Slack may refuse it, somebody is to hear of that.
  const takes = asksForFiles(form) ? undefined : acknowledge.view
  if (takes && (await inFirst(() => takes({ response_action: 'update', view })))) return true
  const { trigger } = replyTarget
  // What was said to the bot opens nothing: the form is one press away.
  if (trigger === null) return false
  await inFirst(acknowledge.done)
  const opening = client.views.open({ trigger_id: trigger, view })
  await opening.catch(async (error: unknown) => {
    if (!asksForFiles(form) || errorSaid(error) === null) throw error
    log.warn({ why: whyOf(error), form: form.name }, 'a form is opened without its files')
    await client.views.open({ trigger_id: trigger, view: renderForm(withoutFiles(form), where) })
  })
  return true
}

async function mend({ acknowledge, inFirst, replyTarget }: Way, errors: Record<string, string>): Promise<boolean> {
  const { view: takes } = acknowledge
  const [first] = replyTarget.inputs
  if (!takes || first === undefined) return false
  // Beside a field that is not there Slack shows nothing, and the person only that there was trouble.
  const placed = Object.entries(errors).map(([name, words]): [string, string] => [
    replyTarget.inputs.includes(name) ? name : first,
    cut(words, longestError),
  ])
  if (placed.length === 0) return false
  return inFirst(() => takes({ response_action: 'errors', errors: Object.fromEntries(placed) }))
}

async function defer(way: Way, { words }: Deferring): Promise<void> {
  const { acknowledge, inFirst, replyTarget, log } = way
  const { message: takes } = acknowledge
  const heard = await inFirst(() =>
    words && takes ? takes({ ...renderCard(words), response_type: 'ephemeral' }) : acknowledge.done(),
  )
  if (!words || (takes && heard)) return
  await deliver(way, replyTarget, renderCard(words), false).catch((error: unknown) =>
    log.warn({ why: whyOf(error), user: replyTarget.user }, 'nobody could be told that it takes longer'),
  )
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
