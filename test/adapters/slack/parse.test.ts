import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderForm } from '#adapters/slack/modal.ts'
import { parsePayload, readWords, type Here } from '#adapters/slack/parse.ts'
import { linkPrefix } from '#adapters/slack/render.ts'
import type { Form } from '#src/kernel/form.ts'
import {
  aCommand,
  aPress,
  asha,
  aShortcut,
  aSubmission,
  channel,
  people,
  person,
  selected,
  team,
  typed,
} from './payloads.ts'

const banyan: Here = { team: { id: team, name: 'Banyan' }, prefix: '' }
const parse = (payload: unknown, here = banyan) => parsePayload(payload, here)

const origin = {
  platform: 'slack',
  place: team,
  placeName: 'Banyan',
  channel,
  channelKind: 'room',
  user: asha,
  userName: 'asha',
  language: null,
}

describe('a command', () => {
  it('is read with its words, and with who asks and where', () => {
    const payload = aCommand()

    const parsed = parse(payload)

    expect(parsed).toEqual({
      kind: 'delivery',
      replyTarget: { trigger: payload.trigger_id, url: payload.response_url, channel, user: asha, inputs: [] },
      delivery: {
        id: `slack:${payload.trigger_id}`,
        origin,
        request: { kind: 'words', command: 'delegate', text: 'Book a flight' },
      },
      source: 'none',
    })
  })

  it('is the same under the prefix of this workspace', () => {
    const parsed = parse(aCommand({ command: '/va-delegate' }), { ...banyan, prefix: 'va-' })

    expect(parsed).toMatchObject({ delivery: { request: { command: 'delegate' } } })
  })

  it.each([
    ['/remindme', ''],
    ['/va-remind', 'va-'],
  ])('that Slack has one of its own for is known by the name that it has there: %s', (command, prefix) => {
    const parsed = parse(aCommand({ command, text: '42 tomorrow 9am' }), { ...banyan, prefix })

    expect(parsed).toMatchObject({ delivery: { request: { command: 'remind', text: '42 tomorrow 9am' } } })
  })

  it('typed in the direct message with the bot is known to be there', () => {
    const parsed = parse(aCommand({ channel_id: 'D0ASHA', channel_name: 'directmessage' }))

    expect(parsed).toMatchObject({ delivery: { origin: { channel: 'D0ASHA', channelKind: 'direct' } } })
  })

  it('is heard while Slack could not say who we are', () => {
    const parsed = parse(aCommand(), { ...banyan, team: null })

    expect(parsed).toMatchObject({ delivery: { origin: { place: team, placeName: 'banyan-va' } } })
  })

  it('without words has none', () => {
    const { text: _, ...wordless } = aCommand()

    expect(parse(wordless)).toMatchObject({ delivery: { request: { text: '' } } })
  })
})

describe('the words of a command', () => {
  it.each([
    ['keep whom they mention', 'for <@U0JUN|jun> or <@W1>', 'for <@U0JUN|jun> or <@W1>'],
    ['name a channel', 'as in <#C1|travel>, not <#C2>', 'as in #travel, not #C2'],
    ['mention no one else', '<!channel> <!here|here> <!subteam^S1|@ops>', '@channel here @ops'],
    ['keep an address', 'see <https://acme.example/a?b=1&amp;c=2>', 'see https://acme.example/a?b=1&c=2'],
    ['keep what was typed of an address', '<http://acme.example|acme.example>', 'acme.example'],
    ['keep an e-mail address', 'to <mailto:a@acme.example|a@acme.example>', 'to a@acme.example'],
    ['keep both parts of a named link', '<https://acme.example/x|the plan>', 'the plan (https://acme.example/x)'],
    ['have their signs back', '1 &lt; 2 &amp;&amp; 3 &gt; 2, &amp;lt;', '1 < 2 && 3 > 2, &lt;'],
  ])('%s', (_, sent, read) => {
    expect(readWords(sent)).toBe(read)
  })

  it('are what was typed, whatever signs, marks and scripts are in them', () => {
    const signs = fc.constantFrom(
      '&',
      '<',
      '>',
      '&amp;',
      '&lt;',
      '\t',
      '\n',
      '  ',
      '```',
      '*',
      '_',
      '|',
      '\u202e',
      'क्\u200dष',
    )
    const typed = fc.array(fc.oneof(signs, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 20 })
    fc.assert(
      fc.property(typed, (parts) => {
        const text = parts.join('')
        // As Slack sends it: with the three signs escaped.
        const sent = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        expect(readWords(sent)).toBe(text)
      }),
    )
  })
})

describe('a press', () => {
  it('means what its button says', () => {
    const parsed = parse(aPress('sahayak:claim:42:'))

    expect(parsed).toMatchObject({
      source: 'shared',
      delivery: {
        id: `slack:${asha}:1772452801.123456`,
        origin,
        request: { kind: 'press', action: { press: 'claim', subject: '42', detail: '' } },
      },
    })
  })

  it.each([
    ['of one’s own may replace it', 'sahayak:page:2:mine..', 'own'],
    ['with a task’s form leaves it alone', 'sahayak:open:42:return', 'own'],
    ['that asks to mend a form is done with once that is sent', 'sahayak:open:slack~V1~x:return', 'mend'],
  ])('on a message %s', (_, action, source) => {
    expect(parse(aPress(action, { ephemeral: true }))).toMatchObject({ source })
  })

  it('on a link is acknowledged, and no more: the page opens by itself', () => {
    expect(parse(aPress(`${linkPrefix}0`))).toEqual({ kind: 'nothing' })
  })

  it('says where it was when only its container does', () => {
    expect(parse(aPress('sahayak:claim:42:', { channel: undefined }))).toMatchObject({ delivery: { origin } })
  })
})

const returning: Form = {
  name: 'return',
  subject: '42',
  title: 'Return #42',
  submit: 'Return',
  cancel: 'Cancel',
  fields: [
    { kind: 'text', name: 'why', label: 'Why', required: true, multiline: true, longest: 1000 },
    { kind: 'choice', name: 'duty', label: 'Duty', required: false, options: [{ value: 'travel', label: 'Travel' }] },
    { kind: 'person', name: 'backups', label: 'Backups', required: false, many: true },
    { kind: 'person', name: 'primary', label: 'First', required: false, many: false },
  ],
}
const filled = {
  why: typed('Two seats'),
  duty: selected('travel'),
  backups: people(asha, 'U0JUN'),
  primary: person('U0JUN'),
}

describe('a form', () => {
  it('comes back with what was filled in, as the form that was drawn asks for it', () => {
    const drawn = renderForm(returning, { channel, url: null, source: 'shared' })

    const parsed = parse(aSubmission(drawn.callback_id ?? '', filled, { metadata: drawn.private_metadata }))

    expect(parsed).toMatchObject({
      source: 'shared',
      replyTarget: { url: null, channel, user: asha, inputs: ['why', 'duty', 'backups', 'primary'] },
      delivery: {
        origin,
        request: {
          kind: 'form',
          name: 'return',
          subject: '42',
          values: { why: 'Two seats', duty: 'travel', backups: [`<@${asha}>`, '<@U0JUN>'], primary: '<@U0JUN>' },
        },
      },
    })
  })

  it('has an empty value where nothing was filled in', () => {
    const empty = { why: typed(null), duty: selected(null), backups: people(), primary: person(null) }

    const parsed = parse(aSubmission('sahayak-form:return:42', empty))

    expect(parsed).toMatchObject({
      delivery: { request: { values: { why: '', duty: '', backups: [], primary: '' } } },
    })
  })

  it('that is closed is acknowledged, and no more', () => {
    expect(parse({ ...aSubmission('sahayak-form:return:42', filled), type: 'view_closed' })).toEqual({
      kind: 'nothing',
    })
  })
})

const idOf = (payload: unknown) => {
  const parsed = parse(payload)
  return parsed.kind === 'delivery' ? parsed.delivery.id : ''
}

describe('the id of a delivery', () => {
  const sent = (why: string) => aSubmission('sahayak-form:return:42', { why: typed(why) })

  it.each([
    ['a command', aCommand()],
    ['a press', aPress('sahayak:claim:42:')],
    ['a form', sent('Two seats')],
  ])('is the same each time when %s comes twice', (_, payload) => {
    expect(idOf(structuredClone(payload))).toBe(idOf(payload))
  })

  it('is the same when a form is sent once more, since its sender was told that it failed', () => {
    const again = { ...sent('Two seats'), trigger_id: 'a.new.one' }

    expect(idOf(again)).toBe(idOf(sent('Two seats')))
  })

  it.each([
    ['the same command is typed again', aCommand(), aCommand({ trigger_id: '2.2.2' })],
    [
      'the same button is pressed again',
      aPress('sahayak:claim:42:'),
      aPress('sahayak:claim:42:', { actions: [{ action_id: 'sahayak:claim:42:', action_ts: '1772452802.000001' }] }),
    ],
    [
      'someone else presses it in the same moment',
      aPress('sahayak:claim:42:'),
      aPress('sahayak:claim:42:', { user: { id: 'U0JUN' } }),
    ],
    ['a form is mended', sent('Two'), sent('Two seats')],
  ])('is another when %s', (_, one, other) => {
    expect(idOf(other)).not.toBe(idOf(one))
  })

  it('fits a button, which carries it to open what was typed again', () => {
    const long = aSubmission('sahayak-form:return:42', { why: typed('x') })
    const id = idOf({ ...long, view: { ...long.view, id: `V${'0'.repeat(200)}` } })

    expect(id.length).toBeLessThanOrEqual('slack:'.length + 70)
    expect(id).not.toBe(idOf({ ...long, view: { ...long.view, id: `V${'0'.repeat(199)}1` } }))
  })
})

describe('the menu of a message', () => {
  it('asks for what stands in it, with the message and what hangs on it', () => {
    const files = [{ id: 'F1', name: 'loom.jpg', mimetype: 'image/jpeg', size: 1234, mode: 'hosted' }]

    const parsed = parse(aShortcut({ message: { ...aShortcut().message, files } }))

    expect(parsed).toMatchObject({
      kind: 'delivery',
      replyTarget: { trigger: '13345224609.738474920.fourth', channel },
      source: 'none',
      delivery: {
        id: 'slack:13345224609.738474920.fourth',
        request: {
          kind: 'shortcut',
          name: 'draft-post',
          message: {
            text: 'The looms & the shop (https://acme.example)',
            files: [{ name: 'loom.jpg', type: 'image/jpeg', size: 1234, source: 'F1' }],
            link: expect.stringMatching(/^https:\/\/[\w-]+\.slack\.com\/archives\/\w+\/p1772452800000100$/u),
          },
        },
      },
    })
  })
})

describe('what we do not know', () => {
  const replyTarget = expect.objectContaining({ user: asha, url: expect.stringContaining('https://hooks.slack.com/') })

  it.each([
    ['a command that is not ours', aCommand({ command: '/ban' }), /no command “ban”/u],
    ['a command from no workspace', { ...aCommand(), team_id: 7 }, /team_id/u],
    ['a button of another version', aPress('sahayak:explode:42:'), /not ours: sahayak:explode/u],
    ['a form of another version', aSubmission('other-form', {}), /not ours: other-form/u],
    ['a shortcut of another version', aShortcut({ callback_id: 'ban' }), /not ours: ban/u],
    ['a shortcut on no message', { ...aShortcut(), message: undefined }, /message/u],
    ['a shortcut of no message that is not ours', { ...aPress('x'), type: 'shortcut' }, /callback_id/u],
    ['a press on nothing', aPress('x', { actions: [] }), /actions/u],
  ])('can still be answered, when it is %s', (_, payload, why) => {
    expect(parse(payload)).toEqual({ kind: 'unsupported', replyTarget, why: expect.stringMatching(why) })
  })

  it('is a form that does not say where it was opened', () => {
    expect(parse(aSubmission('sahayak-form:return:42', {}, { metadata: 'nothing' }))).toMatchObject({
      kind: 'unsupported',
      replyTarget: { user: asha, url: null },
    })
  })

  it.each([[null], ['text'], [{}], [{ user: 7, view: 'x' }]])('cannot be answered without a user: %j', (payload) => {
    expect(parse(payload)).toMatchObject({
      kind: 'unsupported',
      replyTarget: { trigger: null, url: null, channel: '', user: '', inputs: [] },
    })
  })
})

describe('somebody from another workspace, in a channel that both share', () => {
  const theirs = { id: 'T0OTHER', domain: 'other' }
  const zoe = { id: 'U0ZOE', username: 'zoe', name: 'zoe', team_id: theirs.id }

  it.each([
    ['presses', aPress('sahayak:claim:42:', { user: zoe })],
    [
      'sends a form',
      aSubmission('sahayak-form:return:42', { reason: typed('Wrong day') }, { team: theirs, user: zoe }),
    ],
    [
      'types a command',
      aCommand({ team_id: theirs.id, team_domain: theirs.domain, user_id: zoe.id, user_name: 'zoe' }),
    ],
    ['drafts from a message', aShortcut({ team: theirs, user: zoe })],
  ])('is heard in ours when she %s', (_, payload) => {
    expect(parse(payload)).toMatchObject({
      delivery: { origin: { place: team, placeName: 'Banyan', user: zoe.id, userName: 'zoe' } },
    })
  })

  it('is heard in ours with a form that says it, also while Slack could not say who we are', () => {
    const payload = aSubmission('sahayak-form:return:42', {}, { team: theirs, user: zoe })

    expect(parse(payload, { ...banyan, team: null })).toMatchObject({ delivery: { origin: { place: team } } })
  })
})

describe('a message from whose menu something is asked', () => {
  const quoted = (message: object) => {
    const parsed = parse(aShortcut({ message: { type: 'message', user: asha, ts: '1772452800.000100', ...message } }))
    return parsed.kind === 'delivery' && parsed.delivery.request.kind === 'shortcut'
      ? parsed.delivery.request.message
      : null
  }
  const file = { id: 'F1', name: 'loom.png', mimetype: 'image/png', size: 4 }

  it.each([
    [
      'that was forwarded',
      { text: '', attachments: [{ is_share: true, text: 'New &amp; old looms' }] },
      'New & old looms',
    ],
    [
      'that was forwarded with a word',
      { text: 'Please post', attachments: [{ is_msg_unfurl: true, text: 'New looms' }] },
      'Please post\n\nNew looms',
    ],
    ['of an app that writes as of old', { text: '', attachments: [{ text: 'Build failed' }] }, 'Build failed'],
    [
      'with nothing but a fallback',
      { text: '', attachments: [{ is_share: true, fallback: 'New looms' }] },
      'New looms',
    ],
    [
      'with a page that its link shows',
      {
        text: 'See <https://acme.example>',
        attachments: [{ from_url: 'https://acme.example', text: 'Acme makes cloth' }],
      },
      'See https://acme.example',
    ],
  ])('%s has its words', (_, message, text) => {
    expect(quoted(message)?.text).toBe(text)
  })

  it('that was forwarded has its files', () => {
    expect(quoted({ text: '', attachments: [{ is_share: true, text: 'x', files: [file] }] })?.files).toMatchObject([
      { name: 'loom.png', source: 'F1' },
    ])
  })
})
