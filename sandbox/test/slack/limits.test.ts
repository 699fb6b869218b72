import { afterEach, describe, expect, it } from 'vitest'
import { checkBlocks, checkView } from '#sandbox/slack/blocks.ts'
import { actions, aSlack, button, closeAll, form, input, refusal, section } from './stage.ts'

afterEach(closeAll)

const text = (length: number) => 'x'.repeat(length)
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))
const errorsOf = (checked: ReturnType<typeof checkBlocks> | ReturnType<typeof checkView>) =>
  checked.ok ? [] : checked.errors
const plain = (words: string) => ({ type: 'plain_text', text: words })
const option = (value: string) => ({ text: plain(value), value })
const select = (options: object[], more: object = {}) => ({
  type: 'actions',
  elements: [{ type: 'static_select', action_id: 's', options, ...more }],
})

describe('Block Kit', () => {
  it.each([
    ['50 blocks', many(50, () => section('x'))],
    ['3,000 characters in a section', [section(text(3000))]],
    ['25 elements in a row', [actions(...many(25, (index) => button('x', `b${index}`)))]],
    ['75 characters on a button', [actions(button(text(75), 'b'))]],
    ['a value of 2,000', [actions(button('x', 'b', text(2000)))]],
    ['the same action id in two rows', [actions(button('x', 'b')), actions(button('x', 'b'))]],
    ['100 options', [select(many(100, (index) => option(`o${index}`)))]],
    [
      'a divider, a header, a context and an image',
      [
        { type: 'divider' },
        { type: 'header', text: plain(text(150)) },
        { type: 'context', elements: many(10, () => ({ type: 'mrkdwn', text: 'x' })) },
        { type: 'image', image_url: 'https://example.com/x.png', alt_text: 'x' },
      ],
    ],
  ])('allows %s', (_, blocks) => {
    expect(checkBlocks(blocks)).toMatchObject({ ok: true })
  })

  it.each([
    ['51 blocks', many(51, () => section('x')), 'no more than 50 items allowed [json-pointer:/blocks]'],
    ['a longer section', [section(text(3001))], 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    ['an empty section', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a section of nothing', [{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
    [
      '11 fields',
      [{ type: 'section', fields: many(11, () => plain('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      '26 elements in a row',
      [actions(...many(26, (index) => button('x', `b${index}`)))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a longer button',
      [actions(button(text(76), 'b'))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a longer value',
      [actions(button('x', 'b', text(2001)))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a longer action id',
      [actions(button('x', text(256)))],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'one action id twice in a row',
      [actions(button('x', 'b'), button('y', 'b'))],
      '`action_id` "b" already exists in this block [json-pointer:/blocks/0]',
    ],
    [
      'one block id twice',
      [
        { type: 'divider', block_id: 'd' },
        { type: 'divider', block_id: 'd' },
      ],
      '`block_id` "d" already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'a longer header',
      [{ type: 'header', text: plain(text(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      '11 things in a context',
      [{ type: 'context', elements: many(11, () => plain('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      '101 options',
      [select(many(101, (index) => option(`o${index}`)))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    ['no options', [select([])], 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]'],
    [
      'a first choice that is not offered',
      [select([option('a')], { initial_option: option('b') })],
      'initial option "b" is not among the options [json-pointer:/blocks/0/elements/0]',
    ],
    ['an unknown block', [{ type: 'poem' }], 'unsupported type: poem [json-pointer:/blocks/0/type]'],
    [
      'a property that it does not know',
      [{ type: 'divider', colour: 'red' }],
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      'a button without words',
      [{ type: 'actions', elements: [{ type: 'button', action_id: 'b' }] }],
      'missing required field: text [json-pointer:/blocks/0/elements/0]',
    ],
  ])('refuses %s', (_, blocks, error) => {
    expect(errorsOf(checkBlocks(blocks))).toContain(error)
  })

  it.each([
    ['101 blocks', form(many(101, () => section('x'))), 'no more than 100 items allowed [json-pointer:/view/blocks]'],
    [
      'a title of 25',
      form([], { title: plain(text(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a button of 25',
      form([], { submit: plain(text(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'more private metadata',
      form([], { private_metadata: text(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'fields that cannot be sent',
      form([input('a', 'A')], { submit: undefined }),
      'missing required field: submit [json-pointer:/view]',
    ],
    ['no title', form([], { title: undefined }), 'missing required field: title [json-pointer:/view]'],
  ])('refuses a form with %s', (_, view, error) => {
    expect(errorsOf(checkView(view))).toContain(error)
  })

  it('is told of by the Web API with code, errors and metadata', async () => {
    const { client, general } = await aSlack()

    const posted = refusal(client.chat.postMessage({ channel: general.id, text: 'x', blocks: [section(text(3001))] }))
    const opened = refusal(client.views.open({ trigger_id: 'x', view: form([section(text(3001))]) }))

    expect(await posted).toMatchObject({
      error: 'invalid_blocks',
      errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    })
    expect(await opened).toMatchObject({
      error: 'invalid_arguments',
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]'],
    })
  })
})
