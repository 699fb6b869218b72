import { describe, expect, it } from 'vitest'
import { parseInteraction } from '#adapters/discord/parse.ts'
import { renderCard } from '#adapters/discord/render.ts'
import { mendCard } from '#src/words/form-card.ts'
import { renderForm } from '#adapters/discord/modal.ts'
import type { Form } from '#src/kernel/form.ts'
import {
  aCommand,
  aDirectCommand,
  aMessage,
  aPress,
  asha,
  aSubmission,
  channel,
  ephemeral,
  guild,
  someTyping,
} from './interactions.ts'

const parse = (payload: unknown) => parseInteraction(payload, (id) => (id === guild ? 'Banyan' : ''))

const origin = {
  platform: 'discord',
  place: guild,
  placeName: 'Banyan',
  channel,
  channelKind: 'room',
  user: asha,
  userName: 'Asha Patil',
  language: 'en',
}

describe('a command', () => {
  it('is read with its options, and with who asks and where', () => {
    const payload = aCommand({ name: 'delegate', options: [{ name: 'what', type: 3, value: 'Book a flight' }] })

    const parsed = parse(payload)

    expect(parsed).toEqual({
      kind: 'delivery',
      replyTarget: { id: payload.id, token: payload.token, language: 'en' },
      delivery: {
        id: `discord:${payload.id}`,
        origin,
        request: { kind: 'options', command: 'delegate', options: { what: 'Book a flight' }, people: [] },
      },
      source: 'none',
    })
  })

  it('is found under its groups and subcommands', () => {
    const add = { name: 'add', type: 1, options: [{ name: 'name', type: 3, value: 'Acme' }] }

    const parsed = parse(aCommand({ name: 'agency', options: [{ name: 'client', type: 2, options: [add] }] }))

    expect(parsed).toMatchObject({ delivery: { request: { command: 'agency client add', options: { name: 'Acme' } } } })
  })

  it('brings the people whom it names, as this server calls them', () => {
    const jun = { id: '1140000000000000013', username: 'jun', global_name: 'Jun Santos' }
    const role = {
      name: 'role',
      type: 1,
      options: [
        { name: 'person', type: 6, value: jun.id },
        { name: 'role', type: 3, value: 'assistant' },
      ],
    }
    const resolved = { users: { [jun.id]: jun }, members: { [jun.id]: { nick: 'Junjun', roles: [] } } }

    const parsed = parse(aCommand({ name: 'agency', options: [role], resolved }))

    expect(parsed).toMatchObject({
      delivery: {
        request: {
          options: { person: `<@${jun.id}>`, role: 'assistant' },
          people: [{ platform: 'discord', user: jun.id, name: 'Junjun' }],
        },
      },
    })
  })

  it('from a direct message names no server, and speaks the language of its asker', () => {
    const parsed = parse(aDirectCommand({ name: 'tasks' }))

    expect(parsed).toMatchObject({
      replyTarget: { language: 'hi' },
      delivery: { origin: { place: '', placeName: '', channelKind: 'direct', userName: 'Asha Patil', language: 'hi' } },
    })
  })

  it('takes an empty option for one that was not given', () => {
    const parsed = parse(aCommand({ name: 'delegate', options: [{ name: 'what', type: 3, value: '  ' }] }))

    expect(parsed).toMatchObject({ delivery: { request: { options: {} } } })
  })
})

describe('a press', () => {
  it('means what its button says', () => {
    const parsed = parse(aPress('sahayak:claim:42:'))

    expect(parsed).toMatchObject({
      source: 'shared',
      delivery: { request: { kind: 'press', action: { press: 'claim', subject: '42', detail: '' } } },
    })
  })

  it('on a message that only its reader sees may replace it', () => {
    const parsed = parse(aPress('sahayak:page:2:mine..', { flags: ephemeral }))

    expect(parsed).toMatchObject({ source: 'own' })
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
  ],
}

describe('a form', () => {
  const inputs = [
    { type: 4, custom_id: 'why', value: 'Two seats' },
    { type: 3, custom_id: 'duty', values: ['travel'] },
    { type: 5, custom_id: 'backups[]', values: [asha] },
  ]

  it('comes back with what was filled in, as the form that was drawn asks for it', () => {
    const drawn = renderForm(returning)

    const parsed = parse(aSubmission(drawn.custom_id, inputs))

    expect(parsed).toMatchObject({
      source: 'none',
      delivery: {
        request: {
          kind: 'form',
          name: 'return',
          subject: '42',
          values: { why: 'Two seats', duty: 'travel', backups: [asha] },
        },
      },
    })
  })

  it('has an empty value where nothing was chosen', () => {
    const parsed = parse(
      aSubmission('sahayak-form:return:42', [
        { type: 3, custom_id: 'duty', values: [] },
        { type: 5, custom_id: 'backups[]', values: [] },
      ]),
    )

    expect(parsed).toMatchObject({ delivery: { request: { values: { duty: '', backups: [] } } } })
  })

  it('is known to come from the card that asks to mend it', () => {
    const { components } = renderCard(mendCard({ form: returning, draft: 'd1', errors: { why: 'Say why.' } }, 'en'))

    const parsed = parse(
      aSubmission('sahayak-form:return:42', inputs, { message: aMessage({ flags: ephemeral, components }) }),
    )

    expect(parsed).toMatchObject({ source: 'mend' })
  })

  it('leaves a card alone that can do more than open it', () => {
    const { components } = renderCard({
      title: '#42',
      tone: 'plain',
      buttons: [
        { label: 'Return', style: 'plain', action: { press: 'open', subject: '42', detail: 'return' } },
        { label: 'Accept', style: 'primary', action: { press: 'accept', subject: '42', detail: '' } },
      ],
    })

    const parsed = parse(
      aSubmission('sahayak-form:return:42', inputs, { message: aMessage({ flags: ephemeral, components }) }),
    )

    expect(parsed).toMatchObject({ source: 'own' })
  })
})

describe('typing an option', () => {
  it('asks for completions of that option, with what stands in the others', () => {
    const options = [
      { name: 'what', type: 3, value: 'Book' },
      { name: 'duty', type: 3, value: 'tra', focused: true },
    ]

    const parsed = parse(someTyping({ name: 'delegate', options }))

    expect(parsed).toMatchObject({
      kind: 'suggestion',
      ask: { origin, command: 'delegate', option: 'duty', typed: 'tra', others: { what: 'Book' } },
    })
  })
})

describe('the menu of a message', () => {
  it('asks for what stands in it, with the message and what hangs on it', () => {
    const url = 'https://cdn.discordapp.com/x'
    const loom = { id: '5', filename: 'loom.jpg', content_type: 'image/jpeg', size: 1234, url }
    const message = { id: '77', content: 'The looms', attachments: [loom] }
    const data = { name: 'Draft a post', type: 3, target_id: '77', resolved: { messages: { 77: message } } }

    const parsed = parse(aCommand(data))

    expect(parsed).toMatchObject({
      kind: 'delivery',
      source: 'none',
      delivery: {
        request: {
          kind: 'shortcut',
          name: 'draft-post',
          message: {
            text: 'The looms',
            files: [{ name: 'loom.jpg', type: 'image/jpeg', size: 1234, source: url }],
            link: expect.stringMatching(/^https:\/\/discord\.com\/channels\/\d+\/\d+\/77$/u),
          },
        },
      },
    })
  })
})

describe('what we do not know', () => {
  const replyTarget = { id: '1140000000000000900', token: 'a-token-of-its-own', language: 'en' }

  it.each([
    ['a command that is not ours', aCommand({ name: 'ban' }), /no command “ban”/],
    [
      'a command from the menu of a message',
      aCommand({ name: 'Ban', type: 3, target_id: '1', resolved: { messages: { 1: { id: '1' } } } }),
      /menu of a message: “Ban”/,
    ],
    [
      'one from the menu of a person',
      aCommand({
        name: 'Draft a post',
        type: 2,
        target_id: '1',
        resolved: { users: { 1: { id: '1', username: 'a' } } },
      }),
      /menu of a person: “Draft a post”/,
    ],
    ['a button of another version', aPress('sahayak:explode:42:'), /not ours: sahayak:explode/],
    ['a select', aPress('x', {}, { data: { component_type: 3, custom_id: 'x', values: ['1'] } }), /component_type/],
    ['a form of another version', aSubmission('other-form', []), /not ours: other-form/],
    ['nobody who asks', aCommand({ name: 'help' }, { member: undefined }), /Nobody is named/],
  ])('can still be answered, when it is %s', (_, payload, why) => {
    const parsed = parse(payload)

    expect(parsed).toEqual({ kind: 'unsupported', replyTarget, suggests: false, why: expect.stringMatching(why) })
  })

  it('is answered with no completions, when it is typing', () => {
    const parsed = parse(someTyping({ name: 'ban', options: [{ name: 'who', type: 3, value: '', focused: true }] }))

    expect(parsed).toMatchObject({ kind: 'unsupported', suggests: true, replyTarget })
  })

  it.each([[null], ['text'], [{}], [{ id: 'x', token: 1 }]])(
    'cannot be answered without a reply target: %j',
    (payload) => {
      const parsed = parse(payload)

      expect(parsed).toMatchObject({ kind: 'unsupported', replyTarget: null })
    },
  )
})
