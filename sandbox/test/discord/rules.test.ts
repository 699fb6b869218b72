import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aServer, closeAll, refusal } from './stage.ts'

afterEach(closeAll)

const V2 = 1 << 15
const text = (content: string) => ({ type: 10, content })
const button = (id: string, more: object = {}) => ({ type: 2, style: 1, label: id, custom_id: id, ...more })
const row = (...components: object[]) => ({ type: 1, components })
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(button(`b${index}`)))
const texts = (count: number, content = 'x') => Array.from({ length: count }, () => text(content))
const menu = (more: object = {}) => ({ type: 3, custom_id: 'm', options: [{ label: 'One', value: '1' }], ...more })

async function refused(body: object) {
  const { rest, board } = await aServer()
  const answer = await refusal(rest.post(Routes.channelMessages(board.id), { body }))
  expect(board.messages).toEqual([])
  return answer
}

/** Where the first mistake is, as Discord nests it. */
function pathOf(errors: unknown): string {
  if (typeof errors !== 'object' || errors === null || '_errors' in errors) return ''
  const [key, below] = Object.entries(errors)[0] ?? ['', undefined]
  const rest = pathOf(below)
  return rest === '' ? key : `${key}.${rest}`
}

describe('a message is refused, with the way to the mistake,', () => {
  it.each<[string, string, object]>([
    ['longer than 2,000 characters', 'content', { content: 'x'.repeat(2001) }],
    ['with eleven embeds', 'embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }],
    ['with a mark of more than 25 characters', 'nonce', { content: 'x', nonce: 'x'.repeat(26) }],
    ['with six rows', 'components', { components: rows(6) }],
    [
      'with six buttons in a row',
      'components.0.components',
      { components: [row(...'abcdef'.split('').map((id) => button(id)))] },
    ],
    ['with a menu beside a button', 'components.0.components', { components: [row(button('a'), menu())] }],
    [
      'with an id of 101 characters',
      'components.0.components.0.custom_id',
      { components: [row(button('x'.repeat(101), { label: 'x' }))] },
    ],
    [
      'with a label of 81 characters',
      'components.0.components.0.label',
      { components: [row(button('a', { label: 'x'.repeat(81) }))] },
    ],
    ['with one id twice', 'components.1.components.0.custom_id', { components: [row(button('a')), row(button('a'))] }],
    [
      'with a button that says nothing',
      'components.0.components.0.label',
      { components: [row({ type: 2, style: 1, custom_id: 'a' })] },
    ],
    [
      'with a link that leads nowhere',
      'components.0.components.0.url',
      { components: [row({ type: 2, style: 5, label: 'Go' })] },
    ],
    ['with a menu without options', 'components.0.components.0.options', { components: [row(menu({ options: [] }))] }],
    ['with text among the older components', 'components.0.type', { components: [text('x')] }],
    ['with content beside the newer components', 'content', { flags: V2, content: 'x', components: [text('x')] }],
    [
      'with embeds beside the newer components',
      'embeds',
      { flags: V2, embeds: [{ title: 'x' }], components: [text('x')] },
    ],
    [
      'with 41 components, one inside another',
      'components',
      { flags: V2, components: [{ type: 17, components: texts(40) }] },
    ],
    ['with more than 4,000 characters together', 'components', { flags: V2, components: texts(2, 'x'.repeat(2001)) }],
    [
      'with a section without anything at its side',
      'components.0.accessory',
      { flags: V2, components: [{ type: 9, components: [text('x')] }] },
    ],
    [
      'with one number twice',
      'components.1.id',
      {
        flags: V2,
        components: [
          { ...text('x'), id: 5 },
          { ...text('x'), id: 5 },
        ],
      },
    ],
    [
      'with a file that did not come along',
      'components.0.file.url',
      { flags: V2, components: [{ type: 13, file: { url: 'attachment://a.pdf' } }] },
    ],
    [
      'with a picture that did not come along',
      'components.0.components.0.items.1.media.url',
      {
        flags: V2,
        components: [
          {
            type: 17,
            components: [
              {
                type: 12,
                items: ['https://example.com/a.png', 'attachment://b.png'].map((url) => ({ media: { url } })),
              },
            ],
          },
        ],
      },
    ],
    [
      'with a file from elsewhere',
      'components.0.file.url',
      { flags: V2, components: [{ type: 13, file: { url: 'https://example.com/a.pdf' } }] },
    ],
  ])('%s', async (_, path, body) => {
    const answer = await refused(body)

    expect(answer).toMatchObject({ status: 400, code: 50035 })
    expect(pathOf(answer.errors)).toBe(path)
  })

  it('with nothing in it', async () => {
    expect(await refused({})).toMatchObject({ status: 400, code: 50006 })
    expect(await refused({ content: '' })).toMatchObject({ code: 50006 })
    expect(await refused({ flags: V2, components: [] })).toMatchObject({ code: 50006 })
  })
})

describe('a message goes through', () => {
  it.each<[string, object]>([
    ['of 2,000 characters', { content: 'x'.repeat(2000) }],
    ['with five rows', { components: rows(5) }],
    ['with 40 components', { flags: V2, components: [{ type: 17, components: texts(39) }] }],
    ['of 4,000 characters in newer components', { flags: V2, components: texts(2, 'x'.repeat(2000)) }],
    [
      'with a button at the side of a section',
      { flags: V2, components: [{ type: 9, components: [text('x')], accessory: button('a') }] },
    ],
    ['with a menu of its own', { components: [row(menu())] }],
  ])('%s', async (_, body) => {
    const { rest, board } = await aServer()

    expect(await rest.post(Routes.channelMessages(board.id), { body })).toMatchObject({ channel_id: board.id })
  })

  it('with its components numbered, those numbers kept that were given', async () => {
    const { rest, board } = await aServer()
    const components = [{ type: 17, id: 2, components: [text('x'), text('y')] }]

    const sent = await rest.post(Routes.channelMessages(board.id), { body: { flags: V2, components } })

    expect(sent).toMatchObject({ components: [{ id: 2, components: [{ id: 1 }, { id: 3 }] }] })
  })

  it('with the picture that came along at its address', async () => {
    const { rest, board, sandbox } = await aServer()
    const body = { flags: V2, components: [{ type: 13, file: { url: 'attachment://a.txt' } }] }
    const files = [{ name: 'a.txt', data: 'words' }]

    const sent = await rest.post(Routes.channelMessages(board.id), { body, files })

    expect(sent).toMatchObject({ components: [{ file: { url: expect.stringContaining(`${sandbox.url}/discord/`) } }] })
  })
})
