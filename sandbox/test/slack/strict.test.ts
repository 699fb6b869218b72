import { afterEach, describe, expect, it } from 'vitest'
import { checkBlocks, checkView } from '#sandbox/slack/blocks.ts'
import { actions, aSlack, button, closeAll, form, input, refusal, section } from './stage.ts'

afterEach(closeAll)

const errorsOf = (checked: ReturnType<typeof checkBlocks> | ReturnType<typeof checkView>) =>
  checked.ok ? [] : checked.errors
const typing = (more: object) => ({ element: { type: 'plain_text_input' as const, action_id: 'it', ...more } })
const rich = (...elements: object[]) => ({ type: 'rich_text', elements })
const line = (...elements: object[]) => ({ type: 'rich_text_section', elements })

describe('a button that leads somewhere', () => {
  it.each(['https://e.example/a', 'http://e.example', 'mailto:asha@e.example'])('may lead to %s', (url) => {
    expect(checkBlocks([actions({ ...button('Open', 'b'), ...{ url } })])).toMatchObject({ ok: true })
  })

  it.each(['nonsense', 'javascript:void(0)', 'data:text/html,x', 'e.example'])('is refused with %s', (url) => {
    expect(errorsOf(checkBlocks([actions({ ...button('Open', 'b'), ...{ url } })]))).toEqual([
      'must be a valid url [json-pointer:/blocks/0/elements/0/url]',
    ])
  })
})

describe('a picture', () => {
  const image = (image_url: string) => ({ type: 'image', image_url, alt_text: 'A picture' })

  it.each(['nonsense', 'javascript:void(0)', 'data:image/png;base64,AA==', 'ftp://e.example/a.png'])(
    'is refused wherever it stands with %s',
    (url) => {
      const at = (path: string) => [`downloading image failed [json-pointer:/blocks/0/${path}]`]

      expect(errorsOf(checkBlocks([image(url)]))).toEqual(at('image_url'))
      expect(errorsOf(checkBlocks([{ type: 'context', elements: [image(url)] }]))).toEqual(at('elements/0/image_url'))
      expect(checkBlocks([image('https://e.example/a.png')])).toMatchObject({ ok: true })
    },
  )
})

describe('rich text', () => {
  it('takes what people type: words, links, mentions, lists, quotes and boxes', () => {
    const words = line({ type: 'text', text: 'x', style: { bold: true } }, { type: 'link', url: 'https://e.example' })
    const blocks = [
      rich(
        words,
        { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [words] },
        { type: 'rich_text_quote', elements: [{ type: 'user', user_id: 'U1' }] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }] },
      ),
    ]

    expect(checkBlocks(blocks)).toMatchObject({ ok: true })
  })

  it.each([
    ['a part that there is not', rich({ type: 'rich_text_banner', elements: [] })],
    ['an element that there is not', rich(line({ type: 'blink', text: 'x' }))],
    ['words without words', rich(line({ type: 'text', text: '' }))],
    ['a link without an address', rich(line({ type: 'link', text: 'x' }))],
    ['a link that leads to a script', rich(line({ type: 'link', url: 'javascript:void(0)' }))],
    ['a line within a line', rich(line(line()))],
    ['a mention in a box', rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] })],
  ])('refuses %s', (_, block) => {
    expect(checkBlocks([block])).toMatchObject({ ok: false })
  })
})

describe('a form', () => {
  it.each([
    ['a least length over the greatest', [input('a', 'A', typing({ min_length: 10, max_length: 5 }))]],
    ['more words in a field than it can hold', [input('a', 'A', typing({ initial_value: 'x'.repeat(3001) }))]],
    [
      'two fields that both want to be in first',
      [input('a', 'A', typing({ focus_on_load: true })), input('b', 'B', typing({ focus_on_load: true }))],
    ],
  ])('is refused with %s', (_, blocks) => {
    expect(checkView(form(blocks))).toMatchObject({ ok: false })
  })

  it('is where files are asked for, and a message is not', () => {
    const asks = { type: 'input', label: { type: 'plain_text', text: 'Files' }, element: { type: 'file_input' } }

    expect(checkView(form([asks]))).toMatchObject({ ok: true })
    expect(errorsOf(checkBlocks([asks]))).toEqual([
      'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
    ])
  })
})

describe('a message', () => {
  const long = (blocks: number, each: number) => Array.from({ length: blocks }, () => section('x'.repeat(each)))

  it('takes words of 12,000 in few blocks, and fewer in many', async () => {
    const { client, general } = await aSlack()
    const post = (blocks: ReturnType<typeof section>[]) =>
      client.chat.postMessage({ channel: general.id, text: 'x', blocks })

    await expect(post(long(4, 3000))).resolves.toMatchObject({ ok: true })
    await expect(refusal(post(long(5, 2500)))).resolves.toMatchObject({ error: 'msg_blocks_too_long' })
    await expect(post(long(50, 140))).resolves.toMatchObject({ ok: true })
    await expect(refusal(post(long(50, 150)))).resolves.toMatchObject({ error: 'msg_blocks_too_long' })
  })

  it('is edited within 4,000 bytes of text, which are fewer letters in Hindi', async () => {
    const { client, general } = await aSlack()
    const { ts = '' } = await client.chat.postMessage({ channel: general.id, text: 'x' })
    const edit = (text: string) => client.chat.update({ channel: general.id, ts, text })

    await expect(edit('x'.repeat(4000))).resolves.toMatchObject({ ok: true })
    await expect(edit('क'.repeat(1333))).resolves.toMatchObject({ ok: true })
    await expect(refusal(edit('क'.repeat(1334)))).resolves.toMatchObject({ error: 'msg_too_long' })
  })

  it('carries no metadata of 20 kB', async () => {
    const { client, general } = await aSlack()
    const metadata = { event_type: 'x', event_payload: { long: 'x'.repeat(20_000) } }

    const call = client.chat.postMessage({ channel: general.id, text: 'x', metadata })

    await expect(refusal(call)).resolves.toMatchObject({ error: 'metadata_too_large' })
  })
})

describe('an app', () => {
  it.each(['/remind', '/status', '/who'])(
    'cannot have the command %s, and its whole manifest is refused',
    async (command) => {
      const { slack } = await aSlack()
      const manifest = {
        display_information: { name: 'Other' },
        features: { slash_commands: [{ command: '/fine' }, { command }] },
      }

      expect(() => slack.addApp({ manifest })).toThrow(`the slash command ${command} has an invalid name`)
      expect(slack.apps()).toHaveLength(1)
    },
  )
})
